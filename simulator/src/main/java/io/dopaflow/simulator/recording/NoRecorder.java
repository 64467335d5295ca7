package io.dopaflow.simulator.recording;

/** Keeps nothing: for runs of which only the result counts, and for those who override the one record they care for. */
public class NoRecorder implements Recorder {
    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {}
}
