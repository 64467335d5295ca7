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
import java.util.Optional;

/** The keys of a broadcast. */
final class BroadcastSchema {

    /** A broadcast but for its name. */
    record Form(String phase, Baseline baseline) {

        boolean isOfLoss() {
            return !(baseline instanceof Baseline.TemporalDifference || baseline instanceof Baseline.Gain);
        }

        Baseline.TemporalDifference difference() {
            return (Baseline.TemporalDifference) baseline;
        }

        static Named<Form> of(Broadcast broadcast) {
            return new Named<>(broadcast.name(), new Form(broadcast.phase(), broadcast.baseline()));
        }

        static Broadcast broadcast(Named<Form> named) {
            return new Broadcast(named.name(), named.value().phase, named.value().baseline);
        }
    }

    private static final Key<Form, String> LOSS = Key.conditional(
            "loss",
            Words.NAME,
            "another of these keys",
            form -> form.isOfLoss() ? Optional.of(form.phase()) : Optional.empty(),
            "The forward phase whose loss it is about. In an environment that rewards, the loss is less the reward.");

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

    private static final Key<Form, Baseline> BASELINE = Key.conditional(
            "baseline",
            new WordOrMapping<>(
                    Types.choice(words()),
                    MappingType.of(List.of(PHASE, RUNNING_MEAN), BroadcastSchema::baseline)
                            .withExactlyOneOf("running-mean: 0.005", PHASE, RUNNING_MEAN),
                    baseline -> !words().containsValue(baseline)),
            "zero",
            form -> form.isOfLoss() ? Optional.of(form.baseline()) : Optional.empty(),
            "What the loss is compared with: all synapses are told baseline less loss. other-repetitions: the mean loss of"
                    + " the other repetitions of the sample. previous: the loss of the wave before with the same sample, which"
                    + " only learning cycles have (rule: reward-stdp).");

    private static final Key<Form, String> VALUE = Key.required(
            "value",
            Words.NAME,
            Form::phase,
            "The first phase in which the outputs answer: V(s), of the one that is chosen.");

    private static final Key<Form, String> NEXT = Key.required(
            "next",
            Words.NAME,
            form -> form.difference().next(),
            "A later forward phase, to which the next state is presented: V(s'), the largest of several.");

    private static final Key<Form, Double> DISCOUNT = Key.required(
            "discount",
            Types.number(0, 1),
            form -> form.difference().discount(),
            "gamma, the worth of a reward one step later: the part of serotonin.");

    private static final Key<Form, Form> TD = Key.conditional(
            "td",
            MappingType.of(
                    List.of(VALUE, NEXT, DISCOUNT),
                    values -> new Form(
                            values.get(VALUE),
                            new Baseline.TemporalDifference(values.get(NEXT), values.get(DISCOUNT)))),
            "another of these keys",
            form -> form.baseline instanceof Baseline.TemporalDifference ? Optional.of(form) : Optional.empty(),
            "In an environment that rewards: the error of a value, r + gamma V(s') - V(s), as dopamine tells it.");

    private static final Key<Form, Form> LEARNING_RATE = Key.conditional(
            "learning-rate",
            LearningRateSchema.TYPE,
            "another of these keys",
            form -> form.baseline instanceof Baseline.Gain ? Optional.of(form) : Optional.empty(),
            "How fast the only output should learn, by expected uncertainty (acetylcholine) and surprise (noradrenaline).");

    private static final Form COIN = new Form("", new Baseline.Coin());

    static final NamedType<Form> TYPE = new NamedType<>(
            new WordOrMapping<>(
                    Types.choice(Map.of("coin", COIN)),
                    MappingType.of(List.of(LOSS, BASELINE, TD, LEARNING_RATE), BroadcastSchema::form)
                            .withExactlyOneOf("loss: free", LOSS, TD, LEARNING_RATE)
                            .withCheck(BroadcastSchema::checkBaseline),
                    form -> !form.equals(COIN)),
            "broadcasts",
            0);

    private BroadcastSchema() {}

    private static Form form(Values values) {
        return values.find(TD)
                .or(() -> values.find(LEARNING_RATE))
                .orElseGet(
                        () -> new Form(values.get(LOSS), values.find(BASELINE).orElseGet(Baseline.Zero::new)));
    }

    private static void checkBaseline(Values values) {
        if (values.isWritten(BASELINE) && !values.isWritten(LOSS)) {
            values.wrong(BASELINE, "a baseline without a loss", "only with loss");
        }
    }

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
