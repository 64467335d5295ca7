package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    private static Optional<Double> read(String unit, String text, Problems problems) {
        Node node = new Node.Scalar(text, ScalarKind.ofPlain(text), Place.of("test"));
        return Quantities.in(unit).any().read(node, new Reading("key", problems));
    }

    @ParameterizedTest
    @CsvSource({
        "mV, -70 mV, -70",
        "mV, -0.07 V, -70",
        "mV, 500uV, 0.5",
        "mV, 500 \u00B5V, 0.5",
        "mV, 500 \u03BCV, 0.5",
        "pA, 0.2 nA, 200",
        "pF, 0.25nF, 250",
        "nS, 1e-2 uS, 10",
        "Hz, 1.5 kHz, 1500",
        "Hz, 3 1/s, 3",
        "1/ms, 20 1/s, 0.02",
        "mV/ms, 2 V/s, 2",
        "ms, 1 ps, 1e-9",
        "ms, 0.3 ns, 3e-7",
        "rad, -1.5 rad, -1.5"
    })
    void quantities_areInTheUnitOfTheModels(String unit, String text, double value) {
        Problems problems = new Problems();
        assertThat(read(unit, text, problems)).contains(value);
        assertThat(problems.none()).isTrue();
        assertThat(read(unit, Quantities.in(unit).text(value), problems)).contains(value);
    }

    /** 1.001 is no binary fraction: 1.001 * 1000 is 1000.9999999999999 in doubles. */
    @Test
    void conversion_isExactUpToTheLastRounding() {
        assertThat(1.001 * 1000).isNotEqualTo(1001);
        assertThat(Quantities.in("mV").exact("1.001 V"))
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(new BigDecimal(1001)));
    }

    @ParameterizedTest
    @CsvSource({
        "mV, 70",
        "mV, 70 pA",
        "mV, 70 MV",
        "mV, mV",
        "pA, 1e999999999999 pA",
        "pA, 1e400 pA",
        "Hz, 5 hz",
        "ms, 0.1 ps"
    })
    void others_areRefusedWithTheUnitsThatAreAllowed(String unit, String text) {
        Problems problems = new Problems();
        assertThat(read(unit, text, problems)).isEmpty();
        assertThat(problems.inOrder())
                .singleElement()
                .satisfies(problem -> assertThat(problem.allowed())
                        .contains(
                                "a number with its unit (" + Quantities.in(unit).units() + ")"));
    }

    @Test
    void unknownUnits_areAnErrorOfTheProgram() {
        assertThatThrownBy(() -> Quantities.in("furlong")).hasMessage("no quantities in furlong");
    }
}
