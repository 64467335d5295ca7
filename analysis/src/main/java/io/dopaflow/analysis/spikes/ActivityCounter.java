package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.run.SpikeRow;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import java.util.Optional;
import java.util.TreeMap;

/** Counts spikes that come in order of time. Intervals of a clocked network take few values, which are counted each. */
final class ActivityCounter {
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
        return new SpikeActivity(
                VirtualTime.toMilliseconds(kept.observedPs()),
                trains.values().stream().mapToLong(train -> train.count).sum(),
                trains.values().stream().map(Train::row).toList());
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
