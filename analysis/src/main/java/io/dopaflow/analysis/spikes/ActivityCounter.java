package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.run.SpikeRow;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Counts spikes that come in order of time. Intervals of a clocked network take few values, which are counted each. */
final class ActivityCounter {
    private static final int BINS = 20;
    private static final double PS_PER_SECOND = 1000.0 * VirtualTime.PICOSECONDS_PER_MILLISECOND;

    private final Network network;
    private final KeptTime kept;
    private final TreeMap<Integer, Train> trains = new TreeMap<>();

    ActivityCounter(Network network, KeptTime kept) {
        this.network = network;
        this.kept = kept;
    }

    void add(SpikeRow spike) {
        if (spike.amplitude() != 0) {
            int kinds = SpikeKind.values().length;
            trains.computeIfAbsent(
                            spike.neuron() * kinds + spike.kind().ordinal(),
                            key -> new Train(spike.neuron(), spike.kind()))
                    .add(spike);
        }
    }

    SpikeActivity activity() {
        List<SpikeActivity.Train> rows = new ArrayList<>();
        TreeMap<Long, Long> all = new TreeMap<>();
        long spikes = 0;
        for (Train train : trains.values()) {
            rows.add(train.row());
            spikes += train.count;
            train.intervals.forEach((interval, count) -> all.merge(interval, count, Long::sum));
        }
        return new SpikeActivity(VirtualTime.toMilliseconds(kept.observedPs()), spikes, rows, histogram(all));
    }

    private static List<SpikeActivity.Bin> histogram(NavigableMap<Long, Long> intervals) {
        if (intervals.isEmpty()) {
            return List.of();
        }
        long low = intervals.firstKey();
        double width = Math.max(1, intervals.lastKey() - low) / (double) BINS;
        long[] counts = new long[BINS];
        intervals.forEach((interval, count) -> counts[Math.min(BINS - 1, (int) ((interval - low) / width))] += count);
        List<SpikeActivity.Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new SpikeActivity.Bin(
                    milliseconds(low + i * width), milliseconds(low + (i + 1) * width), counts[i]));
        }
        return bins;
    }

    private static double milliseconds(double picoseconds) {
        return picoseconds / VirtualTime.PICOSECONDS_PER_MILLISECOND;
    }

    private final class Train {
        private final int neuron;
        private final SpikeKind kind;
        private final TreeMap<Long, Long> intervals = new TreeMap<>();
        private long count;
        private double amplitudes;
        private long lastPs;
        private long lastOpportunity;

        Train(int neuron, SpikeKind kind) {
            this.neuron = neuron;
            this.kind = kind;
        }

        void add(SpikeRow spike) {
            if (count > 0 && kept.isUninterrupted(lastOpportunity, spike.opportunity())) {
                intervals.merge(spike.timePs() - lastPs, 1L, Long::sum);
            }
            count++;
            amplitudes += spike.amplitude();
            lastPs = spike.timePs();
            lastOpportunity = spike.opportunity();
        }

        SpikeActivity.Train row() {
            return new SpikeActivity.Train(
                    neuron,
                    network.neuron(neuron).name(),
                    network.depthOf(neuron),
                    kind,
                    count,
                    count / (kept.observedPs() / PS_PER_SECOND),
                    amplitudes / count,
                    intervals.isEmpty() ? Optional.empty() : Optional.of(summary()));
        }

        private SpikeActivity.Intervals summary() {
            long number = intervals.values().stream().mapToLong(Long::longValue).sum();
            double mean = intervals.entrySet().stream()
                            .mapToDouble(e -> (double) e.getKey() * e.getValue())
                            .sum()
                    / number;
            double variance = intervals.entrySet().stream()
                            .mapToDouble(e -> (e.getKey() - mean) * (e.getKey() - mean) * e.getValue())
                            .sum()
                    / number;
            return new SpikeActivity.Intervals(
                    number,
                    milliseconds(mean),
                    Math.sqrt(variance) / mean,
                    VirtualTime.toMilliseconds(intervals.firstKey()),
                    VirtualTime.toMilliseconds(intervals.lastKey()));
        }
    }
}
