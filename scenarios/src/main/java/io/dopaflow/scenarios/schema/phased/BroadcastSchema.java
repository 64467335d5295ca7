package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a broadcast. */
final class BroadcastSchema {

    /** A broadcast but for its name. */
    record Form(String phase, Baseline baseline) {

        static Named<Form> of(Broadcast broadcast) {
            return new Named<>(broadcast.name(), new Form(broadcast.phase(), broadcast.baseline()));
        }

        static Broadcast broadcast(Named<Form> named) {
            return new Broadcast(named.name(), named.value().phase, named.value().baseline);
        }
    }

    private static final Key<Form, String> LOSS =
            Key.required("loss", Words.NAME, Form::phase, "The forward phase whose loss it is about.");

    private static final Key<Baseline, String> PHASE = Words.kind(
            "phase",
            Words.NAME,
            Baseline.OfPhase.class,
            Baseline.OfPhase::phase,
            "The forward phase whose loss is the baseline.");

    private static final Key<Baseline, Double> RUNNING_MEAN = Words.kind(
            "running-mean",
            Types.positive(1),
            Baseline.RunningMean.class,
            Baseline.RunningMean::rate,
            "The rate of a running mean of the losses, which is the baseline.");

    private static final Key<Form, Baseline> BASELINE = Key.defaulted(
            "baseline",
            new WordOrMapping<>(
                    Types.choice(words()),
                    MappingType.of(List.of(PHASE, RUNNING_MEAN), BroadcastSchema::baseline)
                            .withExactlyOneOf("running-mean: 0.005", PHASE, RUNNING_MEAN),
                    baseline -> !words().containsValue(baseline)),
            new Baseline.Zero(),
            Form::baseline,
            "What the loss is compared with: all synapses are told baseline less loss. other-repetitions: the mean loss of"
                    + " the other repetitions of the sample. previous: the loss of the wave before with the same sample, which"
                    + " only learning cycles have (rule: reward-stdp).");

    private static final Form COIN = new Form("", new Baseline.Coin());

    static final NamedType<Form> TYPE = new NamedType<>(
            new WordOrMapping<>(
                    Types.choice(Map.of("coin", COIN)),
                    MappingType.of(List.of(LOSS, BASELINE), values -> new Form(values.get(LOSS), values.get(BASELINE))),
                    form -> !form.equals(COIN)),
            "broadcasts",
            0);

    private BroadcastSchema() {}

    private static Map<String, Baseline> words() {
        Map<String, Baseline> words = new LinkedHashMap<>();
        words.put("zero", new Baseline.Zero());
        words.put("other-repetitions", new Baseline.OtherRepetitions());
        words.put("previous", new Baseline.PreviousWave());
        return words;
    }

    private static Baseline baseline(Values values) {
        return values.find(PHASE)
                .<Baseline>map(Baseline.OfPhase::new)
                .orElseGet(() -> new Baseline.RunningMean(values.get(RUNNING_MEAN)));
    }
}
