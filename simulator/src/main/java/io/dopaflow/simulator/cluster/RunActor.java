package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.population.spiking.NetworkPart;
import io.dopaflow.simulator.population.spiking.ShardRange;
import io.dopaflow.simulator.population.spiking.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A stretch of a run of a network at its coordinator: gathers nodes, gives each a part, and hears of all parts until they end or one is lost. */
final class RunActor extends AbstractBehavior<RunActor.Message> {
    private static final Duration ROUND = Duration.ofMillis(200);

    /** So long it waits for nodes that belong to the cluster but have not come. */
    private static final int ROUNDS = 50;

    private final String run;
    private final Stretch stretch;
    private final Supplier<List<NodeAddress>> workers;
    private final Heard heard;
    private final TimerScheduler<Message> timers;
    private final Set<ActorRef<NodeActor.Message>> asked = new HashSet<>();

    /** Those that have come, by address. */
    private final Map<String, Host> hosts = new TreeMap<>();

    private Optional<ActorRef<Outbox.Message<ToPart>>> first = Optional.empty();
    private int round;

    /**
     * What is to be done.
     *
     * @param definition of the network
     * @param network the same
     * @param start from where
     * @param untilPs up to when
     */
    record Stretch(byte[] definition, SpikingNetwork network, SpikingState start, long untilPs) {}

    /** What it is told. */
    sealed interface Message {}

    /** A node is ready for a part. */
    record Host(
            String node, int cores, ActorRef<PartHost.Message> host, ActorRef<ConsumerController.Command<ToPart>> inbox)
            implements Message, Wire {}

    /** A wish for all parts. */
    record Want(Wish wish) implements Message {}

    /** It is over. */
    record Close() implements Message {}

    private record Found(Set<ActorRef<NodeActor.Message>> nodes) implements Message {}

    private enum Reminder implements Message {
        ROUND
    }

    /** Hears what comes of the stretch. */
    interface Heard {
        /** It has begun. */
        void begun(List<String> nodes);

        /** A part tells something. */
        void told(int part, FromPart report, Runnable receipt);

        /** A node is lost. */
        void lost(String node);
    }

    private RunActor(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            String run,
            Stretch stretch,
            Supplier<List<NodeAddress>> workers,
            Heard heard) {
        super(context);
        this.run = run;
        this.stretch = stretch;
        this.workers = workers;
        this.heard = heard;
        this.timers = timers;
        ActorRef<Receptionist.Listing> found = context.messageAdapter(
                Receptionist.Listing.class, listing -> new Found(listing.getServiceInstances(NodeActor.KEY)));
        context.getSystem().receptionist().tell(Receptionist.subscribe(NodeActor.KEY, found));
        timers.startTimerWithFixedDelay(Reminder.ROUND, ROUND);
    }

    static Behavior<Message> create(String run, Stretch stretch, Supplier<List<NodeAddress>> workers, Heard heard) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new RunActor(context, timers, run, stretch, workers, heard)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Found.class, this::onFound)
                .onMessage(Host.class, this::onHost)
                .onMessageEquals(Reminder.ROUND, this::onRound)
                .onMessage(Want.class, want -> {
                    first.ifPresent(part -> part.tell(new Outbox.Put<>(new ToPart.Want(want.wish()))));
                    return this;
                })
                .onMessage(Close.class, over -> Behaviors.stopped())
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private boolean hasBegun() {
        return first.isPresent();
    }

    private Behavior<Message> onFound(Found found) {
        if (!hasBegun()) {
            for (ActorRef<NodeActor.Message> node : found.nodes()) {
                if (asked.add(node)) {
                    node.tell(new NodeActor.OpenPart(run, getContext().getSelf()));
                }
            }
        }
        return this;
    }

    private Behavior<Message> onHost(Host host) {
        if (!hasBegun()) {
            hosts.put(host.node(), host);
            getContext().watch(host.host());
        } else if (!host.equals(hosts.get(host.node()))) {
            host.host().tell(new PartHost.NotNeeded());
        }
        return this;
    }

    private Behavior<Message> onRound() {
        round++;
        List<NodeAddress> all = workers.get();
        boolean isWhole = all.stream().allMatch(node -> hosts.containsKey(node.toString()));
        if (!hosts.isEmpty() && (isWhole || round >= ROUNDS)) {
            timers.cancelAll();
            begin();
        }
        return this;
    }

    private void begin() {
        List<Host> all = List.copyOf(hosts.values());
        List<ShardRange> shards = shards(all);
        List<ActorRef<PartHost.Message>> parts = all.stream().map(Host::host).toList();
        List<ActorRef<Outbox.Message<ToPart>>> outboxes = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            int part = k;
            ActorRef<ConsumerController.Command<FromPart>> reports =
                    Inbox.open(getContext(), "from-" + part, (report, receipt) -> heard.told(part, report, receipt));
            ActorRef<Outbox.Message<ToPart>> outbox =
                    getContext().spawn(Outbox.create(ToPart.class, () -> {}), "to-" + part);
            outbox.tell(new Outbox.Connect<>(all.get(part).inbox()));
            outbox.tell(new Outbox.Put<>(new ToPart.Begin(
                    part, stretch.definition(), stretch.start(), stretch.untilPs(), shards, parts, reports)));
            outboxes.add(outbox);
        }
        first = Optional.of(outboxes.get(0));
        heard.begun(List.copyOf(hosts.keySet()));
    }

    /** To each its share by cores. */
    private List<ShardRange> shards(List<Host> all) {
        int cores = all.stream().mapToInt(Host::cores).sum();
        int each = NetworkPart.shardsPerThread(stretch.network(), cores);
        List<ShardRange> shards = new ArrayList<>();
        int next = 0;
        for (Host host : all) {
            shards.add(new ShardRange(next, host.cores() * each, cores * each));
            next += host.cores() * each;
        }
        return shards;
    }

    private Behavior<Message> onTerminated(Terminated ended) {
        List<String> lost = hosts.values().stream()
                .filter(host -> host.host().equals(ended.getRef()))
                .map(Host::node)
                .toList();
        for (String node : lost) {
            if (hasBegun()) {
                heard.lost(node);
            } else {
                hosts.remove(node);
            }
        }
        return this;
    }
}
