package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final ScalarType<Long> ANY = Durations.between(0, Long.MAX_VALUE);

    private static Optional<Long> read(String text) {
        Node node = new Node.Scalar(text, ScalarKind.ofPlain(text), Place.of("test"));
        return ANY.read(node, new Reading("key", new Problems()));
    }

    @ParameterizedTest
    @CsvSource({
        "20 ms, 20000000000",
        "20ms, 20000000000",
        "500 us, 500000000",
        "0.5 s, 500000000000",
        "1.234567890123 s, 1234567890123",
        "0.1 ns, 100",
        // 0.3 is no binary fraction: 0.3 * 1000 is 299.99999999999994 or 300 in doubles, depending on the order.
        "0.3 ns, 300",
        "0.000000001 ms, 1",
        "0 ps, 0",
        "1e-3 s, 1000000000",
        "1e3 ms, 1000000000000",
        "2.5E+2us, 250000000",
        ".5 ms, 500000000",
        "1. ns, 1000",
        "+3 ps, 3",
        // The micro sign, the Greek letter, and blanks that do not break.
        "1 \u00B5s, 1000000",
        "1.5\u03BCs, 1500000",
        "20\u00A0ms, 20000000000",
        "20\u202Fms, 20000000000",
        "9223372036854775807 ps, 9223372036854775807",
        "9223372.036854775807 s, 9223372036854775807",
    })
    void durations_convertExactly(String text, long picoseconds) {
        assertThat(read(text)).contains(picoseconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20",
                "20 min",
                "ms",
                "-1 ms",
                "20  ms",
                "20 ms ",
                ". ms",
                "1e ms",
                "1e-13 s",
                "1e999999999 s",
                "1e-999999999999 s",
                "\u0662\u0660 ms",
                "\uFF12\uFF10 ms",
                "1 ms\u00B5",
                "0.5 ps",
                "1.0000000000001 s",
                "9223372036854775808 ps",
                "20 MS",
                "1,5 ms",
                ""
            })
    void others_areRefused(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20000000000, 20 ms",
        "500000000, 500 us",
        "1000000000000, 1 s",
        "1500000000000, 1500 ms",
        "1, 1 ps",
        "0, 0 ms",
        "9223372036854775807, 9223372036854775807 ps"
    })
    void durations_areWrittenInTheLargestUnitThatFits(long picoseconds, String text) {
        assertThat(((Node.Scalar) ANY.write(picoseconds)).text()).isEqualTo(text);
        assertThat(read(text)).contains(picoseconds);
    }
}
