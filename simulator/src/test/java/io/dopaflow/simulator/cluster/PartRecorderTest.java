package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartRecorderTest {
    private static final long MS = VirtualTime.PICOSECONDS_PER_MILLISECOND;
    private static final int MANY = 20_000;

    private final RunCounters counters = new RunCounters();
    private final List<FromPart.Records> sent = new ArrayList<>();
    private final PartRecorder recorder = new PartRecorder(counters, report -> sent.add((FromPart.Records) report));

    private void spikes(int count, long timePs) {
        long[] times = new long[count];
        Arrays.fill(times, timePs);
        recorder.spikes(times, new int[count], count);
    }

    /** Within a window its own records are still to come. */
    @Test
    void manyRows_areSentAsCompleteUpToTheWindowBefore() {
        recorder.onProgress(3);
        sent.clear();
        spikes(MANY, 4 * MS);
        recorder.onProgress(4);
        recorder.synapse(4 * MS, 7, 1, 2);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).untilPs()).isEqualTo(3 * MS);
        assertThat(sent.get(0).spikes().count()).isEqualTo(MANY);
        assertThat(sent.get(0).synapses().count()).isZero();
        spikes(MANY, 5 * MS);
        recorder.onProgress(5);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).untilPs()).isEqualTo(4 * MS);
        assertThat(sent.get(1).synapses().count()).isEqualTo(1);
    }

    @Test
    void nothingIsComplete_inTheFirstWindow() {
        spikes(MANY, 0);
        recorder.onProgress(0);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).untilPs()).isEqualTo(-1);
    }

    @Test
    void flush_sendsAllKindsOnce_withTheCounts() {
        recorder.spikes(new long[] {1, 2}, new int[] {3, 4}, 1);
        recorder.state(5, 6, 7, 8.5);
        recorder.synapse(9, 10, 11.5, 12.5);
        recorder.released(13, 14, 15.5);
        recorder.concentration(16, 17, 18.5);
        counters.addSpikes(19);
        counters.addSynapticEvents(20);
        recorder.flush(21);
        assertThat(sent).hasSize(1);
        FromPart.Records records = sent.get(0);
        assertThat(records)
                .usingRecursiveComparison()
                .isEqualTo(new FromPart.Records(
                        21,
                        new Rows(new long[] {1}, new long[] {3}, new double[0]),
                        new Rows(new long[] {5}, new long[] {6L << Integer.SIZE | 7}, new double[] {8.5}),
                        new Rows(new long[] {9}, new long[] {10}, new double[] {11.5, 12.5}),
                        new Rows(new long[] {13}, new long[] {14}, new double[] {15.5}),
                        new Rows(new long[] {16}, new long[] {17}, new double[] {18.5}),
                        19,
                        20));
        recorder.flush(22);
        assertThat(sent.get(1).spikes().count() + sent.get(1).states().count()).isZero();
    }

    @Test
    void wishForAState_isDueOnce() {
        assertThat(recorder.isDue()).isFalse();
        recorder.want(Wish.CHECKPOINT);
        assertThat(recorder.isDue()).isTrue();
        assertThat(recorder.isDue()).isFalse();
    }
}
