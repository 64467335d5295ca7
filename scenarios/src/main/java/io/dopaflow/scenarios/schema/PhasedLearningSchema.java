package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.phased.RuleChoice;
import io.dopaflow.scenarios.schema.phased.RuleChoiceType;
import java.util.List;

/** The keys of {@code learning} in phased learning. */
final class PhasedLearningSchema {

    private static final int MOST_TASKS = 100;
    private static final int MOST_WAVES = 100_000;

    static final Key<PhasedLearningSettings, RuleChoice> RULE = Key.required(
            "rule",
            new RuleChoiceType(),
            PhasedLearningSettings::rule,
            "The learning rule: the name of a built-in rule, the path of a rule file (ending in .yaml), or the rule"
                    + " itself.");

    private static final Key<PhasedLearningSettings, Double> RATE = Key.conditional(
            "rate",
            Types.number(0, 1e12),
            "the rule's own",
            PhasedLearningSettings::rate,
            "The learning rate; rates of single updates change in proportion.");

    private static final Key<PhasedLearningSettings, Long> BATCH = Key.defaulted(
            "batch",
            Types.wholeNumber(1, LearningSchema.BILLION),
            1L,
            learning -> (long) learning.batch(),
            "Learning opportunities between two changes of the weights, each by the mean of the updates between them.");

    private static final Key<PhasedLearningSettings, Long> TASKS = Key.defaulted(
            "tasks",
            Types.wholeNumber(1, MOST_TASKS),
            1L,
            learning -> (long) learning.tasks(),
            "Tasks that follow each other, each for so many epochs or opportunities: the first, and then the same samples with"
                    + " the inputs exchanged, by a permutation of its own for each. Scores are of the first.");

    private static final Key<Integer, Long> WAVES = Key.required(
            "waves",
            Types.wholeNumber(1, MOST_WAVES),
            waves -> (long) waves,
            "Waves whose mean readout is scored, each with the noise of the rule's first answer, of neurons or spikes.");

    private static final Key<PhasedLearningSettings, Integer> ANSWER = Key.conditional(
            "answer",
            MappingType.of(List.of(WAVES), values -> values.get(WAVES).intValue()),
            "the network without noise",
            PhasedLearningSettings::answerWaves,
            "What scores, on samples to train on and held out, are made of.");

    static final MappingType<PhasedLearningSettings> TYPE = MappingType.of(
                    List.of(RULE, RATE, BATCH, LearningSchema.EPOCHS, LearningSchema.OPPORTUNITIES, TASKS, ANSWER),
                    PhasedLearningSchema::make)
            .withExactlyOneOf("epochs: 20", LearningSchema.EPOCHS, LearningSchema.OPPORTUNITIES);

    private PhasedLearningSchema() {}

    private static PhasedLearningSettings make(Values values) {
        return new PhasedLearningSettings(
                values.get(RULE),
                values.find(RATE),
                values.get(BATCH).intValue(),
                LearningSchema.length(values),
                values.get(TASKS).intValue(),
                values.find(ANSWER));
    }
}
