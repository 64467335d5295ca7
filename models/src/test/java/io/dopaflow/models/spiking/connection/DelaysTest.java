package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution.Constant;
import io.dopaflow.models.spiking.connection.Distribution.Normal;
import io.dopaflow.models.spiking.connection.Distribution.Uniform;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelaysTest {
    private static final long STEP = 100_000_000;

    private final Delays precise = Delays.precise("e->i");
    private final Delays grid = Delays.onGrid("e->i", STEP);
    private final UniformRandomProvider stream = new RandomStreams(1).stream(Purpose.SYNAPSE_DELAYS, 0);

    @Test
    void allowedDelays_areKeptAsTheyAre() {
        assertThat(precise.check(1_000_000)).isEqualTo(1_000_000);
        assertThat(precise.check(1_500_000_001)).isEqualTo(1_500_000_001);
        assertThat(grid.check(STEP)).isEqualTo(STEP);
        assertThat(grid.check(15 * STEP)).isEqualTo(15 * STEP);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "-1000000000, -1 ms", "999999, 0.000999999 ms", "1, 0.000000001 ms"})
    void delaysBelowOneMicrosecond_areRefused(long delay, String written) {
        assertThatThrownBy(() -> precise.check(delay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the delay of projection e->i is " + written
                        + "; allowed: from 0.001 ms, as delays are the time by which the engines look ahead");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms, 0.1 ms, 0.2 ms",
        "-300000000, -0.3 ms, 0.1 ms, 0.2 ms",
        "50000000, 0.05 ms, 0.1 ms, 0.2 ms",
        "150000000, 0.15 ms, 0.1 ms, 0.2 ms",
        "1499999999, 1.499999999 ms, 1.4 ms, 1.5 ms",
        "1500000001, 1.500000001 ms, 1.5 ms, 1.6 ms"
    })
    void delaysOffTheGrid_areRefused_withTheTwoNearest(long delay, String written, String below, String above) {
        assertThatThrownBy(() -> grid.check(delay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the delay of projection e->i is " + written
                        + "; allowed: positive multiples of the step, 0.1 ms; the nearest are " + below + " and "
                        + above);
    }

    @Test
    void delayThatIsGiven_isNeverRounded() {
        assertThat(grid.draw(new Constant(0.1), stream)).isEqualTo(STEP);
        assertThat(precise.draw(new ValueTable(1.5), stream)).isEqualTo(1_500_000_000);
        assertThatThrownBy(() -> grid.draw(new Constant(0.15), stream)).hasMessageContaining("0.1 ms and 0.2 ms");
        assertThatThrownBy(() -> grid.draw(new ValueTable(0.15), stream)).hasMessageContaining("0.1 ms and 0.2 ms");
        assertThatThrownBy(() -> grid.draw(new Constant(1e300), stream)).hasMessageContaining("106 days");
        assertThatThrownBy(() -> grid.check(Long.MAX_VALUE)).hasMessageContaining("nearest");
        assertThatThrownBy(() -> Delays.onGrid("p", 0)).hasMessageContaining("step is 0");
    }

    @Test
    void delayOfAContinuousLaw_isTheNearestOfTheGrid() {
        Distribution law = new Uniform(1, 2);
        for (int i = 0; i < 1000; i++) {
            double drawn = law.draw(new RandomStreams(i).stream(Purpose.SYNAPSE_DELAYS, 0));
            long delay = grid.draw(law, new RandomStreams(i).stream(Purpose.SYNAPSE_DELAYS, 0));
            assertThat(delay % STEP).isZero();
            assertThat(Math.abs(delay - drawn * 1e9)).isLessThanOrEqualTo(STEP / 2.0);
            assertThat(precise.draw(law, new RandomStreams(i).stream(Purpose.SYNAPSE_DELAYS, 0)))
                    .isEqualTo(Math.round(drawn * 1e9));
        }
        assertThatThrownBy(() -> precise.draw(new Normal(-5, 0.1), stream)).hasMessageContaining("0.001 ms");
    }
}
