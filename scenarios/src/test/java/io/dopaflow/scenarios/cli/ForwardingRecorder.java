package io.dopaflow.scenarios.cli;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;

/**
 * Passes every record on to another recorder; those who override a method add to it or change it. Who overrides
 * {@link #weight} overrides {@link #weights} too: an engine calls one or the other.
 */
public class ForwardingRecorder implements CycleRecorder {
    private final CycleRecorder next;

    /** A recorder before another. */
    public ForwardingRecorder(CycleRecorder next) {
        this.next = next;
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        next.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        next.arrival(timePs, synapse, opportunity, cycle);
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        next.reward(timePs, opportunity, cycle, loss, reward);
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        next.weight(timePs, opportunity, cycle, synapse, weight);
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] weights) {
        next.weights(timePs, opportunity, cycle, weights);
    }
}
