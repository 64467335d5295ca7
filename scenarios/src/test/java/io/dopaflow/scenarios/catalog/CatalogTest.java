package io.dopaflow.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    @ParameterizedTest
    @CsvSource({
        "single-synapse, 1, 1",
        "theorem-1, 16, 1",
        "schmidt-hieber, 30, 120",
        "xor, 36, 4",
        "iris, 58, 120",
        "digits, 1140, 1438"
    })
    void builtInScenarios_haveTheStatedSizes(String name, int synapses, int trainingSamples)
            throws InvalidScenarioException {
        var loaded = Catalog.load(name, List.of());
        assertThat(loaded.scenario().name()).isEqualTo(name);
        assertThat(loaded.experiment().network().synapseCount()).isEqualTo(synapses);
        assertThat(loaded.experiment().samples().train()).hasSize(trainingSamples);
    }

    @Test
    void list_hasALineForEach() {
        assertThat(Catalog.list()).extracting(Catalog.Entry::name).containsExactlyElementsOf(Catalog.names());
        assertThat(Catalog.list())
                .allSatisfy(entry ->
                        assertThat(entry.summary()).hasSizeBetween(20, 90).endsWith("."));
    }

    @Test
    void builtInScenarios_beginWithACommentOnWhatToLookAt() throws InvalidScenarioException {
        for (String name : Catalog.names()) {
            assertThat(Catalog.source(name).text()).startsWith("# ").contains("# Look at ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"irsi", "Iris2", "", "no/such/file.yaml", "a\0b"})
    void unknownNames_areRefused(String name) {
        assertThatThrownBy(() -> Catalog.load(name, List.of()))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("found no such");
    }

    @Test
    void misspeltName_suggestsTheRightOne() {
        assertThatThrownBy(() -> Catalog.source("digit"))
                .hasMessageContaining("single-synapse | theorem-1 | schmidt-hieber | xor | iris | digits")
                .hasMessageContaining("did you mean digits?");
    }
}
