package io.dopaflow.models.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualTimeTest {
    @Test
    void milliseconds_becomeTheNearestPicosecond() {
        assertThat(VirtualTime.fromMilliseconds(20)).isEqualTo(20_000_000_000L);
        assertThat(VirtualTime.fromMilliseconds(1e-9)).isEqualTo(1);
        assertThat(VirtualTime.fromMilliseconds(0.4e-9)).isZero();
        assertThat(VirtualTime.fromMilliseconds(-1.6e-9)).isEqualTo(-2);
    }

    @Test
    void picoseconds_surviveTheWayThroughMilliseconds() {
        // Two roundings of 2^-53 each leave less than half a picosecond below 2^51 ps (37 minutes).
        new SplittableRandom(1)
                .longs(10_000, -(1L << 51), 1L << 51)
                .forEach(time -> assertThat(VirtualTime.fromMilliseconds(VirtualTime.toMilliseconds(time)))
                        .isEqualTo(time));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p63 / 1e9, -1e300})
    void timeThatDoesNotFit_isRefused(double milliseconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualTime.fromMilliseconds(milliseconds))
                .withMessage("time is " + milliseconds + " ms; allowed: finite, up to " + Long.MAX_VALUE / 1e9
                        + " ms in size");
    }
}
