package io.dopaflow.scenarios.schema;

import io.dopaflow.models.task.Loss;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sections of a scenario of the learning cycle. */
public final class CycleSchema {

    public static final Key<CycleScenario, TaskSettings> TASK =
            Key.required("task", TaskSchema.TYPE, CycleScenario::task, "What is learnt.");

    public static final Key<CycleScenario, NetworkSettings> NETWORK = Key.required(
            "network",
            NetworkSchema.TYPE,
            CycleScenario::network,
            "What learns: layers (hidden, output, bias), or a graph (neurons, synapses).");

    public static final Key<CycleScenario, Loss> LOSS = lossKey(
            CycleScenario::loss,
            "The loss behind the reward: half the squared distance, cross-entropy of the softmax of the outputs (classes"
                    + " only), or sqrt(1 + squared distance) - 1, whose gradient is bounded.");

    public static final Key<CycleScenario, LearningSettings> LEARNING =
            Key.required("learning", LearningSchema.TYPE, CycleScenario::learning, "How synapses change.");

    public static final Key<CycleScenario, TimingSettings> TIMING = Key.defaulted(
            "timing",
            TimingSettings.TYPE,
            TimingSettings.DEFAULT,
            CycleScenario::timing,
            "Biological time constants and delays.");

    public static final Key<CycleScenario, RecordSettings> RECORD = Key.defaulted(
            "record",
            RecordSettings.TYPE,
            RecordSettings.DEFAULT,
            CycleScenario::record,
            "What is recorded of a run: `all`, `none`, learning opportunities (presentations of a sample) at an interval, or"
                    + " `auto`: at an interval, a power of two, that keeps the directory below 100 MB; `show --resolved` shows it.");

    /** The sections. */
    static final List<Key<? super CycleScenario, ?>> SECTIONS = List.of(TASK, NETWORK, LOSS, LEARNING, TIMING, RECORD);

    static final MappingType<CycleScenario> TYPE = MappingType.of(
            Stream.concat(ScenarioSchema.COMMON.stream(), SECTIONS.stream()).toList(), CycleSchema::scenario);

    private CycleSchema() {}

    /** The names of the rules of learning cycles. */
    public static List<String> rules() {
        return LearningSchema.RULES;
    }

    /** The key of a loss. */
    static <R> Key<R, Loss> lossKey(Function<R, Loss> from, String doc) {
        return Key.conditional(
                "loss",
                Types.choice(Loss.class),
                "cross-entropy; pseudo-huber with kind: regression",
                from.andThen(Optional::of),
                doc);
    }

    /** Reads a document, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return TYPE.readValues(document, new Reading("", problems));
    }

    /** The scenario of values that {@link #read} found without any problem. */
    public static CycleScenario scenario(Values values) {
        return new CycleScenario(
                values.get(ScenarioSchema.NAME),
                values.get(ScenarioSchema.DESCRIPTION),
                values.get(ScenarioSchema.SEED),
                values.get(ScenarioSchema.ENGINE),
                values.get(TASK),
                values.get(NETWORK),
                loss(values).orElseThrow(),
                values.get(LEARNING).beside(values.get(TIMING).timeConstantPs()),
                values.get(TIMING),
                values.get(RECORD));
    }

    /** The loss as written, or what suits the task; nothing if it was written wrongly. */
    public static Optional<Loss> loss(Values values) {
        return loss(values, LOSS, TASK);
    }

    static Optional<Loss> loss(Values values, Key<?, Loss> loss, Key<?, TaskSettings> task) {
        boolean regression =
                values.find(task).filter(TaskSettings::isRegression).isPresent();
        return values.isWritten(loss)
                ? values.find(loss)
                : Optional.of(regression ? Loss.PSEUDO_HUBER : Loss.CROSS_ENTROPY);
    }

    /**
     * The neurons and synapses that a document says there are, wrong details replaced by their defaults; nothing
     * where the network is no graph, or a neuron lacks a name or a role, or a synapse one of its ends.
     */
    public static Optional<NetworkSettings.Graph> graphOutline(Node document) {
        return document instanceof Node.Mapping mapping
                ? mapping.find(NETWORK.name()).flatMap(entry -> NetworkSchema.outline(entry.value()))
                : Optional.empty();
    }
}
