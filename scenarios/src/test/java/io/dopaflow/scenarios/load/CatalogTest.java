package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    static List<String> builtIn() {
        return Catalog.names();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void builtInScenarios_areCalledLikeTheirFilesAndHaveAsManySynapsesAsTheySay(String name)
            throws InvalidScenarioException {
        LoadedCycle loaded = Catalog.load(name, List.of()).cycle();
        assertThat(loaded.scenario().name()).isEqualTo(name);
        Matcher stated =
                Pattern.compile("(\\d+) synapses").matcher(loaded.scenario().description());
        if (stated.find()) {
            assertThat(loaded.model().network().synapseCount()).isEqualTo(Integer.parseInt(stated.group(1)));
        }
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
        assertThatThrownBy(() -> Catalog.load(name, List.of()).cycle())
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
