package io.dopaflow.models.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

    @Test
    void softmax_hasSharesOfExponentials() {
        double[] shares = new Choice.Softmax().probabilities(new double[] {0, Math.log(3), 0});
        assertThat(shares).containsExactly(new double[] {0.2, 0.6, 0.2}, within(1e-15));
        assertThat(new Choice.Softmax().probabilities(new double[] {1000, 0})).containsExactly(1, 0);
    }

    @Test
    void greedy_takesTheFirstOfTheLargest_andSometimesAny() {
        double[] shares = new Choice.Greedy(0.25).probabilities(new double[] {1, 2, 2, 0});
        assertThat(shares).containsExactly(0.0625, 0.8125, 0.0625, 0.0625);
        assertThat(new Choice.Greedy(0).probabilities(new double[] {-1, -2})).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource({"0.0001, 0", "0.1999, 0", "0.2001, 1", "0.7999, 1", "0.8001, 2", "0.9999999999999999, 2"})
    void drawn_isTheOneWhoseShareHoldsTheDraw(double uniform, int expected) {
        assertThat(Choice.drawn(new double[] {0.2, 0.6, 0.1999999}, uniform)).isEqualTo(expected);
    }

    @Test
    void exploration_isAProbability() {
        assertThatThrownBy(() -> new Choice.Greedy(Double.NaN))
                .hasMessage("exploration is NaN; allowed: within [0, 1]");
    }
}
