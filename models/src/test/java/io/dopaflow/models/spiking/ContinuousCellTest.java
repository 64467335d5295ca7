package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static io.dopaflow.models.spiking.TinyNetwork.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.source.CurrentSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cell in continuous time, against closed forms of its membrane. */
class ContinuousCellTest {
    private static final List<CellGroup> ONE = List.of(TinyNetwork.neurons(1));

    private static Drive current(CurrentSource source) {
        return new Drive.Current("dc", 0, neuron -> source);
    }

    private static Cell cell(Drive... drives) {
        return TinyNetwork.cell(TinyNetwork.of(PRECISE, ONE, drives), 0);
    }

    @Test
    void arrivals_addUpAndDecay() {
        Cell cell = cell();
        Arrivals arrivals = new Arrivals();
        arrivals.add(3 * MS, 1, 5);
        arrivals.add(MS, 1, 6);
        assertThat(TinyNetwork.advance(cell, 5 * MS, arrivals)).isEmpty();
        assertThat(cell.value(0)).isCloseTo(-70 + 6 * Math.exp(-0.4) + 5 * Math.exp(-0.2), within(1e-12));
        assertThat(arrivals.waiting()).isZero();
        assertThat(cell.ownArrivals()).isZero();
    }

    @Test
    void arrivalsOfOneTime_comeBeforeTheThreshold() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(0, 1, 30);
        arrivals.add(0, 2, -20);
        arrivals.add(MS, 1, 15);
        arrivals.add(4 * MS, 1, 1);
        Cell cell = cell();
        assertThat(TinyNetwork.advance(cell, MS / 2, arrivals)).isEmpty();
        assertThat(cell.value(0)).isCloseTo(-70 + 10 * Math.exp(-0.05), within(1e-12));
        assertThat(TinyNetwork.advance(cell, 5 * MS, arrivals)).containsExactly(MS);
        // Held until 3 ms.
        assertThat(cell.value(0)).isCloseTo(-70 + Math.exp(-0.1), within(1e-12));
    }

    /**
     * 100 pA are 4 mV in the long run; 600 pA more from 5 to 15 ms are 28 mV: a spike, and after t_ref the same way once more, which
     * 15 ms cut short.
     */
    @Test
    void currents_addUpFromTheirJumpsOn() {
        double atFive = -70 - 4 * Math.expm1(-0.5);
        double spike = 5 + 10 * Math.log((atFive + 42) / -13);
        double atFifteen = -42 - 28 * Math.exp(-(15 - spike - 2) / 10);
        Cell cell = cell(current(CurrentSource.constant(100)), current(CurrentSource.constant(600, 5 * MS, 15 * MS)));
        assertThat(TinyNetwork.advance(cell, 4 * MS, new Arrivals())).isEmpty();
        assertThat(cell.restsUntil()).isEqualTo(5 * MS - 1);
        assertThat(TinyNetwork.advance(cell, 11 * MS, new Arrivals())).isEmpty();
        assertThat((double) cell.restsUntil()).isCloseTo(spike * MS, within(3.0));
        long rest = cell.restsUntil();
        assertThat(TinyNetwork.advance(cell, rest, new Arrivals())).isEmpty();
        assertThat(TinyNetwork.advance(cell, 14 * MS, new Arrivals())).containsExactly(rest + 1);
        assertThat(TinyNetwork.advance(cell, 20 * MS, new Arrivals())).isEmpty();
        assertThat(cell.value(0)).isCloseTo(-66 + (atFifteen + 66) * Math.exp(-0.5), within(1e-8));
        // No current is left to carry it to the threshold.
        assertThat(cell.restsUntil()).isEqualTo(Long.MAX_VALUE - 1);
    }

    /** Under 700 pA from time 0: t_ref and the way from -70 to -55 mV below -42 mV, over and over. */
    @Test
    void regularSpikes_areFoundInOneAdvance() {
        Cell cell = cell(current(CurrentSource.constant(700)));
        double way = 10 * Math.log(28 / 13.0) * MS;
        List<Long> spikes = TinyNetwork.advance(cell, 100 * MS, new Arrivals());
        assertThat(spikes).hasSize(10);
        for (int k = 0; k < 10; k++) {
            assertThat((double) spikes.get(k)).isCloseTo(way + k * (way + 2 * MS), within(k + 2.0));
        }
    }

    @Test
    void spikeAtTheEndOfAnAdvance_belongsToIt_andAnArrivalThenToo() {
        long spike = TinyNetwork.advance(cell(current(CurrentSource.constant(700))), 10 * MS, new Arrivals())
                .get(0);
        Cell cell = cell(current(CurrentSource.constant(700)));
        assertThat(TinyNetwork.advance(cell, spike - 1, new Arrivals())).isEmpty();
        assertThat(TinyNetwork.advance(cell, spike, new Arrivals())).containsExactly(spike);
        Cell inhibited = cell(current(CurrentSource.constant(700)));
        Arrivals arrivals = new Arrivals();
        arrivals.add(spike, 1, -1);
        assertThat(TinyNetwork.advance(inhibited, spike, arrivals)).isEmpty();
        assertThat(inhibited.value(0)).isCloseTo(-56, within(1e-7));
    }

    @Test
    void currentsThatChangeAllTheTime_areRefused() {
        assertThatThrownBy(() -> cell(current(new CurrentSource.Sinusoid(1, 1, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the current dc changes all the time; allowed in continuous time: one that jumps");
    }
}
