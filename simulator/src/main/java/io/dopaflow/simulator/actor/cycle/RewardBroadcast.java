package io.dopaflow.simulator.actor.cycle;

/**
 * The dopamine signal: the same reward for every synapse. At the sources it
 * starts the next cycle.
 *
 * @param runCycle the cycle that it rewards
 * @param timePs arrival at the synapses
 * @param reward loss of the cycle before minus loss of this one
 * @param last whether the run ends with it
 * @param isReported whether synapses tell the guardian the weights that come of it
 */
record RewardBroadcast(long runCycle, long timePs, double reward, boolean last, boolean isReported)
        implements SynapseActor.Message, SourceActor.Message {}
