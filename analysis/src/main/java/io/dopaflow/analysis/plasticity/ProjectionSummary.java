package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.WeightTallies;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.ArrayList;
import java.util.List;

/**
 * What the synapses of a projection have learnt: their weights when they were recorded last, beside those when they were recorded first.
 *
 * @param name of the projection
 * @param synapses that it has
 * @param recorded how many of them were recorded
 * @param replaced how many were replaced by others, each as often as it was
 * @param mean weight, with its sign
 * @param deviation standard deviation of the weights
 * @param nearWmin the share of weights in the lowest {@link #NEAR} from Wmin to Wmax; NaN without these bounds
 * @param nearWmax the share in the highest; NaN without these bounds
 * @param change of the mean since the first
 * @param unit of weights
 */
public record ProjectionSummary(
        String name,
        long synapses,
        long recorded,
        long replaced,
        double mean,
        double deviation,
        double nearWmin,
        double nearWmax,
        double change,
        String unit) {

    /** The share of the range from Wmin to Wmax that is near one of them. */
    public static final double NEAR = 0.05;

    /** Whether weights have bounds that they can be near to. */
    public boolean hasBounds() {
        return !Double.isNaN(nearWmin);
    }

    /** Of each projection that learns and was recorded, in order. */
    public static List<ProjectionSummary> of(SpikingRunReader run, SpikingNetwork network) {
        List<ProjectionSummary> all = new ArrayList<>();
        for (LearningProjection projection : LearningProjection.of(network)) {
            WeightTallies weights = run.weights(projection.first(), projection.end());
            long[] times = weights.times();
            if (times.length > 0) {
                long replaced = run.rewirings().count(projection.first(), projection.end());
                all.add(of(projection, weights, replaced, times[0], times[times.length - 1]));
            }
        }
        return all;
    }

    private static ProjectionSummary of(
            LearningProjection of, WeightTallies weights, long replaced, long first, long last) {
        double low = of.plasticity().map(Plasticity::wMin).orElse(Double.NaN);
        double high = of.plasticity().map(Plasticity::wMax).orElse(Double.NaN);
        double least = low + NEAR * (high - low);
        double most = high - NEAR * (high - low);
        WeightTallies.Distribution end = weights.at(last, least, most);
        double change = end.mean() - weights.at(first, least, most).mean();
        return new ProjectionSummary(
                of.name(),
                of.synapses(),
                end.synapses(),
                replaced,
                end.mean(),
                end.deviation(),
                of.plasticity().isPresent() ? end.nearLeast() : Double.NaN,
                of.plasticity().isPresent() ? end.nearMost() : Double.NaN,
                change,
                of.unit());
    }
}
