package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.rule.LearningRate.Told;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    private static LearningRate rate(double drift, double hazard, Optional<Double> fixed) {
        return new LearningRate(1, drift, hazard, 5, 0.02, fixed);
    }

    /** With neither drift nor jumps the estimate is the mean of n observations, and of what was held before: 1 / (n + 1/25). */
    @Test
    void withoutSurprise_theRateIsThatOfAMean() {
        LearningRate mean = rate(0, 0, Optional.empty());
        double variance = mean.start();
        for (int n = 1; n <= 30; n++) {
            Told told = mean.after(variance, n);
            assertThat(told.rate()).isCloseTo(1 / (n + 0.04), within(1e-14));
            variance = told.variance();
        }
    }

    @Test
    void variance_staysAboveTheFloor() {
        LearningRate mean = rate(0, 0, Optional.empty());
        assertThat(mean.after(0.02, 0).variance()).isEqualTo(0.02);
    }

    /** Densities by hand: h N(d; 0, 26) against (1 - h) N(d; 0, v + 1). */
    @Test
    void surprise_isTheProbabilityOfAJump() {
        double error = 3;
        double jump = 0.1 * Math.exp(-error * error / 52) / Math.sqrt(26);
        double none = 0.9 * Math.exp(-error * error / 3) / Math.sqrt(1.5);
        double o = jump / (jump + none);
        double k = 0.5 / 1.5;
        Told told = rate(0, 0.1, Optional.empty()).after(0.5, error);
        assertThat(told.rate()).isCloseTo(k + (1 - k) * o, within(1e-14));
        double rest = o + (1 - o) * k + o * (1 - o) * Math.pow(error * (1 - k), 2);
        assertThat(told.variance()).isCloseTo(rest, within(1e-14));
    }

    @Test
    void largeErrors_areJumps_whateverTheirSize() {
        Told told = rate(0, 0.01, Optional.empty()).after(0.1, 1e6);
        assertThat(told.rate()).isEqualTo(1);
        assertThat(told.variance()).isEqualTo(1);
    }

    @Test
    void gain_isFixed_whereThatIsSaid() {
        assertThat(rate(0, 0, Optional.of(0.1)).after(25, 3).rate()).isEqualTo(0.1);
    }

    @Test
    void ranges_areChecked() {
        assertThatThrownBy(() -> new LearningRate(0, 0, 0, 5, 0, Optional.empty()))
                .hasMessage("noise is 0.0; allowed: finite, above 0");
        assertThatThrownBy(() -> rate(-1, 0, Optional.empty()))
                .hasMessage("drift is -1.0; allowed: finite, not negative");
        assertThatThrownBy(() -> rate(0, 1, Optional.empty())).hasMessage("hazard is 1.0; allowed: within [0, 1)");
        assertThatThrownBy(() -> rate(0, 0, Optional.of(0.0))).hasMessage("fixed gain is 0.0; allowed: within (0, 1]");
    }
}
