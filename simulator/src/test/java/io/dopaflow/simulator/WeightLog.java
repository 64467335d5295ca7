package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the recorded weights in memory. */
public final class WeightLog implements CycleRecorder {
    private final Map<String, Double> weights = new ConcurrentHashMap<>();

    /** The weight after a cycle; fails if it was not recorded. */
    public double weight(long opportunity, int cycle, int synapse) {
        return weights.get(opportunity + "/" + cycle + "/" + synapse);
    }

    /** How many weights were recorded. */
    public int size() {
        return weights.size();
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double value) {
        Double before = weights.put(opportunity + "/" + cycle + "/" + synapse, value);
        if (before != null) {
            throw new AssertionError("recorded twice: " + opportunity + "/" + cycle + "/" + synapse);
        }
    }
}
