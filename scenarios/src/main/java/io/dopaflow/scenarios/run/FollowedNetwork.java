package io.dopaflow.scenarios.run;

import io.dopaflow.models.spiking.SpikingRecorder;

/** What is recorded of a network goes to the run directory, and then to who follows the run. */
record FollowedNetwork(SpikingRecorder directory, SpikingRecorder follower) implements SpikingRecorder {

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        directory.spikes(timesPs, cells, count);
        follower.spikes(timesPs, cells, count);
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        directory.state(timePs, cell, variable, value);
        follower.state(timePs, cell, variable, value);
    }

    @Override
    public void synapse(long timePs, long synapse, double weight, double eligibility) {
        directory.synapse(timePs, synapse, weight, eligibility);
        follower.synapse(timePs, synapse, weight, eligibility);
    }

    @Override
    public void released(long timePs, int modulator, double amount) {
        directory.released(timePs, modulator, amount);
        follower.released(timePs, modulator, amount);
    }

    @Override
    public void concentration(long timePs, int modulator, double value) {
        directory.concentration(timePs, modulator, value);
        follower.concentration(timePs, modulator, value);
    }

    @Override
    public void rewired(long timePs, long synapse, int pre) {
        directory.rewired(timePs, synapse, pre);
        follower.rewired(timePs, synapse, pre);
    }
}
