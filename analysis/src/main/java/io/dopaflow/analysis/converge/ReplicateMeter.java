package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.Arrays;
import java.util.Optional;

/**
 * Measures a replicate while it runs: takes the weights after each of its cycles, of which none is left out and none is
 * kept. For one thread.
 */
public final class ReplicateMeter {
    private final PointTarget target;
    private final SupDistance distance;
    private final Optional<AccumulatedTime> time;

    /**
     * A meter.
     *
     * @param target what it is compared with
     * @param model the replicate
     * @param measuresTime whether the accumulated gradient-flow time is measured, which takes a backpropagation a cycle
     */
    public ReplicateMeter(PointTarget target, LearningCycle model, boolean measuresTime) {
        this.target = target;
        this.distance = new SupDistance(target.flow(), model.initialTheta());
        this.time = measuresTime
                ? Optional.of(new AccumulatedTime(
                        new Gradient(model.network(), model.loss()),
                        model.samples().training().get(0),
                        model.initialTheta()))
                : Optional.empty();
    }

    /**
     * Takes the weights.
     *
     * @param after cycles done, from 1 to n; one after the other
     * @param theta log-weights by synapse id; not kept
     */
    public void weights(int after, double[] theta) {
        distance.add(after, theta);
        time.ifPresent(accumulated -> accumulated.add(theta));
    }

    /** What was measured, after the last cycle. */
    public Replicate result() {
        double[] displacement = distance.theta().clone();
        double[] end = target.flow().end();
        Arrays.setAll(displacement, i -> displacement[i] - end[i]);
        return new Replicate(
                distance.sup(),
                distance.last(),
                target.prediction().alongBias(displacement),
                time.map(AccumulatedTime::value).orElse(Double.NaN));
    }
}
