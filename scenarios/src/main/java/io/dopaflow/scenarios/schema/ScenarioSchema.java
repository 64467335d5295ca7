package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Reference;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.YamlWriter;
import io.dopaflow.scenarios.schema.spiking.LawType;
import java.util.List;
import java.util.Optional;

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
                    + " followed by a reward. spiking-network: neurons that spike freely. phased-learning: a local learning"
                    + " rule, phase by phase; the family where learning.rule is none of the learning cycle's.");

    private static final long DEFAULT_SEED = 1;

    static final Key<Scenario, Long> SEED = Key.defaulted(
            "seed",
            Types.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE),
            DEFAULT_SEED,
            Scenario::seed,
            "The seed of all random numbers: the same seed gives the same spikes, rewards and weights, to the last bit.");

    public static final Key<Scenario, EngineChoice> ENGINE = Key.defaulted(
            "engine",
            Types.choice(EngineChoice.class),
            EngineChoice.AUTO,
            Scenario::engine,
            "What runs the scenario; the result does not depend on it. actor: every neuron and synapse is an actor."
                    + " population: the same over arrays, about a hundred times faster. auto: actor if that takes less"
                    + " than half a minute, else population.");

    /** What every scenario has. */
    static final List<Key<Scenario, ?>> COMMON = List.of(NAME, DESCRIPTION, MODEL, SEED, ENGINE);

    private ScenarioSchema() {}

    /** The seed; the default if it is wrong. */
    public static long seed(Values values) {
        return values.find(SEED).orElse(DEFAULT_SEED);
    }

    /**
     * The family of a document: what its key {@code model} says. Where that is left out or wrong, the sections tell, and the
     * reading of the family reports it.
     */
    public static Scenario.Family family(Node document) {
        if (!(document instanceof Node.Mapping mapping)) {
            return Scenario.Family.LEARNING_CYCLE;
        }
        return mapping.find(MODEL.name())
                .flatMap(entry -> MODEL.type().read(entry.value(), new Reading("", new Problems())))
                .orElseGet(() -> familyOfSections(mapping));
    }

    private static Scenario.Family familyOfSections(Node.Mapping document) {
        if (document.find(SpikingSchema.POPULATIONS.name()).isPresent()) {
            return Scenario.Family.SPIKING_NETWORK;
        }
        return PhasedSchema.isMeant(document) ? Scenario.Family.PHASED_LEARNING : Scenario.Family.LEARNING_CYCLE;
    }

    /** Reads a document of any family, key by key, and returns the values that are right; nothing if it is no mapping. */
    public static Optional<Values> read(Node document, Problems problems) {
        return switch (family(document)) {
            case SPIKING_NETWORK -> SpikingSchema.read(document, problems);
            case PHASED_LEARNING -> PhasedSchema.read(document, problems);
            case LEARNING_CYCLE -> CycleSchema.read(document, problems);
        };
    }

    /** The scenario as YAML, with every default written out. Loading it gives an equal scenario. */
    public static String resolved(Scenario scenario) {
        return YamlWriter.write(written(scenario));
    }

    private static Node.Mapping written(Scenario scenario) {
        if (scenario instanceof SpikingScenario spiking) {
            return SpikingSchema.TYPE.write(spiking);
        }
        return scenario instanceof PhasedScenario phased
                ? PhasedSchema.TYPE.write(phased)
                : CycleSchema.TYPE.write((CycleScenario) scenario);
    }

    /** The JSON Schema (draft 2020-12) of scenario files, for editors; it ends with a line end. */
    public static String jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Dopaflow scenario");
        schema.put("type", "object");
        ObjectNode condition = schema.putObject("if");
        condition.putObject("properties").putObject(MODEL.name()).put("const", SpikingNetwork.FAMILY);
        condition.putArray("required").add(MODEL.name());
        schema.set("then", SpikingSchema.TYPE.jsonSchema());
        schema.set("else", otherwise());
        ObjectNode definitions = schema.putObject("$defs");
        SpikingSchema.LAWS.forEach(law -> definitions.set(law.definitionName(), law.definition()));
        return schema.toPrettyString() + "\n";
    }

    /** What holds of a scenario that is no spiking network: it says phased learning, or has a rule of that family. */
    private static ObjectNode otherwise() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode either = schema.putObject("if").putArray("anyOf");
        ObjectNode said = either.addObject();
        said.putObject("properties").putObject(MODEL.name()).put("const", PhasedLearning.FAMILY);
        said.putArray("required").add(MODEL.name());
        ObjectNode meant = either.addObject();
        meant.putObject("not").putArray("required").add(MODEL.name());
        ObjectNode learning = meant.putObject("properties").putObject(PhasedSchema.LEARNING.name());
        meant.putArray("required").add(PhasedSchema.LEARNING.name());
        ArrayNode cycles = learning.putObject("properties")
                .putObject(LearningSchema.RULE.name())
                .putObject("not")
                .putArray("enum");
        LearningSchema.RULES.forEach(cycles::add);
        learning.putArray("required").add(LearningSchema.RULE.name());
        schema.set("then", PhasedSchema.TYPE.jsonSchema());
        schema.set("else", CycleSchema.TYPE.jsonSchema());
        return schema;
    }

    /** The reference of all keys, as Markdown tables. */
    public static String reference() {
        return new Reference()
                .section("Scenario", COMMON)
                .section("A learning cycle", CycleSchema.SECTIONS)
                .section("A spiking network", SpikingSchema.SECTIONS)
                .section("Phased learning", PhasedSchema.SECTIONS)
                .section("A law", LawType.keys())
                .toString();
    }
}
