package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergedExceptionTest {

    @Test
    void finiteValue_passes() {
        assertThat(DivergedException.requireFinite("the loss", 1e300)).isEqualTo(1e300);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueThatIsNotFinite_isNamed(double value) {
        assertThatThrownBy(() -> DivergedException.requireFinite("the loss", value))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("the loss became " + value);
    }
}
