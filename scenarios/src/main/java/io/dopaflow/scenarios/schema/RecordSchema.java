package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.ChoiceType;
import io.dopaflow.scenarios.format.CountType;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Presence;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.WordOrMapping;
import io.dopaflow.scenarios.schema.RecordSettings.Every;
import io.dopaflow.scenarios.schema.RecordSettings.Extent;
import io.dopaflow.scenarios.schema.RecordSettings.Sampled;
import io.dopaflow.scenarios.schema.RecordSettings.Thinning;
import io.dopaflow.scenarios.schema.RecordSettings.WeightSampling;
import java.util.List;
import java.util.Optional;

/** The keys of {@code record}. */
final class RecordSchema {

    private static final long BILLION = 1_000_000_000;
    private static final CountType OPPORTUNITIES = new CountType("opportunity", "opportunities", BILLION);
    private static final CountType CYCLES = new CountType("cycle", "cycles", BILLION);

    static final RecordSettings DEFAULT = new RecordSettings(Extent.AUTO, Extent.AUTO, Extent.AUTO, Extent.AUTO);

    private static final Key<Thinning, Long> EVERY = new Key<>(
            "every",
            OPPORTUNITIES,
            new Presence.Required<>(),
            "The interval between completely recorded learning opportunities, the first included.",
            thinning -> thinning instanceof Every every ? Optional.of(every.opportunities()) : Optional.empty());

    private static final Key<WeightSampling, Long> WEIGHTS_EVERY = new Key<>(
            "every",
            OPPORTUNITIES,
            new Presence.Required<>(),
            "The interval between learning opportunities whose weights are recorded, the first included.",
            sampling -> sampling instanceof Sampled sampled ? Optional.of(sampled.opportunities()) : Optional.empty());

    private static final Key<WeightSampling, Long> WITHIN = Key.conditional(
            "within",
            CYCLES,
            "only at its start and end",
            sampling -> sampling instanceof Sampled sampled ? sampled.cycles() : Optional.empty(),
            "The interval between cycles after which weights are recorded, within such a learning opportunity.");

    private static final ValueType<Thinning> THINNING = new WordOrMapping<>(
            ChoiceType.ofConstants(Extent.values()),
            MappingType.of(List.of(EVERY), values -> new Every(values.get(EVERY))),
            Every.class::isInstance);

    private static final ValueType<WeightSampling> SAMPLING = new WordOrMapping<>(
            ChoiceType.ofConstants(Extent.values()),
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
            "The weights of all synapses; those at the start and the end of the run are always recorded.");

    static final MappingType<RecordSettings> TYPE = MappingType.of(
            List.of(SPIKES, ARRIVALS, REWARDS, WEIGHTS),
            values -> new RecordSettings(
                    values.get(SPIKES), values.get(ARRIVALS), values.get(REWARDS), values.get(WEIGHTS)));

    private RecordSchema() {}
}
