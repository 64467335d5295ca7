package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.delivery.ConsumerController;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.population.spiking.ShardRange;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.List;

/** What a coordinator tells a part of a network. */
sealed interface ToPart extends Wire {

    /**
     * It begins.
     *
     * @param part its number, from 0
     * @param definition of the network
     * @param start the state of the whole network to start from
     * @param untilPs where it ends, in ps
     * @param shards of all parts
     * @param hosts of all parts
     * @param reports takes what it tells
     */
    record Begin(
            int part,
            byte[] definition,
            SpikingState start,
            long untilPs,
            List<ShardRange> shards,
            List<ActorRef<PartHost.Message>> hosts,
            ActorRef<ConsumerController.Command<FromPart>> reports)
            implements ToPart {}

    /** Something is wished for; of part 0 only, which tells the others. */
    record Want(Wish wish) implements ToPart {}
}
