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
 * @param cells the actors of all cells
 * @param guardian hears reports and failures
 */
record NetworkContext(
        SpikingSimulation simulation,
        Windows windows,
        long longestDelay,
        Hearers hearers,
        LateSpikes lateSpikes,
        CellActors cells,
        ActorRef<NetworkGuardian.Message> guardian) {}
