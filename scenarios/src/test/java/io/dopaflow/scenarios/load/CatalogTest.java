package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.SpikingNetwork;
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
        LoadedScenario loaded = Catalog.load(name, List.of());
        assertThat(loaded.scenario().name()).isEqualTo(name);
        Matcher stated =
                Pattern.compile("(\\d+) synapses").matcher(loaded.scenario().description());
        if (loaded instanceof LoadedCycle cycle && stated.find()) {
            assertThat(cycle.model().network().synapseCount()).isEqualTo(Integer.parseInt(stated.group(1)));
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

    @Test
    void builtInNetworks_sayNothingThatDoesNothing() throws InvalidScenarioException {
        for (String name : Catalog.names()) {
            if (Catalog.load(name, List.of()) instanceof LoadedNetwork network) {
                assertThat(network.warnings()).as(name).isEmpty();
            }
        }
    }

    /** Brunel 2000: an external train of eta times the threshold rate, inhibition g times as strong as excitation. */
    @Test
    void brunel_isAsInThePaper() throws InvalidScenarioException {
        SpikingNetwork network = ((LoadedNetwork) Catalog.load("brunel", List.of())).network();
        assertThat(network.expectedSynapses()).isEqualTo(2500 * (200 + 50) + 2500.0);
        double threshold = 20 / (0.2 * 0.02);
        assertThat(network.drives())
                .hasSize(2)
                .allSatisfy(drive ->
                        assertThat(((Drive.Poisson) drive).rate().at(0)).isEqualTo(2 * threshold));
        assertThat(network.projections())
                .extracting(projection -> projection.weight().lowest())
                .containsExactly(0.2, 0.2, -5 * 0.2, -5 * 0.2);
    }

    /** Potjans and Diesmann 2014 at a tenth: sizes of their table 5, and a tenth of a tenth of its 0.3 billion synapses. */
    @Test
    void microcircuit_isATenthOfThePaper() throws InvalidScenarioException {
        SpikingNetwork network = ((LoadedNetwork) Catalog.load("microcircuit", List.of())).network();
        assertThat(network.cells()).isEqualTo(7717);
        assertThat(network.expectedSynapses()).isBetween(2.98e6, 3.01e6);
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
