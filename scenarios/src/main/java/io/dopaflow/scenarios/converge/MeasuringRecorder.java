package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;

/** Passes the weights after each cycle on to a meter, and keeps nothing. */
final class MeasuringRecorder implements Recorder {
    private final ReplicateMeter meter;
    private final int baselineCycles;
    private final double[] theta;
    private int seen;

    MeasuringRecorder(ReplicateMeter meter, LearningRule rule, int synapses) {
        this.meter = meter;
        this.baselineCycles = rule.cyclesPerOpportunity() - rule.cycles();
        this.theta = new double[synapses];
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double value) {
        theta[synapse] = value;
        seen++;
        if (seen == theta.length) {
            seen = 0;
            weights(cycle);
        }
    }

    private void weights(int cycle) {
        int after = cycle + 1 - baselineCycles;
        if (after >= 1) {
            meter.weights(after, theta);
        }
    }
}
