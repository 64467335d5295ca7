package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.experiment.Experiment;
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

    /** Predicts for an experiment's first learning opportunity. */
    public static DistancePrediction of(Experiment experiment, Theory theory) {
        Gradient gradient = new Gradient(experiment.network(), experiment.loss());
        Sample sample = experiment.samples().train().get(0);
        double[] start = experiment.initialTheta();
        double time = theory.flowTime().applyAsDouble(experiment);
        double noise = new NoiseBand(
                        new RuleNoise(
                                gradient,
                                theory.noise().apply(experiment),
                                experiment.timing().halfWindow(),
                                experiment.streams()),
                        time,
                        experiment.rule().cycles())
                .predictedRms(start, sample);
        double[] plain = new GradientFlow(gradient, time).end(start, sample);
        SmoothedGradient smoothed =
                new SmoothedGradient(gradient, experiment.timing().halfWindow(), experiment.streams());
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
