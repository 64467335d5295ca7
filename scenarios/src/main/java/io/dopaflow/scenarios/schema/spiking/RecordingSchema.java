package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.OneOrList;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code record}. */
public final class RecordingSchema {
    private static final int MOST = 10_000;
    private static final long MILLISECOND = 1_000_000_000L;

    /** All spikes, nothing else. */
    public static final RecordingSettings DEFAULT =
            new RecordingSettings(RecordingSettings.Extent.ALL, List.of(), false);

    private static final Key<RecordingSettings, RecordingSettings.Spikes> SPIKES = Key.defaulted(
            "spikes",
            new SpikesType(),
            DEFAULT.spikes(),
            RecordingSettings::spikes,
            "Whose spikes are kept: of all cells, of none, of some groups ([excitatory]) or of some of their neurons"
                    + " ({excitatory: 0..99}).");

    private static final Key<RecordingSettings.States, String> OF =
            Key.required("of", SourceSchema.REFERENCE, RecordingSettings.States::of, "The population.");

    private static final Key<RecordingSettings.States, Selection> NEURONS = Key.conditional(
            "neurons", Selection.TYPE, "all", RecordingSettings.States::neurons, "Which of its neurons.");

    private static final Key<RecordingSettings.States, List<String>> VARIABLES = Key.required(
            "variables",
            new OneOrList<>(new ListType<>(
                    Types.text("[A-Za-z_]{1,64}", "the name of a variable, such as V_m"), "names", 0, MOST)),
            RecordingSettings.States::variables,
            "Which variables of the model.");

    private static final Key<RecordingSettings.States, Long> EVERY = Key.defaulted(
            "every",
            Durations.between(1, SourceSchema.LONGEST),
            MILLISECOND,
            RecordingSettings.States::everyPs,
            "The interval; on a grid a multiple of the step.");

    private static final Key<RecordingSettings.States, Long> OFFSET = Key.defaulted(
            "offset",
            Durations.between(0, SourceSchema.LONGEST),
            0L,
            RecordingSettings.States::offsetPs,
            "One interval before the first value; on a grid a multiple of the step.");

    private static final MappingType<RecordingSettings.States> STATE = MappingType.of(
                    List.of(OF, NEURONS, VARIABLES, EVERY, OFFSET),
                    values -> new RecordingSettings.States(
                            values.find(OF).orElse(""),
                            values.find(NEURONS),
                            values.find(VARIABLES).orElse(List.of()),
                            values.find(EVERY).orElse(MILLISECOND),
                            values.find(OFFSET).orElse(0L)))
            .withOutline();

    private static final Key<RecordingSettings, List<RecordingSettings.States>> STATES = Key.conditional(
            "states",
            new OneOrList<>(new ListType<>(STATE, "recordings of states", 0, MOST)),
            "none",
            record -> Optional.of(record.states()).filter(states -> !states.isEmpty()),
            "Variables of some neurons at an interval, after what happens at that time.");

    private static final Key<RecordingSettings, Boolean> SYNAPSES = Key.defaulted(
            "synapses",
            Types.FLAG,
            false,
            RecordingSettings::synapses,
            "Whether a table lists the synapses: ends, weights and delays.");

    private static final Key<RecordingSettings.WeightsOf, String> PROJECTION = Key.required(
            "of",
            Types.text("[^\\s]{1,256}", "the name of a projection"),
            RecordingSettings.WeightsOf::of,
            "The projection: its name, or FROM->TO. The name of one between several groups means all its pairs; one of them is"
                    + " NAME:FROM->TO.");

    private static final Key<RecordingSettings.WeightsOf, Selection> WHICH = Key.conditional(
            "synapses",
            Selection.TYPE,
            "all",
            RecordingSettings.WeightsOf::synapses,
            "Which of its synapses, numbered from 0 by target, then by source.");

    private static final Key<RecordingSettings.WeightsOf, Long> INTERVAL = Key.conditional(
            "every",
            Durations.between(1, SourceSchema.LONGEST),
            "start and end alone",
            RecordingSettings.WeightsOf::everyPs,
            "The interval; on a grid a multiple of the step. Start and end are kept, too.");

    private static final MappingType<RecordingSettings.WeightsOf> WEIGHT = MappingType.of(
                    List.of(PROJECTION, WHICH, INTERVAL),
                    values -> new RecordingSettings.WeightsOf(
                            values.find(PROJECTION).orElse(""), values.find(WHICH), values.find(INTERVAL)))
            .withOutline();

    private static final Key<RecordingSettings, RecordingSettings.Weights> WEIGHTS = Key.conditional(
            "weights",
            new WeightsType(),
            "`ends` where synapses learn",
            RecordingSettings::weights,
            "The weights of synapses that learn, and their eligibility. ends: of all, at the start and at the end. none: nothing."
                    + " Otherwise those of some projections at an interval, exact at that time.");

    private static final Key<RecordingSettings, List<Named<Long>>> MODULATORS = Key.conditional(
            "modulators",
            new NamedType<>(Durations.between(1, SourceSchema.LONGEST), "intervals", 0),
            "none",
            record -> Optional.of(record.modulators()).filter(modulators -> !modulators.isEmpty()),
            "Concentrations at an interval, after what arrives at that time: the interval by the name of the modulator.");

    /** The type of the section. */
    public static final MappingType<RecordingSettings> TYPE = MappingType.of(
                    List.of(SPIKES, STATES, SYNAPSES, WEIGHTS, MODULATORS),
                    values -> new RecordingSettings(
                            values.find(SPIKES).orElse(DEFAULT.spikes()),
                            values.find(STATES).orElse(List.of()),
                            values.find(SYNAPSES).orElse(false),
                            values.find(WEIGHTS),
                            values.find(MODULATORS).orElse(List.of())))
            .withOutline();

    private RecordingSchema() {}

    /** A word, a recording or a list of these. */
    private record WeightsType() implements ValueType<RecordingSettings.Weights> {
        private static final ScalarType<RecordingSettings.Weights> WORD =
                Types.choice((RecordingSettings.Weights[]) RecordingSettings.Ends.values());
        private static final OneOrList<RecordingSettings.WeightsOf> SOME =
                new OneOrList<>(new ListType<>(WEIGHT, "recordings of weights", 0, MOST));

        @Override
        public Optional<RecordingSettings.Weights> read(Node node, Reading reading) {
            return node instanceof Node.Scalar
                    ? WORD.read(node, reading)
                    : SOME.read(node, reading).map(RecordingSettings.OfProjections::new);
        }

        @Override
        public Optional<RecordingSettings.Weights> outline(Node node) {
            return node instanceof Node.Scalar
                    ? WORD.outline(node)
                    : SOME.outline(node).map(RecordingSettings.OfProjections::new);
        }

        @Override
        public Node write(RecordingSettings.Weights weights) {
            return weights instanceof RecordingSettings.OfProjections of
                    ? SOME.write(of.projections())
                    : WORD.write(weights);
        }

        @Override
        public String allowed() {
            return WORD.allowed() + " | " + SOME.allowed();
        }

        @Override
        public ObjectNode jsonSchema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("anyOf").add(WORD.jsonSchema()).add(SOME.jsonSchema());
            return schema;
        }

        @Override
        public Map<String, MappingType<?>> mappings() {
            return SOME.mappings();
        }
    }

    private record SpikesType() implements ValueType<RecordingSettings.Spikes> {
        private static final ScalarType<RecordingSettings.Spikes> WORD =
                Types.choice((RecordingSettings.Spikes[]) RecordingSettings.Extent.values());
        private static final ListType<String> NAMES =
                new ListType<>(SourceSchema.REFERENCE, "names of groups", 0, MOST);
        private static final NamedType<Selection> PARTS = new NamedType<>(Selection.TYPE, "numbers of neurons", 0);

        @Override
        public Optional<RecordingSettings.Spikes> read(Node node, Reading reading) {
            if (node instanceof Node.Sequence) {
                return NAMES.read(node, reading).map(SpikesType::ofNames);
            }
            if (node instanceof Node.Mapping) {
                return PARTS.read(node, reading).map(SpikesType::ofParts);
            }
            return WORD.read(node, reading);
        }

        @Override
        public Optional<RecordingSettings.Spikes> outline(Node node) {
            if (node instanceof Node.Sequence) {
                return NAMES.outline(node).map(SpikesType::ofNames);
            }
            return node instanceof Node.Mapping ? PARTS.outline(node).map(SpikesType::ofParts) : WORD.outline(node);
        }

        private static RecordingSettings.Spikes ofNames(List<String> names) {
            return new RecordingSettings.OfGroups(names.stream()
                    .map(name -> new Named<>(name, Optional.<Selection>empty()))
                    .toList());
        }

        private static RecordingSettings.Spikes ofParts(List<Named<Selection>> parts) {
            return new RecordingSettings.OfGroups(parts.stream()
                    .map(part -> new Named<>(part.name(), Optional.of(part.value())))
                    .toList());
        }

        @Override
        public Node write(RecordingSettings.Spikes spikes) {
            if (!(spikes instanceof RecordingSettings.OfGroups of)) {
                return WORD.write(spikes);
            }
            boolean whole = of.groups().stream().allMatch(group -> group.value().isEmpty());
            return whole
                    ? NAMES.write(of.groups().stream().map(Named::name).toList())
                    : PARTS.write(of.groups().stream()
                            .map(group ->
                                    new Named<>(group.name(), group.value().orElseThrow()))
                            .toList());
        }

        @Override
        public String allowed() {
            return WORD.allowed() + " | " + NAMES.allowed() + " | a mapping of groups to numbers of neurons";
        }

        @Override
        public ObjectNode jsonSchema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("anyOf")
                    .add(WORD.jsonSchema())
                    .add(NAMES.jsonSchema())
                    .add(PARTS.jsonSchema());
            return schema;
        }
    }
}
