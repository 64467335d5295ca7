package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTest {

    /** Of the last six, {@link Double#toString} writes more digits before Java 19. */
    @ParameterizedTest
    @Tag("digest")
    @CsvSource({
        "0.0, 0",
        "-0.0, -0.0",
        "1.0, 1",
        "2.0E-3, 0.002",
        "1e7, 10000000",
        "1.25e-10, 1.25E-10",
        "1e15, 1.0E+15",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 4.9E-324",
        "2.0E-322, 2.0E-322",
        "1.0E23, 1.0E+23",
        "2.0E23, 2.0E+23",
        "8.41E21, 8.41E+21",
        "2.109808898695963E16, 2.109808898695963E+16",
        "6.3E-322, 6.3E-322",
        "-9.92E23, -9.92E+23"
    })
    void digits_areTheFewestThatGiveTheSameNumber_onEveryJava(double value, String digits) {
        assertThat(Written.digits(value)).isEqualTo(digits);
        assertThat(Double.parseDouble(digits)).isEqualTo(value);
    }
}
