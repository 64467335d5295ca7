package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.WrongCases.Wrong;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong scenarios of networks in environments and what is said of them: {@code wrong-environments.txt} has the pieces of {@code
 * right-environment.yaml} that are replaced, and the whole message.
 */
class WrongEnvironmentsTest {
    private static final String RIGHT = WrongCases.resource("right-environment.yaml");

    static List<Wrong> wrong() {
        return WrongCases.of(RIGHT, "wrong-environments.txt", UnaryOperator.identity());
    }

    private static LoadedScenario load(String text) throws InvalidScenarioException {
        return ScenarioLoader.load(new ScenarioSource(text, "own.yaml", Path.of("/nowhere")), List.of());
    }

    @Test
    void rightScenario_isInAnEnvironment() throws InvalidScenarioException {
        LoadedPhased loaded = (LoadedPhased) load(RIGHT);
        assertThat(loaded.model().environment()).isPresent();
        assertThat(loaded.model().opportunities()).as("two epochs of 100 steps").isEqualTo(200);
    }

    @Test
    void cases_areManyAndDifferent() {
        assertThat(wrong())
                .extracting(Wrong::title)
                .hasSizeGreaterThanOrEqualTo(20)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongScenarios_areRefusedWithPlaceAndCure(Wrong wrong) {
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(wrong.text()));
        assertThat(thrown).as(wrong.text()).isNotNull();
        assertThat(thrown.lines()).containsExactlyElementsOf(wrong.messages());
    }
}
