package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.simulator.population.spiking.WindowSpikes;
import io.dopaflow.simulator.population.spiking.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwapTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000})
    void spikesOfAWindow_comeOutAsTheyWentIn(int count) {
        long[] times = new long[count];
        int[] cells = new int[count];
        for (int i = 0; i < count; i++) {
            times[i] = 1_000_000_000_000L + i / 3 * 100_000_000L;
            cells[i] = i % 3 * 70_000 + i;
        }
        WindowSpikes window = new WindowSpikes(2_000_000_000_000L, times.clone(), cells.clone(), Wish.CHECKPOINT);
        Swap.Spikes told = Swap.Spikes.of(window);
        WindowSpikes heard = told.window();
        assertThat(heard.untilPs()).isEqualTo(window.untilPs());
        assertThat(heard.wish()).isEqualTo(Wish.CHECKPOINT);
        assertThat(heard.timesPs()).containsExactly(times);
        assertThat(heard.cells()).containsExactly(cells);
        assertThat(window.timesPs()).containsExactly(times);
        if (count > 3) {
            assertThat(told.timeStepsPs()).endsWith(0, 0, 100_000_000);
        }
    }
}
