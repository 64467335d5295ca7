package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.cycle.SynapseRecordException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.population.PartFailure;
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
    private final CycleRecorder recorder;
    private final EpochListener epochs;
    private final Network network;
    private final CycleTiming timing;
    private final Population population;
    private final List<Spike> spikes;
    private final int lastCycle;
    private boolean keepsSpikes;
    private boolean keepsArrivals;
    private boolean keepsRewards;

    PopulationRecorder(CycleSimulation simulation, Population population) {
        LearningCycle model = simulation.model();
        this.plan = simulation.plan();
        this.recorder = simulation.recorder();
        this.epochs = simulation.epochs();
        this.network = model.network();
        this.timing = model.timing();
        this.population = population;
        this.spikes = simulation.plan().spikes() instanceof Thinning.None ? List.of() : Spike.of(network, timing);
        this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
    }

    /** An opportunity starts, or goes on after an interruption. */
    void opportunityStarts(long opportunity) {
        keepsSpikes = plan.spikes().keeps(opportunity);
        keepsArrivals = plan.arrivals().keeps(opportunity);
        keepsRewards = plan.rewards().keeps(opportunity);
    }

    /** The first cycle of an opportunity starts. */
    void weightsAtStart(long runCycle, long opportunity) {
        if (plan.weightsAtStart(opportunity)) {
            weights(timing.startPs(runCycle), opportunity, -1);
        }
    }

    /** All neurons of the cycle have read out. */
    void readOut(long runCycle, long opportunity, int cycle) {
        if (keepsSpikes) {
            for (Spike spike : spikes) {
                try {
                    spike(spike, runCycle, opportunity, cycle);
                } catch (Throwable e) {
                    throw new PartFailure(
                            "neuron " + network.neuron(spike.neuron()).name(), e);
                }
            }
        }
        if (keepsArrivals) {
            for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
                try {
                    arrival(synapse, runCycle, opportunity, cycle);
                } catch (Throwable e) {
                    throw ofSynapse(synapse, e);
                }
            }
        }
    }

    private void spike(Spike spike, long runCycle, long opportunity, int cycle) {
        double amplitude = spike.kind() == SpikeKind.ONSET ? 1.0 : population.amplitude(spike.neuron());
        recorder.spike(
                timing.startPs(runCycle) + spike.delayPs(),
                spike.neuron(),
                spike.kind(),
                amplitude,
                opportunity,
                cycle);
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

    private void arrival(int synapse, long runCycle, long opportunity, int cycle) {
        if (!population.isSilent(network.pre(synapse))) {
            long offsetPs = population.synapses().offsetPs(synapse);
            long centrePs = timing.onsetPs(runCycle, network.depthOf(network.post(synapse))) + timing.halfWindowPs();
            recorder.arrival(centrePs + offsetPs, synapse, opportunity, cycle);
        }
    }

    /** The reward is about to be broadcast. */
    void reward(long runCycle, long opportunity, int cycle, double loss, double reward) {
        if (keepsRewards) {
            recorder.reward(timing.rewardPs(runCycle), opportunity, cycle, loss, reward);
        }
    }

    /** Weights have changed, perhaps for the last time. */
    void learnt(long runCycle, long opportunity, int cycle, boolean last) throws RunFailedException {
        if (last || plan.weightsAfter(opportunity, cycle, lastCycle)) {
            weights(timing.rewardPs(runCycle), opportunity, cycle);
        }
        if (cycle == lastCycle && plan.endsEpoch(opportunity)) {
            double[] theta = LogWeights.of(population.synapses().weights());
            try {
                epochs.onEpoch(opportunity + 1, timing.rewardPs(runCycle), theta);
            } catch (Throwable e) {
                throw new RunFailedException(
                        Origin.SURROUNDINGS, "epoch listener", "after " + (runCycle + 1) + " cycles", e);
            }
        }
    }

    private void weights(long timePs, long opportunity, int cycle) {
        double[] weights = population.synapses().weights();
        try {
            recorder.weights(timePs, opportunity, cycle, weights);
        } catch (SynapseRecordException e) {
            throw ofSynapse(e.synapse(), e.reason());
        } catch (Throwable e) {
            throw new PartFailure("recorder", e);
        }
    }

    private PartFailure ofSynapse(int synapse, Throwable reason) {
        return new PartFailure(network.label(network.synapses().get(synapse)), reason);
    }
}
