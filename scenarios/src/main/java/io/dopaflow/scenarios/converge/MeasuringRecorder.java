package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;

/** Passes the weights after each cycle on to a meter, and keeps nothing. */
final class MeasuringRecorder implements Recorder {
    private final ReplicateMeter meter;
    private final int baselineCycles;

    MeasuringRecorder(ReplicateMeter meter, LearningRule rule) {
        this.meter = meter;
        this.baselineCycles = rule.cyclesPerOpportunity() - rule.cycles();
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double value) {
        throw new UnsupportedOperationException("weights are measured all at once");
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        int after = cycle + 1 - baselineCycles;
        if (after >= 1) {
            meter.weights(after, theta);
        }
    }
}
