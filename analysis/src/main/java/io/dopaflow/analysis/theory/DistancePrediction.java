package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * What theory says of the distance between the weights and the gradient flow at the end of one learning opportunity.
 *
 * @param flowTime T
 * @param noise root mean square of the distance that the rule's noise makes, by the linear noise approximation
 * @param bias by which the flow of the smoothed gradient ends beside that of the gradient, by synapse id; see
 *     {@link SmoothedGradient}
 */
public record DistancePrediction(double flowTime, double noise, double[] bias) {

    /** Predicts for an model's first learning opportunity. */
    public static DistancePrediction of(LearningCycle model, Theory theory) {
        Gradient gradient = new Gradient(model.network(), model.loss());
        Sample sample = model.samples().training().get(0);
        double[] start = model.initialTheta();
        double time = theory.flowTime().applyAsDouble(model);
        double noise = new NoiseBand(
                        new RuleNoise(
                                gradient,
                                theory.noise().apply(model),
                                model.timing().halfWindow(),
                                model.streams()),
                        time,
                        model.schedule().cycles())
                .predictedRms(start, sample);
        double[] plain = new GradientFlow(gradient, time).end(start, sample);
        SmoothedGradient smoothed =
                new SmoothedGradient(gradient, model.timing().halfWindow(), model.streams());
        double[] bias = new GradientFlow(smoothed, time).end(start, sample);
        Arrays.setAll(bias, i -> bias[i] - plain[i]);
        return new DistancePrediction(time, noise, bias);
    }

    /** The length of the bias. */
    public double biasLength() {
        return Vectors.norm(bias);
    }

    /** Root mean square of the distance: noise and bias together. */
    public double rms() {
        return Math.sqrt(noise * noise + Vectors.dot(bias, bias));
    }

    /** How far a displacement goes in the direction of the bias; 0 where there is none. */
    public double alongBias(double[] displacement) {
        double length = biasLength();
        return length > 0 ? Vectors.dot(displacement, bias) / length : 0.0;
    }
}
