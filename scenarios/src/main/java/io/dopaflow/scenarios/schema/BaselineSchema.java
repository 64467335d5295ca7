package io.dopaflow.scenarios.schema;

import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.RewardBaseline.AntitheticPair;
import io.dopaflow.models.plasticity.RewardBaseline.PreviousCycle;
import io.dopaflow.models.plasticity.RewardBaseline.RunningMean;
import io.dopaflow.models.plasticity.RewardBaseline.Unperturbed;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words and keys of {@code learning.baseline}. */
final class BaselineSchema {

    private static final RunningMean RUNNING_MEAN = new RunningMean(0.05);

    private static final Key<RunningMean, Double> RATE = Key.defaulted(
            "rate",
            Types.positive(1),
            RUNNING_MEAN.rate(),
            RunningMean::rate,
            "Weight of the newest loss in the mean; a smaller one gives less noise and a longer memory.");

    private static final Key<RewardBaseline, RunningMean> DETAIL = new Key<>(
            "running-mean",
            MappingType.of(List.of(RATE), values -> new RunningMean(values.get(RATE))),
            new Key.Presence.Required<>(),
            "Settings of the running mean.",
            baseline -> baseline instanceof RunningMean mean ? Optional.of(mean) : Optional.empty());

    static final ValueType<RewardBaseline> TYPE = new WordOrMapping<>(
            Types.choice(words()),
            MappingType.of(List.of(DETAIL), values -> values.get(DETAIL)),
            RunningMean.class::isInstance);

    private BaselineSchema() {}

    private static Map<String, RewardBaseline> words() {
        Map<String, RewardBaseline> words = new LinkedHashMap<>();
        words.put("previous-cycle", new PreviousCycle());
        words.put("running-mean", RUNNING_MEAN);
        words.put("unperturbed", new Unperturbed());
        words.put("antithetic", new AntitheticPair());
        return words;
    }
}
