package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.WrongCases.Wrong;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong learning rules and what is said of them: {@code wrong-rules.txt} has the pieces of {@code right-rule.yaml} that are replaced, and the whole message; so have the files of generative rules. */
class WrongRulesTest {
    private static final String RIGHT = WrongCases.resource("right-rule.yaml");

    private static final String GENERATIVE = WrongCases.resource("right-generative-rule.yaml");

    static List<Wrong> wrong() {
        return Stream.concat(
                        WrongCases.of(RIGHT, "wrong-rules.txt", UnaryOperator.identity()).stream(),
                        WrongCases.of(GENERATIVE, "wrong-generative-rules.txt", UnaryOperator.identity()).stream())
                .toList();
    }

    @Test
    void rightRule_hasEveryKindOfPart() throws InvalidScenarioException {
        assertThat(RuleCatalog.ifRule(RIGHT, "rule.yaml").orElseThrow().rule().phases())
                .hasSize(11);
        assertThat(RuleCatalog.ifRule(GENERATIVE, "rule.yaml")
                        .orElseThrow()
                        .rule()
                        .unrolled()
                        .phases())
                .hasSize(11);
    }

    @Test
    void cases_areManyAndDifferent() {
        assertThat(wrong())
                .extracting(Wrong::title)
                .hasSizeGreaterThanOrEqualTo(40)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongRules_areRefusedWithPlaceAndCure(Wrong wrong) {
        InvalidScenarioException thrown = catchThrowableOfType(
                InvalidScenarioException.class, () -> RuleCatalog.ifRule(wrong.text(), "rule.yaml"));
        assertThat(thrown).as(wrong.text()).isNotNull();
        assertThat(thrown.lines()).containsExactlyElementsOf(wrong.messages());
    }
}
