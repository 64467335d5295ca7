package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two probes of a cell: two variables each 2 ps, another one each 3 ps from 1 ps on. */
class LooksTest {
    private static final StateProbe TWO = new StateProbe(0, new int[] {5}, new int[] {0, 2}, 2, 0);
    private static final StateProbe THREE = new StateProbe(0, new int[] {5}, new int[] {1}, 3, 1);

    private static List<String> looks(Looks looks, int count) {
        List<String> seen = new ArrayList<>();
        SpikingRecorder recorder = new SpikingRecorder() {
            @Override
            public void spikes(long[] timesPs, int[] cells, int spikes) {
                throw new AssertionError("a look is no spike");
            }

            @Override
            public void state(long timePs, int cell, int variable, double value) {
                seen.add(timePs + ": " + variable + " of " + cell + " is " + value);
            }
        };
        for (int i = 0; i < count; i++) {
            long now = looks.next();
            looks.look(5, variable -> 10.0 * variable + now, recorder);
        }
        return seen;
    }

    @Test
    void looks_areThoseOfAllProbesInTheOrderOfTimes() {
        assertThat(looks(new Looks(List.of(TWO, THREE), 0), 4))
                .containsExactly(
                        "2: 0 of 5 is 2.0",
                        "2: 2 of 5 is 22.0",
                        "4: 0 of 5 is 4.0",
                        "4: 2 of 5 is 24.0",
                        "4: 1 of 5 is 14.0",
                        "6: 0 of 5 is 6.0",
                        "6: 2 of 5 is 26.0",
                        "7: 1 of 5 is 17.0");
    }

    @Test
    void looksAfterATime_leaveOutThatTime() {
        assertThat(looks(new Looks(List.of(TWO, THREE), 6), 2))
                .containsExactly("7: 1 of 5 is 17.0", "8: 0 of 5 is 8.0", "8: 2 of 5 is 28.0");
        assertThat(new Looks(List.of(), 0).next()).isEqualTo(Long.MAX_VALUE);
    }
}
