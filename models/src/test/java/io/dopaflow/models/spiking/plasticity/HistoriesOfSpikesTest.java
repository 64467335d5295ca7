package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of spikes and of a modulator, against sums over all of them; units of 0.1 ms. */
class HistoriesOfSpikesTest {
    private static final SynapticTime TIME = new SynapticTime(100_000_000L);
    private static final double TAU = 20;
    private static final double SLOW = 100;

    private static double exp(long units, double tauMs) {
        return StrictMath.exp(-units / 10.0 / tauMs);
    }

    private static TraceHistory history(boolean sums, int cells) {
        return new TraceHistory(
                new TraceHistory.Traced(sums, TIME.decay(TAU), Optional.of(TIME.decay(SLOW)), Optional.empty()), cells);
    }

    @Test
    void traces_areSumsOverAllSpikes() {
        TraceHistory history = history(true, 1);
        TraceHistory nearest = history(false, 1);
        List<Long> spikes = new ArrayList<>();
        Random random = new Random(1);
        long at = 0;
        for (int k = 0; k < 500; k++) {
            at += random.nextInt(300);
            double slow = 0;
            double trace = 1;
            for (long spike : spikes) {
                trace += exp(at - spike, TAU);
                slow += exp(at - spike, SLOW);
            }
            history.add(0, at);
            nearest.add(0, at);
            spikes.add(at);
            int slot = history.slot(0, k);
            assertThat(history.time(slot)).isEqualTo(at);
            assertThat(history.trace(slot)).isCloseTo(trace, within(1e-13 * trace));
            assertThat(history.slowBefore(slot)).isCloseTo(slow, within(1e-13 * Math.max(1, slow)));
            assertThat(nearest.trace(nearest.slot(0, k))).isEqualTo(1);
        }
        assertThat(history.spikes(0)).isEqualTo(500);
        assertThat(history.share(0, 3)).isEqualTo(1);
    }

    /** Cells at very different rates: each is found after what is needed of it, and the last one before; nothing else need be. */
    @Test
    void whatIsForgotten_isNotNeeded() {
        TraceHistory all = history(true, 3);
        TraceHistory some = history(true, 3);
        Random random = new Random(2);
        for (long now = 0; now < 20_000; now++) {
            for (int cell = 0; cell < 3; cell++) {
                if (random.nextInt(new int[] {1, 40, 9000}[cell] + 1) == 0) {
                    all.add(cell, now);
                    some.add(cell, now);
                }
            }
            long needed = now - 70;
            some.forget(needed);
            if (now % 50 == 0) {
                for (int cell = 0; cell < 3; cell++) {
                    for (long at = needed; at <= now; at += 7) {
                        long latest = all.latest(cell, at);
                        assertThat(some.latest(cell, at)).isEqualTo(latest);
                        if (latest >= 0) {
                            assertThat(some.timeOf(cell, latest)).isEqualTo(all.timeOf(cell, latest));
                            assertThat(some.trace(some.slot(cell, latest)))
                                    .isEqualTo(all.trace(all.slot(cell, latest)));
                        }
                    }
                }
            }
        }
        assertThat(some.spikes(0) - some.first(0)).isLessThan(300);
        assertThat(all.first(0)).isZero();
    }

    @Test
    void spikesAtOneTime_areCountedApart() {
        TraceHistory history = history(true, 2);
        history.add(1, 50);
        history.add(1, 80);
        history.add(1, 80);
        history.add(1, 80);
        assertThat(history.latest(1, 79)).isZero();
        assertThat(history.latest(1, 80)).isEqualTo(3);
        assertThat(history.firstAt(1, 80)).isEqualTo(1);
        assertThat(history.latest(1, 49)).isEqualTo(-1);
        assertThat(history.latest(0, 1000)).isEqualTo(-1);
        assertThat(history.trace(history.slot(1, 3))).isCloseTo(3 + exp(30, TAU), within(1e-14));
    }

    @Test
    void remembered_restoresTheRest() {
        TraceHistory whole = history(true, 2);
        for (long k = 0; k < 30; k++) {
            whole.add(1, 11 * k * k);
        }
        TraceHistory resumed = history(true, 2);
        for (int cell = 0; cell < 2; cell++) {
            resumed.restore(cell, whole.remembered(cell, 5000));
        }
        assertThat(whole.remembered(0, 5000)).isEqualTo(TraceHistory.Remembered.NOTHING);
        TraceHistory.Remembered late = whole.remembered(1, 5000);
        // The last one up to 5000 is 11 x 21 x 21.
        assertThat(late.times()).startsWith(11 * 21 * 21, 11 * 22 * 22).hasSize(9);
        assertThat(resumed.remembered(1, 5000)).isEqualTo(late).hasSameHashCodeAs(late);
        assertThat(late).isNotEqualTo(whole.remembered(1, 6000)).isNotEqualTo("late");
        assertThat(late.toString()).contains(String.valueOf(11 * 21 * 21));
        whole.add(1, 20_000);
        resumed.add(1, 20_000);
        assertThat(resumed.remembered(1, 19_999)).isEqualTo(whole.remembered(1, 19_999));
    }

    @Test
    void concentration_isTheSumOfItsJumps() {
        double tauN = 200;
        Concentration n = new Concentration(tauN, TIME);
        assertThat(n.at(500)).isZero();
        long[] times = {10, 25, 4000, 4001};
        double[] amounts = {1, 2.5, -3, 0.5};
        for (int i = 0; i < times.length; i++) {
            n.add(times[i], amounts[i]);
        }
        for (long at : new long[] {5, 10, 24, 25, 100, 4000, 4001, 90_000}) {
            double sum = 0;
            for (int i = 0; i < times.length; i++) {
                sum += times[i] <= at ? amounts[i] / tauN * exp(at - times[i], tauN) : 0;
            }
            assertThat(n.at(at)).as("at %s", at).isCloseTo(sum, within(1e-16));
        }
    }

    @Test
    void concentration_forgetsAndIsRestored() {
        Concentration all = new Concentration(50, TIME);
        Concentration some = new Concentration(50, TIME);
        Concentration resumed = new Concentration(50, TIME);
        for (long k = 1; k <= 400; k++) {
            all.add(13 * k, 1 + k % 3);
            some.add(13 * k, 1 + k % 3);
            some.forget(13 * k - 100);
            for (long at = 13 * k - 100; at <= 13 * k + 20; at++) {
                assertThat(some.at(at)).isEqualTo(all.at(at));
            }
        }
        assertThat(some.remembered(0).times().length).isLessThan(40);
        resumed.restore(all.remembered(3000));
        assertThat(resumed.remembered(3000)).isEqualTo(all.remembered(3000));
        assertThat(resumed.at(3000)).isEqualTo(all.at(3000));
        all.add(9000, 2);
        resumed.add(9000, 2);
        assertThat(resumed.at(9001)).isEqualTo(all.at(9001));
        assertThat(resumed.time(Integer.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void decay_isTheSameFromTheTableAndComputed() {
        Decay table = new Decay(20, 100_000_000L, 1000);
        Decay computed = new Decay(20, 100_000_000L, 0);
        for (long units = 0; units < 3000; units++) {
            assertThat(table.over(units)).isEqualTo(computed.over(units)).isCloseTo(exp(units, 20), within(1e-15));
        }
    }

    /** What must be remembered, in units, where a second has 10 000. */
    @Test
    void span_tellsWhatIsNeeded() {
        DelaySpan learning = new DelaySpan(10, 50, true);
        assertThat(learning.settled(TIME, 10_049)).isZero();
        assertThat(learning.settled(TIME, 10_050)).isEqualTo(10_000);
        assertThat(learning.settled(TIME, 30_049)).isEqualTo(20_000);
        assertThat(learning.sourcesNeeded(12_345, 10_000)).isEqualTo(12_295);
        assertThat(learning.targetsNeeded(10_000)).isEqualTo(9_950);
        assertThat(new DelaySpan(10, 50, false).settled(TIME, 30_049)).isZero();
        // Without a dendritic delay the last presynaptic spikes have not been taken yet.
        assertThat(new DelaySpan(0, 50, true).sourcesNeeded(12_345, 10_000)).isEqualTo(10_000);
    }
}
