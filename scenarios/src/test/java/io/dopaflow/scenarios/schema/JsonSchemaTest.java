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
import java.io.IOException;
import java.util.List;
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
