package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodePredictionTest {
    private static final NetworkEpisode NETWORK =
            new NetworkEpisode(Prototype.EPISODE, Prototype.LOSS, Prototype.weights(), List.of());

    /** The same network both ways: Monte Carlo ends within its standard error, which the root mean square of 21 directions exceeds rarely by half. */
    @Test
    void monteCarlo_endsWhereTheExactFlowDoes_withinItsError() {
        EpisodePrediction exact = EpisodePrediction.of(NETWORK, 0.5, 1000, 1);
        EpisodePrediction estimated = EpisodePrediction.estimated(NETWORK, 0.5, 10_000, 1);
        assertThat(exact.endError()).isZero();
        assertThat(estimated.endError()).isBetween(1e-4, 0.1 * exact.distance(NETWORK.weights()));
        assertThat(exact.distance(estimated.end())).isBetween(0.3 * estimated.endError(), 1.5 * estimated.endError());
        assertThat(estimated.rms(100)).isEmpty();
        assertThat(estimated.n45() / exact.n45()).isCloseTo(1, within(0.2));
        assertThat(exact.rms(400).orElseThrow()).isCloseTo(exact.rms(100).orElseThrow() / 2, within(1e-12));
    }

    @Test
    void negativeTime_isRefused() {
        assertThatThrownBy(() -> EpisodePrediction.of(NETWORK, -1, 100, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the flow time");
    }
}
