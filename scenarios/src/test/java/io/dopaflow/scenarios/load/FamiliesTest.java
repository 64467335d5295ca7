package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.schema.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    private static LoadedScenario load(String text) throws InvalidScenarioException {
        return ScenarioLoader.load(new ScenarioSource(text, "net.yaml", Path.of("/")), List.of());
    }

    @Test
    void whatIsAboutLearningCycles_refusesANetworkAtTheKeyThatSaysSo() throws InvalidScenarioException {
        LoadedScenario network = load(
                "name: net\nmodel: spiking-network\nduration: 1 s\npopulations: {a: {size: 1, neuron: {lif: {}}}}\n");
        assertThat(network.scenario().model()).isEqualTo(Scenario.Family.SPIKING_NETWORK);
        assertThatThrownBy(network::cycle)
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessage(
                        "net.yaml:2: model: found spiking-network; allowed: learning-cycle, as this is about learning"
                                + " cycles");
    }

    @Test
    void wrongFamily_isOneProblem() {
        assertThatThrownBy(() -> load("name: net\nmodel: spiking-netwrok\nduration: 1 s\npopulations: {}\n"))
                .hasMessageContaining(
                        "net.yaml:2: model: found spiking-netwrok; allowed: learning-cycle | spiking-network |"
                                + " phased-learning (did you mean spiking-network?)")
                .hasMessageNotContaining("task");
    }
}
