package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.models.experiment.Experiment;

/**
 * What all replicates of a grid point are compared with. Immutable.
 *
 * @param prediction of theory
 * @param flow the gradient flow, interpolated with an error below a thousandth of the predicted noise
 */
public record PointTarget(DistancePrediction prediction, FlowTable flow) {
    private static final double SHARE_OF_NOISE = 1e-3;

    /** Computes it. */
    public static PointTarget of(Experiment experiment, Theory theory) {
        DistancePrediction prediction = DistancePrediction.of(experiment, theory);
        GradientFlow flow =
                new GradientFlow(new Gradient(experiment.network(), experiment.loss()), prediction.flowTime());
        return new PointTarget(
                prediction,
                FlowTable.of(
                        flow,
                        experiment.initialTheta(),
                        experiment.samples().train().get(0),
                        experiment.rule().cycles(),
                        Math.max(SHARE_OF_NOISE * prediction.noise(), Double.MIN_NORMAL)));
    }
}
