package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.WordOrMapping;
import io.dopaflow.scenarios.schema.spiking.RewardSettings.LossSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words and keys of the loss of an episode. */
final class LossSchema {
    private static final LossSettings.CrossEntropy STANDARD = new LossSettings.CrossEntropy(1);

    private static final Key<LossSettings.CrossEntropy, Double> PER_SPIKE = Key.defaulted(
            "per_spike",
            Types.positive(1e6),
            STANDARD.perSpike(),
            LossSettings.CrossEntropy::perSpike,
            "What each spike adds to the exponent of its class.");

    private static final Key<LossSettings, LossSettings.CrossEntropy> CROSS_ENTROPY = kind(
            "cross-entropy",
            MappingType.of(List.of(PER_SPIKE), values -> new LossSettings.CrossEntropy(values.get(PER_SPIKE))),
            LossSettings.CrossEntropy.class,
            "-sum t log p, with p the softmax of numbers of spikes.");

    private static final Key<LossSettings.FirstSpike, Long> SCALE = Key.required(
            "scale",
            Durations.between(1, SourceSchema.LONGEST),
            LossSettings.FirstSpike::scalePs,
            "A first spike that is off by so much costs 1/2.");

    private static final Key<LossSettings, LossSettings.FirstSpike> FIRST_SPIKE = kind(
            "first-spike",
            MappingType.of(List.of(SCALE), values -> new LossSettings.FirstSpike(values.get(SCALE))),
            LossSettings.FirstSpike.class,
            "sum ((t - t*) / scale)^2 / 2 over outputs that have a target; without a spike t is the end of the episode.");

    private static final Key<LossSettings.TrainDistance, Long> TAU = Key.required(
            "tau",
            Durations.between(1, SourceSchema.LONGEST),
            LossSettings.TrainDistance::tauPs,
            "Time constant: what lies much further apart counts as two spikes, one too many and one too few.");

    private static final Key<LossSettings, LossSettings.TrainDistance> TRAIN_DISTANCE = kind(
            "train-distance",
            MappingType.of(List.of(TAU), values -> new LossSettings.TrainDistance(values.get(TAU))),
            LossSettings.TrainDistance.class,
            "The distance of trains (van Rossum 2001); a spike too many or too few costs 1/4.");

    static final ValueType<LossSettings> TYPE = new WordOrMapping<>(
            Types.choice(words()),
            MappingType.of(
                            List.of(CROSS_ENTROPY, FIRST_SPIKE, TRAIN_DISTANCE),
                            values -> values.find(CROSS_ENTROPY)
                                    .<LossSettings>map(loss -> loss)
                                    .or(() -> values.find(FIRST_SPIKE))
                                    .orElseGet(() -> values.get(TRAIN_DISTANCE)))
                    .withExactlyOneOf("train-distance: {tau: 10 ms}", CROSS_ENTROPY, FIRST_SPIKE, TRAIN_DISTANCE),
            loss -> !words().containsValue(loss));

    private LossSchema() {}

    private static Map<String, LossSettings> words() {
        Map<String, LossSettings> words = new LinkedHashMap<>();
        words.put("counts", new LossSettings.Counts());
        words.put("cross-entropy", STANDARD);
        return words;
    }

    private static <L extends LossSettings> Key<LossSettings, L> kind(
            String name, ValueType<L> type, Class<L> kind, String doc) {
        return Key.conditional(
                name,
                type,
                "-",
                loss -> Optional.of(loss).filter(kind::isInstance).map(kind::cast),
                doc);
    }
}
