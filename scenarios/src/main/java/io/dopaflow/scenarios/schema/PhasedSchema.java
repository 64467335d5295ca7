package io.dopaflow.scenarios.schema;

import io.dopaflow.models.task.Loss;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.phased.RuleChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sections of a scenario of phased learning. */
public final class PhasedSchema {
    private static final long DEFAULT_LEVEL_PS = 5_000_000_000L;

    /** What is learnt. */
    public static final Key<PhasedScenario, TaskSettings> TASK = Key.required(
            "task", new PhasedTask(), PhasedScenario::task, "What is learnt: samples (data), or an environment.");

    /** What learns. */
    public static final Key<PhasedScenario, PhasedNetwork> NETWORK = Key.required(
            "network",
            PhasedNetworkSchema.TYPE,
            PhasedScenario::network,
            "What learns: layers (hidden, output, bias), or a graph (neurons, synapses).");

    private static final Key<PhasedScenario, Loss> LOSS = CycleSchema.lossKey(
            PhasedScenario::loss,
            "The loss whose derivative the environment tells the outputs: half the squared distance, cross-entropy of the"
                    + " softmax of the outputs (classes only), or sqrt(1 + squared distance) - 1.");

    /** By which rule, and how long. */
    public static final Key<PhasedScenario, PhasedLearningSettings> LEARNING = Key.required(
            "learning",
            PhasedLearningSchema.TYPE,
            PhasedScenario::learning,
            "By which local rule the network learns, and how long.");

    private static final Key<Long, Long> LEVEL = Key.defaulted(
            "level",
            Durations.between(1, TimingSettings.LONGEST),
            DEFAULT_LEVEL_PS,
            level -> level,
            "From a neuron's spike to those that it causes in the next level of the network.");

    private static final Key<PhasedScenario, Long> TIMING = Key.defaulted(
            "timing",
            MappingType.of(List.of(LEVEL), values -> values.get(LEVEL)),
            DEFAULT_LEVEL_PS,
            PhasedScenario::levelPs,
            "Biological times.");

    private static final Key<PhasedScenario, PhasedRecordSettings> RECORD = Key.defaulted(
            "record",
            PhasedRecordSettings.TYPE,
            PhasedRecordSettings.DEFAULT,
            PhasedScenario::record,
            "What is recorded of a run: `all`, `none`, learning opportunities (presentations of a sample) at an interval, or"
                    + " `auto`: at an interval, a power of two, that keeps the directory below 100 MB; `show --resolved` shows it.");

    /** The sections. */
    static final List<Key<? super PhasedScenario, ?>> SECTIONS = List.of(TASK, NETWORK, LOSS, LEARNING, TIMING, RECORD);

    static final MappingType<PhasedScenario> TYPE = MappingType.of(
            Stream.concat(ScenarioSchema.COMMON.stream(), SECTIONS.stream()).toList(), PhasedSchema::scenario);

    private PhasedSchema() {}

    /** Reads a document, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return TYPE.readValues(document, new Reading("", problems));
    }

    /** The scenario of values that {@link #read} found without any problem. */
    public static PhasedScenario scenario(Values values) {
        return new PhasedScenario(
                values.get(ScenarioSchema.NAME),
                values.get(ScenarioSchema.DESCRIPTION),
                values.get(ScenarioSchema.SEED),
                values.get(ScenarioSchema.ENGINE),
                values.get(TASK),
                values.get(NETWORK),
                loss(values).orElseThrow(),
                values.get(LEARNING),
                values.get(TIMING),
                values.get(RECORD));
    }

    /** The loss as written, or what suits the task; nothing if it was written wrongly. */
    public static Optional<Loss> loss(Values values) {
        return CycleSchema.loss(values, LOSS, TASK);
    }

    /** The rule that a document names or has, whatever else is wrong; nothing is reported. */
    public static Optional<RuleChoice> rule(Node document) {
        return ruleNode(document)
                .flatMap(rule -> PhasedLearningSchema.RULE.type().outline(rule));
    }

    private static Optional<Node> ruleNode(Node document) {
        return inside(document, LEARNING).flatMap(learning -> inside(learning, PhasedLearningSchema.RULE));
    }

    private static Optional<Node> inside(Node node, Key<?, ?> key) {
        return node instanceof Node.Mapping mapping
                ? mapping.find(key.name()).map(Node.Entry::value)
                : Optional.empty();
    }

    /** Whether a document names a rule that is none of the learning cycle's, nor one of them with a slip. */
    static boolean isMeant(Node document) {
        return ruleNode(document).filter(PhasedSchema::isOfPhases).isPresent();
    }

    private static boolean isOfPhases(Node rule) {
        return rule instanceof Node.Mapping
                || (rule instanceof Node.Scalar scalar
                        && scalar.kind() == ScalarKind.TEXT
                        && Nearest.to(scalar.text(), LearningSchema.RULES).isEmpty());
    }
}
