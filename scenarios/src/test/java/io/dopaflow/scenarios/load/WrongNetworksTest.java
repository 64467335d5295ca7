package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private static final String RIGHT = resource("right-network.yaml");
    private static final String LEARNING = resource("right-plasticity.yaml");
    private static final String EPISODES = resource("right-episodes.yaml");

    /** A case of the file. */
    private record Wrong(String title, String text, List<String> messages) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                        cases(RIGHT, "wrong-networks.txt"),
                        cases(LEARNING, "wrong-plasticity.txt"),
                        cases(EPISODES, "wrong-episodes.txt"))
                .flatMap(List::stream);
    }

    private static List<Wrong> cases(String right, String file) {
        List<Wrong> cases = new ArrayList<>();
        String old = "";
        for (String line : resource(file).lines().toList()) {
            if (line.startsWith("# ")) {
                cases.add(new Wrong(line.substring(2), right, new ArrayList<>()));
                continue;
            }
            Wrong last = cases.get(cases.size() - 1);
            if (line.startsWith("< ")) {
                old = line.substring(2);
                assertThat(last.text).as(last.title).contains(old);
            } else if (line.startsWith("> ")) {
                int from = last.text.indexOf(old);
                String changed =
                        last.text.substring(0, from) + line.substring(2) + last.text.substring(from + old.length());
                cases.set(cases.size() - 1, new Wrong(last.title, changed, last.messages));
            } else {
                last.messages.add(line.replace("{models}", MODELS));
            }
        }
        return cases;
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(WrongNetworksTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
        InvalidScenarioException thrown = catchThrowableOfType(InvalidScenarioException.class, () -> load(wrong.text));
        assertThat(thrown).as(wrong.text).isNotNull();
        assertThat(thrown.lines()).containsExactlyElementsOf(wrong.messages);
    }
}
