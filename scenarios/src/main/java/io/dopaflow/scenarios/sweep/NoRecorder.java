package io.dopaflow.scenarios.sweep;

import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;

/** Keeps nothing: the result of a run has its last weights. */
final class NoRecorder implements Recorder {
    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {}
}
