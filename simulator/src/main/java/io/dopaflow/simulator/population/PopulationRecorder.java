package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.time.CycleTiming;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;

/** Tells the recorder what a population did, where the plan asks for it, and counts. */
final class PopulationRecorder {
    private final RunRequest request;
    private final RecordingPlan plan;
    private final Recorder recorder;
    private final Network network;
    private final CycleTiming timing;
    private final Population population;
    private final int lastCycle;

    PopulationRecorder(RunRequest request, Population population) {
        Experiment experiment = request.experiment();
        this.request = request;
        this.plan = request.plan();
        this.recorder = request.recorder();
        this.network = experiment.network();
        this.timing = experiment.timing();
        this.population = population;
        this.lastCycle = experiment.rule().cyclesPerOpportunity() - 1;
    }

    void opportunityStarts(long wave, long opportunity) {
        if (plan.weightsAtStart(opportunity)) {
            weights(timing.startPs(wave), opportunity, -1);
        }
    }

    /** All neurons of the cycle have read out. */
    void cycleReadOut(long wave, long opportunity, int cycle) {
        int spikes = 0;
        int silentEvents = 0;
        boolean keepsSpikes = plan.spikes().keeps(opportunity);
        for (Neuron neuron : network.neurons()) {
            boolean silent = population.isSilent(neuron.id());
            spikes += neuron.role().isSource() || silent ? 1 : 2;
            silentEvents += silent ? network.fanOut(neuron.id()).length : 0;
            if (keepsSpikes) {
                spikes(neuron, wave, opportunity, cycle);
            }
        }
        if (plan.arrivals().keeps(opportunity)) {
            for (Synapse synapse : network.synapses()) {
                arrival(synapse, wave, opportunity, cycle);
            }
        }
        request.counters().addSpikes(spikes);
        request.counters().addSynapticEvents(network.synapseCount() - silentEvents);
    }

    private void spikes(Neuron neuron, long wave, long opportunity, int cycle) {
        int depth = network.depthOf(neuron.id());
        if (depth > 0) {
            recorder.spike(timing.onsetPs(wave, depth), neuron.id(), SpikeKind.ONSET, 1.0, opportunity, cycle);
        }
        double amplitude = population.amplitude(neuron.id());
        recorder.spike(timing.readoutPs(wave, depth), neuron.id(), SpikeKind.READOUT, amplitude, opportunity, cycle);
    }

    private void arrival(Synapse synapse, long wave, long opportunity, int cycle) {
        if (!population.isSilent(synapse.pre())) {
            long offsetPs = Jitter.offsetPs(population.jitterBits(synapse.id(), wave), timing.halfWindowPs());
            long centrePs = timing.onsetPs(wave, network.depthOf(synapse.post())) + timing.halfWindowPs();
            recorder.arrival(centrePs + offsetPs, synapse.id(), opportunity, cycle);
        }
    }

    /** The reward has been broadcast. */
    void rewarded(long wave, long opportunity, int cycle, double loss, double reward, boolean last) {
        long timePs = timing.rewardPs(wave);
        if (plan.rewards().keeps(opportunity)) {
            recorder.reward(timePs, opportunity, cycle, loss, reward);
        }
        if (last || plan.weightsAfter(opportunity, cycle, lastCycle)) {
            weights(timePs, opportunity, cycle);
        }
    }

    private void weights(long timePs, long opportunity, int cycle) {
        population.settle();
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            recorder.weight(timePs, opportunity, cycle, synapse, population.theta(synapse));
        }
    }
}
