package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution.Constant;
import io.dopaflow.models.spiking.connection.Distribution.LogNormal;
import io.dopaflow.models.spiking.connection.Distribution.Normal;
import io.dopaflow.models.spiking.connection.Distribution.Outside;
import io.dopaflow.models.spiking.connection.Distribution.Uniform;
import org.apache.commons.rng.UniformRandomProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where laws of values and delays end, and what is said there. */
class LimitsOfLawsTest {
    private final UniformRandomProvider stream = new RandomStreams(1).stream(Purpose.SYNAPSE_DELAYS, 0);

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void parametersThatAreNotFinite_areNamed() {
        refused(() -> new Uniform(Double.NaN, 1), "the low end is NaN; allowed: finite");
        refused(() -> new Uniform(3, 2), "uniform from 3.0 to 2.0; allowed: a low end below the high end");
        refused(() -> new Normal(Double.NaN, 1), "the mean is NaN; allowed: finite");
        refused(() -> new LogNormal(0, 0), "the standard deviation of the logarithm is 0.0; allowed: above 0");
        // The largest draw is 8.3 deviations beyond the mean.
        refused(() -> new Normal(1.7e308, 1e307), "the largest draw is Infinity; allowed: finite");
        refused(() -> new Normal(-1.7e308, 1e307), "the largest draw is Infinity; allowed: finite");
        refused(() -> new LogNormal(700, 1.3), "the largest draw is Infinity; allowed: finite");
        assertThat(new LogNormal(-700, 1.3).highest()).isLessThan(1e-290);
        refused(() -> new Normal(0, 1, 2, 2, Outside.CLIPPED), "bounds are 2.0 and 2.0; allowed: a lower one below");
    }

    /** Phi(3.5) - Phi(3) = 0.0011173 of the law is from 3 to 3.5 deviations above the mean. */
    @Test
    void boundsThatLeaveTooLittle_areRefusedWithTheirProbability() {
        refused(
                () -> new Normal(10, 2, 16, 17, Outside.REDRAWN),
                "normal with the mean 10.0 and standard deviation 2.0 is within 16.0 to 17.0 with the probability"
                        + " 0.00111");
        assertThat(new Normal(10, 2, 16, 17, Outside.CLIPPED).lowest()).isEqualTo(16);
        assertThat(new Normal(10, 2, 12, 17, Outside.REDRAWN).draw(stream)).isBetween(12.0, 17.0);
    }

    @Test
    void tables_haveOneShareForEachValue_andAFiniteSum() {
        refused(
                () -> new ValueTable(new double[2], new double[1]),
                "a table of 2 values with 1 shares; allowed: from 1");
        refused(
                () -> new ValueTable(new double[] {1, 2}, new double[] {Double.MAX_VALUE, Double.MAX_VALUE}),
                "the shares of the table have the sum Infinity; allowed: above 0");
        assertThat(new ValueTable(new double[] {5, 6}, new double[] {0, 1}).draw(stream))
                .isEqualTo(6);
        double[] values = {5};
        ValueTable table = new ValueTable(values);
        values[0] = 6;
        table.values()[0] = 7;
        assertThat(table.values()).containsExactly(5);
    }

    @Test
    void delaysBesideTheLargestTime_areRefusedWithTheNearest() {
        refused(
                () -> Delays.onGrid("p", 100_000_000).check(Long.MAX_VALUE),
                "the nearest are 9223372036.7 ms and 9223372036.8 ms");
        // 7 divides 2^63 - 1.
        refused(
                () -> Delays.onGrid("p", 7).check(Long.MAX_VALUE - 3),
                "the nearest are 9223372036.8547758 ms and 9223372036.854775807 ms");
        assertThat(Delays.onGrid("p", 7).check(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Delays("p", 1, 1).check(1)).isEqualTo(1);
        refused(() -> new Delays("p", 0, 1), "allowed: above 0");
    }

    /** The largest time is 2^63 ps, some 106 days and 18 hours. */
    @Test
    void drawnDelaysBeyondTheLargestTime_areRefused() {
        for (Delays delays : new Delays[] {Delays.precise("p"), Delays.onGrid("p", 100_000_000)}) {
            for (double ms : new double[] {9223372036.854775807, 1e11, -1e11, Double.MAX_VALUE}) {
                refused(
                        () -> delays.draw(new Constant(ms), stream),
                        "the delay of projection p is " + ms + " ms; allowed: finite, up to 106 days");
            }
            assertThat(delays.draw(new Constant(9e9), stream)).isEqualTo(9_000_000_000_000_000_000L);
        }
    }
}
