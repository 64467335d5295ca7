package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.ArrivalRow;
import io.dopaflow.analysis.run.OpportunityLog;
import io.dopaflow.analysis.run.RewardRow;
import io.dopaflow.analysis.run.SpikeRow;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was recorded of one cycle, by neuron and synapse; read cycle by cycle from the log of an opportunity. */
final class CycleRecord {
    /** In place of a time that is not recorded. */
    static final long MISSING = Long.MIN_VALUE;

    private final Labels labels;
    private final long[] onsetPs;
    private final long[] readoutPs;
    private final double[] onsetAmplitude;
    private final double[] amplitude;
    private final long[] arrivalPs;
    private Optional<RewardRow> reward = Optional.empty();
    private int nextSpike;
    private int nextArrival;
    private int nextReward;

    CycleRecord(Network network) {
        this.labels = new Labels(network);
        this.onsetPs = new long[network.neuronCount()];
        this.readoutPs = new long[network.neuronCount()];
        this.onsetAmplitude = new double[network.neuronCount()];
        this.amplitude = new double[network.neuronCount()];
        this.arrivalPs = new long[network.synapseCount()];
    }

    /** Starts over, with another opportunity. */
    void rewind() {
        nextSpike = 0;
        nextArrival = 0;
        nextReward = 0;
    }

    /** Reads the rows of the next cycle; a row that is there twice, or of an earlier cycle, is a finding. */
    void read(OpportunityLog log, int cycle, EarliestDisagreement findings) {
        Arrays.fill(onsetPs, MISSING);
        Arrays.fill(readoutPs, MISSING);
        Arrays.fill(arrivalPs, MISSING);
        reward = Optional.empty();
        readSpikes(log.spikes(), cycle, findings);
        readArrivals(log.arrivals(), cycle, findings);
        readRewards(log.rewards(), cycle, findings);
    }

    /** Rows that are left after the last cycle are a finding too. */
    void requireEnd(OpportunityLog log, int cycles, EarliestDisagreement findings) {
        if (nextSpike < log.spikes().size()) {
            SpikeRow spike = log.spikes().get(nextSpike);
            unexpected(findings, spike.timePs(), labels.neuron(spike.neuron()), cycles, "spike");
        }
        if (nextArrival < log.arrivals().size()) {
            ArrivalRow arrival = log.arrivals().get(nextArrival);
            unexpected(findings, arrival.timePs(), labels.synapse(arrival.synapse()), cycles, "arrival");
        }
        if (nextReward < log.rewards().size()) {
            unexpected(findings, log.rewards().get(nextReward).timePs(), "the reward", cycles, "row");
        }
    }

    private static void unexpected(
            EarliestDisagreement findings, long timePs, String subject, int cycles, String what) {
        findings.add(timePs, subject, what, "at " + timePs + " ps outside cycles 0 to " + (cycles - 1), "none there");
    }

    private void readSpikes(List<SpikeRow> spikes, int cycle, EarliestDisagreement findings) {
        for (; nextSpike < spikes.size() && spikes.get(nextSpike).cycle() <= cycle; nextSpike++) {
            SpikeRow spike = spikes.get(nextSpike);
            boolean isOnset = spike.kind() == SpikeKind.ONSET;
            long[] times = isOnset ? onsetPs : readoutPs;
            if (spike.cycle() < cycle || !isFree(times, spike.neuron())) {
                surplus(
                        findings,
                        spike.timePs(),
                        labels.neuron(spike.neuron()),
                        spike.kind().text());
            } else {
                times[spike.neuron()] = spike.timePs();
                (isOnset ? onsetAmplitude : amplitude)[spike.neuron()] = spike.amplitude();
            }
        }
    }

    private void readArrivals(List<ArrivalRow> arrivals, int cycle, EarliestDisagreement findings) {
        for (; nextArrival < arrivals.size() && arrivals.get(nextArrival).cycle() <= cycle; nextArrival++) {
            ArrivalRow arrival = arrivals.get(nextArrival);
            if (arrival.cycle() < cycle || !isFree(arrivalPs, arrival.synapse())) {
                surplus(findings, arrival.timePs(), labels.synapse(arrival.synapse()), "arrival");
            } else {
                arrivalPs[arrival.synapse()] = arrival.timePs();
            }
        }
    }

    /** Whether there is such an id, and no row of it yet. */
    private static boolean isFree(long[] times, int id) {
        return id >= 0 && id < times.length && times[id] == MISSING;
    }

    private void readRewards(List<RewardRow> rewards, int cycle, EarliestDisagreement findings) {
        for (; nextReward < rewards.size() && rewards.get(nextReward).cycle() <= cycle; nextReward++) {
            RewardRow row = rewards.get(nextReward);
            if (row.cycle() < cycle || reward.isPresent()) {
                surplus(findings, row.timePs(), "the reward", "row");
            } else {
                reward = Optional.of(row);
            }
        }
    }

    private static void surplus(EarliestDisagreement findings, long timePs, String subject, String what) {
        findings.add(timePs, subject, what, "another at " + timePs + " ps", "none there");
    }

    /** Onset of the neuron's window, or {@link #MISSING}. */
    long onsetPs(int neuron) {
        return onsetPs[neuron];
    }

    /** Readout of the neuron's window, or {@link #MISSING}. */
    long readoutPs(int neuron) {
        return readoutPs[neuron];
    }

    /** Amplitude of the onset spike. */
    double onsetAmplitude(int neuron) {
        return onsetAmplitude[neuron];
    }

    /** Amplitude of the readout spike. */
    double amplitude(int neuron) {
        return amplitude[neuron];
    }

    /** Arrival at the synapse, or {@link #MISSING}. */
    long arrivalPs(int synapse) {
        return arrivalPs[synapse];
    }

    /** The reward, if recorded. */
    Optional<RewardRow> reward() {
        return reward;
    }

    /** Number of spikes. */
    long spikes() {
        return present(onsetPs) + present(readoutPs);
    }

    /** Number of arrivals. */
    long arrivals() {
        return present(arrivalPs);
    }

    private static long present(long[] times) {
        return Arrays.stream(times).filter(time -> time != MISSING).count();
    }
}
