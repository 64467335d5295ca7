package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.task.Loss;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Reference;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.YamlWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The description of scenario files: every key with its type, its range, its default and its meaning, once. Validation,
 * the JSON Schema for editors, the resolved file and the reference all come from it.
 */
public final class ScenarioSchema {

    private static final int LONGEST_DESCRIPTION = 10_000;

    static final Key<Scenario, String> NAME = Key.required(
            "name",
            Types.text(
                    "[a-z0-9][a-z0-9_.-]{0,63}", "1 to 64 lower-case letters, digits, hyphens, dots and underscores"),
            Scenario::name,
            "A short name; run directories are named after it.");

    public static final Key<Scenario, String> DESCRIPTION = Key.defaulted(
            "description",
            Types.text("[\\s\\S]{0," + LONGEST_DESCRIPTION + "}", "at most 10000 characters of text"),
            "",
            Scenario::description,
            "What the scenario shows and what to look at; the first line appears in the list of scenarios.");

    static final Key<Scenario, Scenario.Family> MODEL = Key.defaulted(
            "model",
            Types.choice(Scenario.Family.class),
            Scenario.Family.LEARNING_CYCLE,
            Scenario::model,
            "The family of models; it decides which sections follow. learning-cycle: waves of spikes through a graph, each"
                    + " followed by a reward.");

    public static final Key<Scenario, Long> SEED = Key.defaulted(
            "seed",
            Types.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            Scenario::seed,
            "The seed of all random numbers: the same seed gives the same spikes, rewards and weights, to the last bit.");

    static final Key<Scenario, EngineChoice> ENGINE = Key.defaulted(
            "engine",
            Types.choice(EngineChoice.class),
            EngineChoice.AUTO,
            Scenario::engine,
            "What runs the scenario; the result does not depend on it. actor: every neuron and synapse is an actor."
                    + " population: the same over arrays, about a hundred times faster. auto: actor if that takes less"
                    + " than half a minute, else population.");

    public static final Key<Scenario, TaskSettings> TASK =
            Key.required("task", TaskSchema.TYPE, Scenario::task, "What is learnt.");

    public static final Key<Scenario, NetworkSettings> NETWORK = Key.required(
            "network",
            NetworkSchema.TYPE,
            Scenario::network,
            "What learns: layers (hidden, output, bias), or a graph (neurons, synapses).");

    public static final Key<Scenario, Loss> LOSS = Key.conditional(
            "loss",
            Types.choice(Loss.class),
            "cross-entropy; pseudo-huber with kind: regression",
            scenario -> Optional.of(scenario.loss()),
            "The loss behind the reward: half the squared distance, cross-entropy of the softmax of the outputs (classes"
                    + " only), or sqrt(1 + squared distance) - 1, whose gradient is bounded.");

    public static final Key<Scenario, LearningSettings> LEARNING =
            Key.required("learning", LearningSchema.TYPE, Scenario::learning, "How synapses change.");

    public static final Key<Scenario, TimingSettings> TIMING = Key.defaulted(
            "timing",
            TimingSettings.TYPE,
            TimingSettings.DEFAULT,
            Scenario::timing,
            "Biological time constants and delays.");

    public static final Key<Scenario, RecordSettings> RECORD = Key.defaulted(
            "record",
            RecordSettings.TYPE,
            RecordSettings.DEFAULT,
            Scenario::record,
            "What is recorded of a run: `all`, `none`, learning opportunities (presentations of a sample) at an interval, or"
                    + " `auto`: at an interval, a power of two, that keeps the directory below 100 MB; `show --resolved` shows it.");

    /** What every scenario has. */
    private static final List<Key<Scenario, ?>> COMMON = List.of(NAME, DESCRIPTION, MODEL, SEED, ENGINE);

    /** The sections of a learning cycle. */
    private static final List<Key<Scenario, ?>> LEARNING_CYCLE = List.of(TASK, NETWORK, LOSS, LEARNING, TIMING, RECORD);

    private static final MappingType<Scenario> TYPE = MappingType.of(
            Stream.concat(COMMON.stream(), LEARNING_CYCLE.stream()).toList(), ScenarioSchema::scenario);

    private ScenarioSchema() {}

    /** Reads a document, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return TYPE.readValues(document, new Reading("", problems));
    }

    /** The scenario of values that {@link #read} found without any problem. */
    public static Scenario scenario(Values values) {
        return new Scenario(
                values.get(NAME),
                values.get(DESCRIPTION),
                values.get(MODEL),
                values.get(SEED),
                values.get(ENGINE),
                values.get(TASK),
                values.get(NETWORK),
                loss(values).orElseThrow(),
                values.get(LEARNING).beside(values.get(TIMING).timeConstantPs()),
                values.get(TIMING),
                values.get(RECORD));
    }

    /** The loss as written, or what suits the task; nothing if it was written wrongly. */
    public static Optional<Loss> loss(Values values) {
        boolean regression =
                values.find(TASK).filter(TaskSettings::isRegression).isPresent();
        return values.isWritten(LOSS)
                ? values.find(LOSS)
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

    /** The scenario as YAML, with every default written out. Loading it gives an equal scenario. */
    public static String resolved(Scenario scenario) {
        return YamlWriter.write(TYPE.write(scenario));
    }

    /** The JSON Schema (draft 2020-12) of scenario files, for editors; it ends with a line end. */
    public static String jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Dopaflow scenario");
        schema.setAll(TYPE.jsonSchema());
        return schema.toPrettyString() + "\n";
    }

    /** The reference of all keys, as Markdown tables. */
    public static String reference() {
        return Reference.markdown(TYPE, "Scenario");
    }
}
