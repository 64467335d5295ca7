package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.WrongCases.Wrong;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong networks and what is said of them: {@code wrong-networks.txt} has, for each, what it is, the pieces of {@code right-network.yaml}
 * that are replaced, and the whole message; {@code wrong-plasticity.txt} the same of {@code right-plasticity.yaml}. R7, R11 and R14 of the
 * requirements are among them.
 */
class WrongNetworksTest {
    private static final String MODELS =
            NeuronModels.all().stream().map(NeuronModel::name).distinct().collect(Collectors.joining(" | "));
    private static final String RIGHT = WrongCases.resource("right-network.yaml");
    private static final String LEARNING = WrongCases.resource("right-plasticity.yaml");
    private static final String EPISODES = WrongCases.resource("right-episodes.yaml");

    static Stream<Wrong> wrong() {
        return Stream.of(
                        cases(RIGHT, "wrong-networks.txt"),
                        cases(LEARNING, "wrong-plasticity.txt"),
                        cases(EPISODES, "wrong-episodes.txt"))
                .flatMap(List::stream);
    }

    private static List<Wrong> cases(String right, String file) {
        return WrongCases.of(right, file, line -> line.replace("{models}", MODELS));
    }

    private static LoadedScenario load(String text) throws InvalidScenarioException {
        return ScenarioLoader.load(new ScenarioSource(text, "net.yaml", Path.of("/nowhere")), List.of());
    }

    @Test
    void rightNetworks_haveNoProblemAndNoWarning() throws InvalidScenarioException {
        assertThat(((LoadedNetwork) load(RIGHT)).warnings()).isEmpty();
        assertThat(((LoadedNetwork) load(LEARNING)).warnings()).isEmpty();
        assertThat(((LoadedNetwork) load(EPISODES)).warnings()).isEmpty();
    }

    @Test
    void cases_areManyAndDifferent() {
        assertThat(wrong().map(Wrong::title)).hasSizeGreaterThanOrEqualTo(160).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongNetworks_areRefusedWithPlaceAndCure(Wrong wrong) {
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(wrong.text()));
        assertThat(thrown).as(wrong.text()).isNotNull();
        assertThat(thrown.lines()).containsExactlyElementsOf(wrong.messages());
    }
}
