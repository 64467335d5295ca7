package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.theory.StepPrediction;
import java.util.Optional;

/**
 * The emergent step s of one learning opportunity against the gradient g of its sample's loss at its start.
 *
 * @param scale T ||g||, the length of the step of gradient descent
 * @param relativeLength || s || / (T ||g||); not a number where g is 0
 * @param cosine of the angle between s and -g, from -1 to 1; not a number where one of them is 0
 * @param predicted what theory says of both; empty where it predicts nothing or was not asked
 */
public record StepGeometry(double scale, double relativeLength, double cosine, Optional<StepPrediction> predicted) {

    /** The geometry of a step from start to end. */
    static StepGeometry of(
            double[] start, double[] end, double[] gradient, double time, Optional<StepPrediction> predicted) {
        double length = Vectors.distance(end, start);
        double slope = Vectors.norm(gradient);
        double product = 0.0;
        for (int i = 0; i < start.length; i++) {
            product -= (end[i] - start[i]) * gradient[i];
        }
        double cosine = length > 0 && slope > 0 ? product / (length * slope) : Double.NaN;
        double scale = time * slope;
        return new StepGeometry(scale, scale > 0 ? length / scale : Double.NaN, cosine, predicted);
    }
}
