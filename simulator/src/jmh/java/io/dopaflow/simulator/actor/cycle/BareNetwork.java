package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Akka alone can do: actors wired like a network that send the same messages along the same ways as a learning
 * cycle, but only count and forward them. The actors are of the leanest kind that Akka Typed has; the messages are
 * shared constants.
 */
final class BareNetwork implements AutoCloseable {
    private enum Message {
        SPIKE,
        ARRIVAL,
        POSTSYNAPTIC,
        REWARD
    }

    private final ActorSystem<Message> system;

    BareNetwork(Network network, int threads, int cyclesPerOpportunity, Pace pace) {
        this.system = ActorSystem.create(
                Behaviors.setup(context -> {
                    build(context, network, cyclesPerOpportunity, pace);
                    return Behaviors.empty();
                }),
                "bare",
                CycleActorEngine.configuration(threads));
    }

    private static void build(ActorContext<Message> context, Network network, int cyclesPerOpportunity, Pace pace) {
        Reward reward = new Reward(network.outputCount(), cyclesPerOpportunity, pace);
        ActorRef<Message> rewardSystem = context.spawn(reward, "reward");
        List<Gather> gathers = new ArrayList<>();
        List<ActorRef<Message>> neurons = new ArrayList<>();
        for (int neuron = 0; neuron < network.neuronCount(); neuron++) {
            int fanIn = network.fanIn(neuron).length;
            Gather gather = new Gather(Math.max(1, fanIn));
            gathers.add(gather);
            neurons.add(context.spawn(gather, "neuron-" + neuron));
        }
        List<ActorRef<Message>> synapses = new ArrayList<>();
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            synapses.add(context.spawn(new Forward(neurons.get(network.post(synapse))), "synapse-" + synapse));
        }
        List<ActorRef<Message>> sources = new ArrayList<>();
        for (int neuron = 0; neuron < network.neuronCount(); neuron++) {
            Gather gather = gathers.get(neuron);
            gather.postsynaptic = select(synapses, network.fanIn(neuron));
            gather.presynaptic = select(synapses, network.fanOut(neuron));
            if (network.neuron(neuron).role().isSource()) {
                sources.add(neurons.get(neuron));
            } else if (gather.presynaptic.length == 0) {
                gather.presynaptic = refs(List.of(rewardSystem));
            }
        }
        reward.synapses = refs(synapses);
        reward.sources = refs(sources);
        // The mailboxes publish what was assigned above.
        sources.forEach(source -> source.tell(Message.REWARD));
    }

    private static ActorRef<Message>[] select(List<ActorRef<Message>> synapses, int[] ids) {
        List<ActorRef<Message>> selected = new ArrayList<>();
        for (int id : ids) {
            selected.add(synapses.get(id));
        }
        return refs(selected);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ActorRef<Message>[] refs(List<ActorRef<Message>> refs) {
        return refs.toArray(new ActorRef[0]);
    }

    private static void tellAll(ActorRef<Message>[] targets, Message message) {
        for (ActorRef<Message> target : targets) {
            target.tell(message);
        }
    }

    @Override
    public void close() throws Exception {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(5, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("bare network does not stop", e);
        }
    }

    private abstract static class Bare extends ExtensibleBehavior<Message> {
        abstract void on(Message message);

        @Override
        public final Behavior<Message> receive(TypedActorContext<Message> context, Message message) {
            on(message);
            return this;
        }

        @Override
        public final Behavior<Message> receiveSignal(TypedActorContext<Message> context, Signal signal) {
            return this;
        }
    }

    /** A synapse: passes a spike on, and counts everything else. */
    private static final class Forward extends Bare {
        private final ActorRef<Message> target;
        private long count;

        Forward(ActorRef<Message> target) {
            this.target = target;
        }

        @Override
        void on(Message message) {
            count++;
            if (message == Message.SPIKE) {
                target.tell(Message.ARRIVAL);
            }
        }
    }

    /** A neuron: when its fan-in is complete, tells the synapses onto it and those from it. */
    private static final class Gather extends Bare {
        private final int expected;
        private int count;
        private ActorRef<Message>[] postsynaptic = refs(List.of());
        private ActorRef<Message>[] presynaptic = refs(List.of());

        Gather(int expected) {
            this.expected = expected;
        }

        @Override
        void on(Message message) {
            if (++count == expected) {
                count = 0;
                tellAll(postsynaptic, Message.POSTSYNAPTIC);
                tellAll(presynaptic, Message.SPIKE);
            }
        }
    }

    /** The reward system: when all outputs have told, tells everybody. */
    private static final class Reward extends Bare {
        private final int expected;
        private final int cyclesPerOpportunity;
        private final Pace pace;
        private int count;
        private int cycle;
        private ActorRef<Message>[] synapses = refs(List.of());
        private ActorRef<Message>[] sources = refs(List.of());

        Reward(int expected, int cyclesPerOpportunity, Pace pace) {
            this.expected = expected;
            this.cyclesPerOpportunity = cyclesPerOpportunity;
            this.pace = pace;
        }

        @Override
        void on(Message message) {
            if (++count == expected) {
                count = 0;
                if (++cycle == cyclesPerOpportunity) {
                    cycle = 0;
                    pace.opportunityDone();
                    if (pace.isReleased()) {
                        return;
                    }
                }
                tellAll(synapses, Message.REWARD);
                tellAll(sources, Message.REWARD);
            }
        }
    }
}
