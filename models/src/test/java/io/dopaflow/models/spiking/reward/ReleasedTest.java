package io.dopaflow.models.spiking.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What arrives of a modulator: everything that was released, once, in order of time, however time goes on. */
class ReleasedTest {
    private static final long MS = 1_000_000_000L;
    private static final RandomStreams STREAMS = new RandomStreams(5);

    private record Arrived(long timePs, double amount) {}

    private static Released released(long unit, Release... releases) {
        return new Released(new Modulator("dopamine", 200, List.of(releases)), STREAMS, 0, unit);
    }

    private static List<Arrived> reach(Released released, long nowMs, long untilMs) {
        List<Arrived> all = new ArrayList<>();
        released.reach(nowMs * MS, untilMs * MS, (at, amount) -> all.add(new Arrived(at, amount)));
        return all;
    }

    @Test
    void spikesOfAGroup_arriveAfterTheirDelay() {
        Released released = released(1, new Release.BySpikes(3, 2 * MS, 0.5));
        assertThat(released.hears(3)).isTrue();
        assertThat(released.hears(2)).isFalse();
        released.spike(10 * MS, 3, 0);
        released.spike(10 * MS, 3, 7);
        released.spike(11 * MS, 2, 0);
        released.spike(12 * MS, 3, 1);
        assertThat(reach(released, 10, 11)).isEmpty();
        assertThat(reach(released, 11, 12)).containsExactly(new Arrived(12 * MS, 1));
        assertThat(reach(released, 12, 20)).containsExactly(new Arrived(14 * MS, 0.5));
        assertThat(reach(released, 20, 30)).isEmpty();
    }

    @Test
    void script_arrivesAtItsTimes() {
        Released released = released(1, new Release.ByScript(new long[] {1, 5 * MS, 9 * MS}, new double[] {1, 2, -3}));
        assertThat(reach(released, 0, 0)).isEmpty();
        assertThat(reach(released, 0, 5)).containsExactly(new Arrived(1, 1), new Arrived(5 * MS, 2));
        assertThat(reach(released, 5, 8)).isEmpty();
        assertThat(reach(released, 8, 9)).containsExactly(new Arrived(9 * MS, -3));
    }

    /** In doubles the order of a sum matters: it is that of releases and, in one, of cells. */
    @Test
    void whatArrivesAtOneTime_isAddedInTheOrderOfReleases() {
        Release big = new Release.ByScript(new long[] {3 * MS}, new double[] {1e16});
        Release small = new Release.BySpikes(0, MS, 1);
        Release less = new Release.ByScript(new long[] {3 * MS}, new double[] {-1e16});
        Released bigFirst = released(1, big, small, less);
        Released smallFirst = released(1, small, big, less);
        Released smallLast = released(1, big, less, small);
        for (Released one : List.of(bigFirst, smallFirst, smallLast)) {
            one.spike(2 * MS, 0, 0);
        }
        assertThat(reach(bigFirst, 2, 3)).containsExactly(new Arrived(3 * MS, 1e16 + 1 - 1e16));
        assertThat(reach(smallFirst, 2, 3)).containsExactly(new Arrived(3 * MS, 1 + 1e16 - 1e16));
        assertThat(reach(smallLast, 2, 3)).containsExactly(new Arrived(3 * MS, 1));
    }

    @Test
    void reward_comesAtTheNextUnitOfTime() {
        SequenceReward rule = new SequenceReward(0, 0, 0, 1, 10 * MS, 3 * MS + 1, 3 * MS + 1, 4);
        Released onGrid = released(MS / 10, new Release.ByReward(rule));
        Released precise = released(1, new Release.ByReward(rule));
        for (Released one : List.of(onGrid, precise)) {
            one.spike(MS, 0, 0);
            one.spike(2 * MS, 0, 1);
        }
        assertThat(reach(onGrid, 2, 6)).containsExactly(new Arrived(5 * MS + MS / 10, 4));
        assertThat(reach(precise, 2, 6)).containsExactly(new Arrived(5 * MS + 1, 4));
    }

    @Test
    void amountThatIsNotFiniteOrTooLate_isRefused() {
        Released infinite = released(1, new Release.BySpikes(0, MS, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> infinite.spike(MS, 0, 0))
                .withMessageContaining("dopamine")
                .withMessageContaining("Infinity; allowed: finite");
        Released late = released(1, new Release.BySpikes(0, MS, 1));
        reach(late, 10, 11);
        late.spike(10 * MS + 1, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> late.spike(10 * MS, 0, 0))
                .withMessageContaining("least delay");
    }

    /** Any steps of time and any places at which a run is cut give what a single step gives. */
    @Test
    void stepsOfTimeAndCuts_changeNothing() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Release[] releases = {
                new Release.BySpikes(0, 5 * MS, 0.1),
                new Release.ByScript(new long[] {7 * MS, 50 * MS, 51 * MS, 400 * MS}, new double[] {1, 0.3, 2, 5}),
                new Release.ByReward(new SequenceReward(0, 0, 1, 0, 6 * MS, 5 * MS, 40 * MS, 0.7)),
                new Release.ByReward(new RaceReward(1, 0, 2, 9 * MS, 5 * MS, 6 * MS, 0.9))
            };
            TreeMap<Long, int[]> spikes = new TreeMap<>();
            for (int i = 0; i < 200; i++) {
                spikes.put((1 + random.nextInt(480)) * MS, new int[] {random.nextInt(4), random.nextInt(2)});
            }
            Released whole = released(MS, releases);
            spikes.forEach((at, cell) -> whole.spike(at, cell[0], cell[1]));
            List<Arrived> expected = reach(whole, 600, 600);
            assertThat(expected).hasSizeGreaterThan(30);
            assertThat(expected).extracting(Arrived::timePs).isSorted().doesNotHaveDuplicates();

            List<Arrived> found = new ArrayList<>();
            Released part = released(MS, releases);
            long now = 0;
            while (now < 600) {
                long next = Math.min(600, now + 1 + random.nextInt(5));
                found.addAll(reach(part, now, next));
                Released hearing = part;
                spikes.subMap(now * MS, false, next * MS, true)
                        .forEach((at, cell) -> hearing.spike(at, cell[0], cell[1]));
                now = next;
                if (random.nextInt(4) == 0) {
                    assertThat(reach(part, now, now)).isEmpty();
                    Released resumed = released(MS, releases);
                    resumed.restore(part.state(), now * MS);
                    part = resumed;
                }
            }
            assertThat(found).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void modulator_looksAheadByItsLeastDelay() {
        Release spikes = new Release.BySpikes(0, 8 * MS, 1);
        Release script = new Release.ByScript(new long[] {1}, new double[] {1});
        Release reward = new Release.ByReward(new RaceReward(0, 1, 2, MS, 3 * MS, 9 * MS, 1));
        assertThat(new Modulator("m", 1, List.of(script)).leastDelayPs()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Modulator("m", 1, List.of(script, spikes)).leastDelayPs())
                .isEqualTo(8 * MS);
        assertThat(new Modulator("m", 1, List.of(reward, script, spikes)).leastDelayPs())
                .isEqualTo(3 * MS);
    }

    @Test
    void wrongModulatorsAndScripts_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Modulator("m", 1, List.of()))
                .withMessageContaining("nothing releases m");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Modulator("m", 0, List.of(new Release.ByScript(new long[] {1}, new double[] {1}))))
                .withMessageContaining("tau_n");
        for (long[] times : List.of(new long[] {0}, new long[] {5, 5}, new long[] {5, 4})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Release.ByScript(times, new double[times.length]))
                    .withMessageContaining("allowed: above 0, each later");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Release.ByScript(new long[] {1}, new double[0]))
                .withMessageContaining("equal numbers");
    }
}
