package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.time.CycleTiming;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;
import io.dopaflow.simulator.recording.SynapseRecordException;
import io.dopaflow.simulator.recording.Thinning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells the recorder what a population did, where the plan asks for it. What the recorder throws is the failure of the
 * part whose record it was, as it is where parts are actors.
 */
@SuppressWarnings("CatchingUnchecked")
final class PopulationRecorder {
    private final RecordingPlan plan;
    private final Recorder recorder;
    private final Network network;
    private final CycleTiming timing;
    private final Population population;
    private final List<Spike> spikes;
    private final int lastCycle;

    PopulationRecorder(RunRequest request, Population population) {
        Experiment experiment = request.experiment();
        this.plan = request.plan();
        this.recorder = request.recorder();
        this.network = experiment.network();
        this.timing = experiment.timing();
        this.population = population;
        this.spikes = request.plan().spikes() instanceof Thinning.None ? List.of() : Spike.of(network, timing);
        this.lastCycle = experiment.rule().cyclesPerOpportunity() - 1;
    }

    void opportunityStarts(long wave, long opportunity) {
        if (plan.weightsAtStart(opportunity)) {
            weights(timing.startPs(wave), opportunity, -1);
        }
    }

    /** All neurons of the cycle have read out. */
    void readOut(long wave, long opportunity, int cycle) {
        if (plan.spikes().keeps(opportunity)) {
            for (Spike spike : spikes) {
                try {
                    spike(spike, wave, opportunity, cycle);
                } catch (Throwable e) {
                    throw PartFailure.of(
                            "neuron " + network.neuron(spike.neuron()).name(), e);
                }
            }
        }
        if (plan.arrivals().keeps(opportunity)) {
            for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
                try {
                    arrival(synapse, wave, opportunity, cycle);
                } catch (Throwable e) {
                    throw ofSynapse(synapse, e);
                }
            }
        }
    }

    private void spike(Spike spike, long wave, long opportunity, int cycle) {
        double amplitude = spike.kind() == SpikeKind.ONSET ? 1.0 : population.amplitude(spike.neuron());
        recorder.spike(
                timing.startPs(wave) + spike.delayPs(), spike.neuron(), spike.kind(), amplitude, opportunity, cycle);
    }

    /**
     * A spike that each cycle has.
     *
     * @param delayPs since the cycle started
     * @param neuron that spikes
     * @param kind of the spike
     */
    private record Spike(long delayPs, int neuron, SpikeKind kind) {

        /** Those of a network by time, neuron and kind: nobody has to sort them later. */
        static List<Spike> of(Network network, CycleTiming timing) {
            List<Spike> spikes = new ArrayList<>();
            for (Neuron neuron : network.neurons()) {
                int depth = network.depthOf(neuron.id());
                if (depth > 0) {
                    spikes.add(new Spike(timing.onsetPs(0, depth), neuron.id(), SpikeKind.ONSET));
                }
                spikes.add(new Spike(timing.readoutPs(0, depth), neuron.id(), SpikeKind.READOUT));
            }
            spikes.sort(Comparator.comparingLong(Spike::delayPs)
                    .thenComparingInt(Spike::neuron)
                    .thenComparing(Spike::kind));
            return spikes;
        }
    }

    private void arrival(int synapse, long wave, long opportunity, int cycle) {
        if (!population.isSilent(network.pre(synapse))) {
            long offsetPs = population.synapses().offsetPs(synapse);
            long centrePs = timing.onsetPs(wave, network.depthOf(network.post(synapse))) + timing.halfWindowPs();
            recorder.arrival(centrePs + offsetPs, synapse, opportunity, cycle);
        }
    }

    /** The reward is about to be broadcast. */
    void reward(long wave, long opportunity, int cycle, double loss, double reward) {
        if (plan.rewards().keeps(opportunity)) {
            recorder.reward(timing.rewardPs(wave), opportunity, cycle, loss, reward);
        }
    }

    /** Weights have changed, perhaps for the last time. */
    void learnt(long wave, long opportunity, int cycle, boolean last) {
        if (last || plan.weightsAfter(opportunity, cycle, lastCycle)) {
            weights(timing.rewardPs(wave), opportunity, cycle);
        }
    }

    private void weights(long timePs, long opportunity, int cycle) {
        population.synapses().settle();
        // Not kept: where weights are recorded seldom, a synapse shall have 32 bytes, not 40.
        double[] theta = new double[network.synapseCount()];
        population.synapses().copyTheta(theta);
        try {
            recorder.weights(timePs, opportunity, cycle, theta);
        } catch (SynapseRecordException e) {
            throw ofSynapse(e.synapse(), e.reason());
        } catch (Throwable e) {
            throw PartFailure.of("recorder", e);
        }
    }

    private PartFailure ofSynapse(int synapse, Throwable reason) {
        return PartFailure.of(network.label(network.synapses().get(synapse)), reason);
    }
}
