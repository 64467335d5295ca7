package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of a run.
 *
 * @param spikes of which learning opportunities
 * @param arrivals of which learning opportunities
 * @param rewards of which learning opportunities
 * @param weights of which learning opportunities, and how often within them
 */
public record RecordSettings(Thinning spikes, Thinning arrivals, Thinning rewards, WeightSampling weights) {

    private static final long BILLION = 1_000_000_000;
    private static final ScalarType<Long> OPPORTUNITIES = Types.count("opportunity", "opportunities", BILLION);
    private static final ScalarType<Long> CYCLES = Types.count("cycle", "cycles", BILLION);

    static final RecordSettings DEFAULT = new RecordSettings(Extent.AUTO, Extent.AUTO, Extent.AUTO, Extent.AUTO);

    private static final Key<Thinning, Long> EVERY = new Key<>(
            "every",
            OPPORTUNITIES,
            new Key.Presence.Required<>(),
            "The interval between completely recorded learning opportunities, the first included.",
            Key.when(Function.identity(), Every.class, Every::opportunities));

    private static final Key<WeightSampling, Long> WEIGHTS_EVERY = new Key<>(
            "every",
            OPPORTUNITIES,
            new Key.Presence.Required<>(),
            "The interval between learning opportunities whose weights are recorded, the first" + " included.",
            Key.when(Function.identity(), Sampled.class, Sampled::opportunities));

    private static final Key<WeightSampling, Long> WITHIN = Key.conditional(
            "within",
            CYCLES,
            "only at its start and end",
            sampling -> sampling instanceof Sampled sampled ? sampled.cycles() : Optional.empty(),
            "The interval between cycles after which weights are recorded, within such a" + " learning opportunity.");

    static final ValueType<Thinning> THINNING = new WordOrMapping<>(
            Types.choice(Extent.values()),
            MappingType.of(List.of(EVERY), values -> new Every(values.get(EVERY))),
            Every.class::isInstance);

    private static final ValueType<WeightSampling> SAMPLING = new WordOrMapping<>(
            Types.choice(Extent.values()),
            MappingType.of(
                    List.of(WEIGHTS_EVERY, WITHIN),
                    values -> new Sampled(values.get(WEIGHTS_EVERY), values.find(WITHIN))),
            Sampled.class::isInstance);

    private static final Key<RecordSettings, Thinning> SPIKES = Key.defaulted(
            "spikes", THINNING, DEFAULT.spikes(), RecordSettings::spikes, "Onset and readout spikes of every neuron.");

    private static final Key<RecordSettings, Thinning> ARRIVALS = Key.defaulted(
            "arrivals",
            THINNING,
            DEFAULT.arrivals(),
            RecordSettings::arrivals,
            "When each spike reached each synapse; the largest of the tables.");

    private static final Key<RecordSettings, Thinning> REWARDS = Key.defaulted(
            "rewards", THINNING, DEFAULT.rewards(), RecordSettings::rewards, "Loss and reward of every cycle.");

    private static final Key<RecordSettings, WeightSampling> WEIGHTS = Key.defaulted(
            "weights",
            SAMPLING,
            DEFAULT.weights(),
            RecordSettings::weights,
            "The weights of all synapses; those at the start and the end of the run are always" + " recorded.");

    static final MappingType<RecordSettings> TYPE = MappingType.of(
            List.of(SPIKES, ARRIVALS, REWARDS, WEIGHTS),
            values -> new RecordSettings(
                    values.get(SPIKES), values.get(ARRIVALS), values.get(REWARDS), values.get(WEIGHTS)));

    /** Which learning opportunities are kept, each as a whole. */
    public sealed interface Thinning {}

    /** When weights are kept; those at the start and at the end of the run always are. */
    public sealed interface WeightSampling {}

    /** In a word. */
    public enum Extent implements Thinning, WeightSampling {
        /** As much as keeps the directory of a run small; a loaded scenario says instead how much that is. */
        AUTO,
        /** Everything. */
        ALL,
        /** Nothing. */
        NONE
    }

    /**
     * Learning opportunities 0, N, 2N and so on.
     *
     * @param opportunities N, from 1
     */
    public record Every(long opportunities) implements Thinning {}

    /**
     * In the learning opportunities 0, N, 2N and so on, the weights at the start and at the end and, if so said, after
     * every M-th cycle in between.
     *
     * @param opportunities N, from 1
     * @param cycles M, from 1
     */
    public record Sampled(long opportunities, Optional<Long> cycles) implements WeightSampling {}
}
