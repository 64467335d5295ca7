package io.dopaflow.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Overrides;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Written;
import io.dopaflow.scenarios.format.YamlReader;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(ScenarioSchema.jsonSchema());

    static List<String> builtIn() {
        return Catalog.names();
    }

    private static Set<ValidationMessage> messages(String text, String... overrides) {
        Problems problems = new Problems();
        Node document = YamlReader.read(text, "test.yaml", problems).orElseThrow();
        Node changed = Overrides.apply(document, List.of(overrides), problems);
        assertThat(problems.inOrder()).isEmpty();
        return SCHEMA.validate(Written.json(changed));
    }

    @Test
    void schema_isItselfValid() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(ScenarioSchema.jsonSchema());
        assertThat(SpecVersionDetector.detect(schema)).isEqualTo(SpecVersion.VersionFlag.V202012);
        JsonSchema ofSchemas = FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(ofSchemas.validate(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void builtInScenarios_areValidAsWrittenAndResolved(String name) throws InvalidScenarioException {
        assertThat(messages(Catalog.source(name).text())).isEmpty();
        assertThat(messages(Catalog.load(name, List.of()).resolved())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning.cycles=-3",
                "learning.cycels=3",
                "learning.flow_time=0",
                "learning.learning_rate=1",
                "learning.epochs=null",
                "timing.time_constant=20",
                "timing.time_constant=20 min",
                "task.held_out=1",
                "task.data=irsi",
                "network.hidden.0.size=x",
                "network.bias=yes",
                "record.spikes=some",
                "record.weights={within: 2 cycles}",
                "name=null"
            })
    void wrongScenarios_areInvalidInEditorsToo(String override) throws InvalidScenarioException {
        assertThat(messages(Catalog.source("iris").text(), override)).isNotEmpty();
    }

    private static String learning() throws IOException {
        try (InputStream stream = Objects.requireNonNull(Catalog.class.getResourceAsStream("right-plasticity.yaml"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void synapsesThatLearn_areValidAsWrittenAndResolved() throws IOException, InvalidScenarioException {
        assertThat(messages(learning())).isEmpty();
        ScenarioSource source = new ScenarioSource(learning(), "net.yaml", Path.of("/nowhere"));
        assertThat(messages(ScenarioLoader.load(source, List.of()).resolved())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projections.0.synapse=stdp",
                "projections.0.synapse={sdtp: {Wmax: 1 mV}}",
                "projections.0.synapse={stdp: {}}",
                "projections.0.synapse.stdp.tau_plus=20",
                "projections.0.synapse.stdp.lambda=0.1 mV",
                "projections.2.synapse.dopamine-stdp.pairing=presynaptic-centered",
                "projections.0.axonal=1",
                "modulators.reward.tau_n=1 mV",
                "rewards.0.sequence.first=exc",
                "rewards.0.race={cue: cue, winner: exc, rival: inh, within: 20 ms}",
                "record.weights=all",
                "record.modulators.reward=1"
            })
    void wrongSynapsesThatLearn_areInvalidInEditorsToo(String override) throws IOException {
        assertThat(messages(learning(), override)).isNotEmpty();
    }

    @Test
    void everyKey_isDocumented() {
        assertDocumented(SCHEMA.getSchemaNode().path("then"));
        assertDocumented(SCHEMA.getSchemaNode().path("else"));
        assertThat(ScenarioSchema.reference())
                .contains("| `half_window` | a number from 0 to 5 | `0.1` |", "### `network.hidden`");
    }

    private static void assertDocumented(JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            assertThat(property.getValue().path("description").asText())
                    .as("description of %s", property.getKey())
                    .endsWith(".");
            assertDocumented(property.getValue());
            assertDocumented(property.getValue().path("items"));
        });
    }
}
