package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.time.VirtualTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTimingTest {
    private static final long MS = VirtualTime.PICOSECONDS_PER_MILLISECOND;
    private static final CycleTiming TIMING = new CycleTiming(20 * MS, 2 * MS, MS, 5 * MS, 3);

    @Test
    void phases_lieWhereTheClosedFormPutsThem() {
        assertThat(TIMING.halfWindow()).isEqualTo(0.1);
        assertThat(TIMING.periodPs()).isEqualTo(20 * MS);
        assertThat(TIMING.startPs(0)).isZero();
        assertThat(TIMING.startPs(7)).isEqualTo(140 * MS);
        assertThat(TIMING.readoutPs(7, 0)).isEqualTo(140 * MS);
        assertThat(TIMING.onsetPs(7, 1)).isEqualTo(141 * MS);
        assertThat(TIMING.readoutPs(7, 1)).isEqualTo(145 * MS);
        assertThat(TIMING.onsetPs(7, 3)).isEqualTo(151 * MS);
        assertThat(TIMING.readoutPs(7, 3)).isEqualTo(155 * MS);
        assertThat(TIMING.rewardPs(7)).isEqualTo(160 * MS);
    }

    @Test
    void windows_followOneAnotherWithoutOverlap_andTheRewardComesLast() {
        SplittableRandom random = new SplittableRandom(1);
        for (int repetition = 0; repetition < 1000; repetition++) {
            CycleTiming timing = new CycleTiming(
                    random.nextLong(1, 100 * MS),
                    random.nextLong(0, 100 * MS),
                    random.nextLong(0, 10 * MS),
                    random.nextLong(1, 10 * MS),
                    random.nextInt(1, 9));
            long runCycle = random.nextLong(0, 1000);
            for (int depth = 1; depth <= timing.depth(); depth++) {
                assertThat(timing.onsetPs(runCycle, depth))
                        .isEqualTo(timing.readoutPs(runCycle, depth - 1) + timing.conductionDelayPs());
                assertThat(timing.readoutPs(runCycle, depth))
                        .isEqualTo(timing.onsetPs(runCycle, depth) + 2 * timing.halfWindowPs());
            }
            assertThat(timing.rewardPs(runCycle))
                    .isEqualTo(timing.readoutPs(runCycle, timing.depth()) + timing.rewardDelayPs())
                    .isEqualTo(timing.startPs(runCycle + 1));
        }
    }

    @Test
    void lateWave_thatTheTimeAxisHasNoRoomFor_isRefused() {
        long cycles = Long.MAX_VALUE / TIMING.periodPs();
        assertThat(TIMING.rewardPs(cycles - 1)).isPositive();
        assertThat(TIMING.startPs(cycles)).isPositive();
        assertThatThrownBy(() -> TIMING.rewardPs(cycles)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> TIMING.startPs(cycles + 1)).isInstanceOf(ArithmeticException.class);
        // In a cycle that begins on the axis and ends behind it, onset and readout overflow one after the other.
        CycleTiming half = new CycleTiming(1, 1L << 59, 1L << 61, 1, 1);
        assertThat(half.readoutPs(1, 1)).isPositive();
        assertThatThrownBy(() -> half.onsetPs(2, 1)).isInstanceOf(ArithmeticException.class);
        CycleTiming late = new CycleTiming(1, 1L << 60, 1, 1L << 60, 1);
        assertThat(late.onsetPs(2, 1)).isPositive();
        assertThatThrownBy(() -> late.readoutPs(2, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void longestCycle_leavesRoomForTwo_andOnePicosecondMoreIsRefused() {
        long most = CycleTiming.LONGEST_PERIOD_PS;
        CycleTiming longest = new CycleTiming(1, most / 8, 0, most - 4 * (most / 8), 2);
        assertThat(longest.periodPs()).isEqualTo(most);
        assertThat(longest.rewardPs(1)).isEqualTo(2 * most);
        assertThat(CycleTiming.period(most / 8, 0, longest.rewardDelayPs(), 2)).isEqualTo(most);
        // In floating point these are the same number.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CycleTiming(1, most / 8, 0, longest.rewardDelayPs() + 1, 2))
                .withMessage("cycle is " + (most + 1) + " ps; allowed: up to " + most + " ps");
    }

    @Test
    void depthOrWave_thatDoesNotExist_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMING.onsetPs(0, 0))
                .withMessage("depth of a neuron is 0; allowed: 1 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMING.readoutPs(0, 4))
                .withMessage("depth of a neuron is 4; allowed: 1 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMING.rewardPs(-1))
                .withMessage("cycle is -1; allowed: from 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 1 | 1 | 1 | 1 | time constant is 0 ps; allowed: positive
                    1 | -1 | 1 | 1 | 1 | half-window is -1 ps; allowed: not negative
                    1 | 1 | -2 | 1 | 1 | conduction delay is -2 ps; allowed: not negative
                    1 | 1 | 1 | 0 | 1 | reward delay is 0 ps; allowed: positive
                    1 | 1 | 1 | 1 | 0 | depth is 0; allowed: at least 1
                    1 | 4611686018427387904 | 1 | 1 | 1 | cycle is 9223372036854775810 ps; allowed: up to 4611686018427387903 ps
                    1 | 1 | 9223372036854775807 | 1 | 1 | cycle is 9223372036854775810 ps; allowed: up to 4611686018427387903 ps
                    1 | 0 | 0 | 9223372036854775807 | 1 | cycle is 9223372036854775807 ps; allowed: up to 4611686018427387903 ps
                    1 | 4294967296 | 0 | 1 | 1073741824 | cycle is 9223372036854775809 ps; allowed: up to 4611686018427387903 ps
                    """)
    void impossibleValue_isRefusedWithNameValueAndRange(
            long timeConstant, long halfWindow, long delay, long rewardDelay, int depth, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CycleTiming(timeConstant, halfWindow, delay, rewardDelay, depth))
                .withMessage(message);
    }
}
