package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.models.cycle.LearningCycle;

/**
 * What all replicates of a grid point are compared with. Immutable.
 *
 * @param prediction of theory
 * @param flow the gradient flow, interpolated with an error below a thousandth of the predicted noise
 */
public record PointTarget(DistancePrediction prediction, FlowTable flow) {
    private static final double SHARE_OF_NOISE = 1e-3;

    /** Computes it. */
    public static PointTarget of(LearningCycle model, Theory theory) {
        DistancePrediction prediction = DistancePrediction.of(model, theory);
        GradientFlow flow = new GradientFlow(new Gradient(model.network(), model.loss()), prediction.flowTime());
        return new PointTarget(
                prediction,
                FlowTable.of(
                        flow,
                        model.initialTheta(),
                        model.samples().training().get(0),
                        model.schedule().cycles(),
                        Math.max(SHARE_OF_NOISE * prediction.noise(), Double.MIN_NORMAL)));
    }
}
