package io.dopaflow.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void quantiles_areInterpolated_andNumbersThatAreNoneAreLeftOut() {
        Quantiles quantiles = Quantiles.of(new double[] {4, Double.NaN, 1, 2, 8, Double.NaN});
        assertThat(quantiles.at(0.5)).isEqualTo(3);
        assertThat(quantiles.at(0.1)).isCloseTo(1.3, within(1e-15));
        assertThat(quantiles.at(1)).isEqualTo(8);
        assertThat(Quantiles.of(new double[] {7}).at(0.9)).isEqualTo(7);
        assertThat(Quantiles.of(new double[] {Double.NaN}).at(0.5)).isNaN();
    }

    /** The interval of a bootstrap keeps its bits: positions 24.975 and 974.025 lose none. */
    @Test
    void quantilesOfAThousand_areThoseOfTheFormula() {
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[(i * 37) % values.length] = Math.sqrt(i);
        }
        double below = 0.975 * 999 - 974;
        assertThat(Quantiles.of(values).at(0.975))
                .isEqualTo(Math.sqrt(974) + below * (Math.sqrt(975) - Math.sqrt(974)));
        assertThat(Quantiles.of(values).at(0.025))
                .isEqualTo(Math.sqrt(24) + (0.025 * 999 - 24) * (Math.sqrt(25) - Math.sqrt(24)));
    }
}
