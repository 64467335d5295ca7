package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.spiking.SpikingSimulation;

/**
 * What every actor of a run is given.
 *
 * @param simulation that is executed
 * @param windows of the run
 * @param longestDelay of the network, in ps
 * @param hearers who hears whom
 * @param lateSpikes those under way as the run starts
 * @param actors of the run
 * @param settledTime up to when synapses have settled
 * @param guardian hears reports and failures
 */
record NetworkContext(
        SpikingSimulation simulation,
        Windows windows,
        long longestDelay,
        Hearers hearers,
        LateSpikes lateSpikes,
        NetworkActors actors,
        SettledTime settledTime,
        ActorRef<NetworkGuardian.Message> guardian) {

    /** Up to when all synapses have settled, in units of time, when all has arrived up to a time in ps. */
    long settled(long nowPs) {
        return settledTime.settled(nowPs);
    }

    /** Tells up to when synapses have settled. */
    @FunctionalInterface
    interface SettledTime {
        /** In units of time, when all has arrived up to a time in ps. */
        long settled(long nowPs);
    }
}
