package io.dopaflow.scenarios.run;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;

/** What is recorded of learning cycles goes to the run directory, and then to who follows the run. */
record FollowedCycles(CycleRecorder directory, CycleRecorder follower) implements CycleRecorder {

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        directory.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
        follower.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        directory.arrival(timePs, synapse, opportunity, cycle);
        follower.arrival(timePs, synapse, opportunity, cycle);
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        directory.reward(timePs, opportunity, cycle, loss, reward);
        follower.reward(timePs, opportunity, cycle, loss, reward);
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        directory.weight(timePs, opportunity, cycle, synapse, weight);
        follower.weight(timePs, opportunity, cycle, synapse, weight);
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] weights) {
        directory.weights(timePs, opportunity, cycle, weights);
        follower.weights(timePs, opportunity, cycle, weights);
    }
}
