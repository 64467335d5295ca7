package io.dopaflow.scenarios.converge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100,316,1000  | 100 316 1000
            1000,100,1000 | 100 1000
            100..1e4      | 100 316 1000 3162 10000
            150..2000     | 150 316 1000 2000
            1e2..1e3, 7   | 7 100 316 1000
            """)
    void cycles_areNumbersAndRangesByHalfDecades(String text, String numbers) {
        assertThat(CycleCounts.parse(text).orElseThrow().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(numbers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "1.5",
                "a",
                "1000..100",
                "1..2..3",
                "1,",
                "2e9",
                "100..",
                "1e999999999",
                "\u0661\u0660"
            })
    void cycles_areRefused(String text) {
        assertThat(CycleCounts.parse(text)).isEmpty();
    }

    @Test
    void halfDecades_areEven_forRulesThatTakeCyclesInPairs() {
        assertThat(CycleCounts.parse("100..1e9").orElseThrow())
                .hasSize(15)
                .allMatch(n -> n % 2 == 0)
                .contains(1_000_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/3,1/3     | 1/3,1/3   | true
            0, 1/2      | 0,1/2     | true
            0.5,0.25    | 1/2,1/4   | true
            1,0         | 1,0       | true
            0,1/3       | 0,1/3     | false
            -0.2,0.6    | -0.2000,0.6000 | true
            """)
    void exponents_areNumbersOrFractions(String text, String words, boolean isBalanced) {
        Exponents exponents = Exponents.parse(text).orElseThrow();
        assertThat(exponents).hasToString(words);
        assertThat(exponents.isBalanced()).isEqualTo(isBalanced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a,b", "1,2,3", "1/0,1", "0,-1/3", "4,0", "1/3", ","})
    void exponents_areRefused(String text) {
        assertThat(Exponents.parse(text)).isEmpty();
    }
}
