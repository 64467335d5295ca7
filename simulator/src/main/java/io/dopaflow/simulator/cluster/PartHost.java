package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A part of a network at a node: connects it with the other parts and its coordinator, and runs it until one of them ends. */
final class PartHost extends AbstractBehavior<PartHost.Message> {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** So many messages to the coordinator may wait before the part waits for it. */
    private static final int REPORTS = 64;

    /** More than a part tells while it ends: what it tells then is heard by nobody. */
    private static final int NOBODY_WAITS = 1 << 30;

    private final ActorRef<RunActor.Message> coordinator;
    private final NodeLoad load;
    private final Semaphore room = new Semaphore(REPORTS);
    private final NodeLoad.Doing doing;
    private final ActorRef<ConsumerController.Command<ToPart>> inbox;
    private final Map<Integer, ActorRef<ConsumerController.Command<Swap>>> listening = new HashMap<>();
    private final Map<Integer, ActorRef<ConsumerController.Command<Swap>>> connected = new HashMap<>();
    private Optional<ToPart.Begin> begun = Optional.empty();
    private Optional<PartRun> run = Optional.empty();
    private List<ActorRef<Outbox.Message<Swap>>> outboxes = List.of();

    /** What it is told. */
    sealed interface Message {}

    /** Another part listens for the spikes of this one. */
    record Listening(int part, ActorRef<ConsumerController.Command<Swap>> inbox) implements Message, Wire {}

    /** There are enough parts without this one. */
    record NotNeeded() implements Message, Wire {}

    private record Told(ToPart message) implements Message {}

    private enum Reminder implements Message {
        AGAIN
    }

    private PartHost(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            ActorRef<RunActor.Message> coordinator,
            NodeLoad load) {
        super(context);
        this.coordinator = coordinator;
        this.load = load;
        this.doing = load.begin("a part of a network for " + NodeSystem.addressOf(coordinator, load.address()));
        this.inbox = Inbox.open(context, "told", (message, receipt) -> {
            context.getSelf().tell(new Told(message));
            receipt.run();
        });
        context.watch(coordinator);
        timers.startTimerWithFixedDelay(Reminder.AGAIN, AGAIN);
        introduce();
    }

    static Behavior<Message> create(ActorRef<RunActor.Message> coordinator, NodeLoad load) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new PartHost(context, timers, coordinator, load)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Told.class, this::onTold)
                .onMessage(Listening.class, this::onListening)
                .onMessageEquals(Reminder.AGAIN, this::introduce)
                .onMessage(NotNeeded.class, unneeded -> Behaviors.stopped())
                .onSignal(Terminated.class, ended -> Behaviors.stopped())
                .onSignal(PostStop.class, ended -> {
                    run.ifPresent(PartRun::stop);
                    room.release(NOBODY_WAITS);
                    doing.close();
                    return this;
                })
                .build();
    }

    /** To the coordinator, later to the other parts; a message may be lost before there is a connection. */
    private Behavior<Message> introduce() {
        if (begun.isEmpty()) {
            coordinator.tell(new RunActor.Host(
                    load.address().toString(), load.cores(), getContext().getSelf(), inbox));
        } else {
            List<ActorRef<Message>> hosts = begun.get().hosts();
            int own = begun.get().part();
            listening.forEach((part, from) -> hosts.get(part).tell(new Listening(own, from)));
            run.ifPresent(now -> listening.keySet().removeIf(now::hasHeard));
            run.ifPresent(now -> doing.counted(now.counters()));
        }
        return this;
    }

    private Behavior<Message> onTold(Told told) {
        if (told.message() instanceof ToPart.Begin begin) {
            begin(begin);
        } else if (told.message() instanceof ToPart.Want want) {
            run.ifPresent(now -> now.want(want.wish()));
        }
        return this;
    }

    private void begin(ToPart.Begin begin) {
        begun = Optional.of(begin);
        ActorRef<Outbox.Message<FromPart>> reports =
                getContext().spawn(Outbox.create(FromPart.class, room::release), "reports");
        reports.tell(new Outbox.Connect<>(begin.reports()));
        List<ActorRef<Outbox.Message<Swap>>> all = new ArrayList<>();
        for (int part = 0; part < begin.hosts().size(); part++) {
            all.add(getContext().spawn(Outbox.create(Swap.class, () -> {}), "to-" + part));
        }
        outboxes = List.copyOf(all);
        PartRun own = new PartRun(begin, load, outboxes, report -> {
            room.acquireUninterruptibly();
            reports.tell(new Outbox.Put<>(report));
        });
        run = Optional.of(own);
        for (int part = 0; part < begin.hosts().size(); part++) {
            if (part != begin.part()) {
                listening.put(part, Inbox.open(getContext(), "from-" + part, own.from(part)));
            }
        }
        connected.forEach((part, to) -> outboxes.get(part).tell(new Outbox.Connect<>(to)));
        introduce();
        load.threads().execute(own);
    }

    private Behavior<Message> onListening(Listening other) {
        if (connected.put(other.part(), other.inbox()) == null && !outboxes.isEmpty()) {
            outboxes.get(other.part()).tell(new Outbox.Connect<>(other.inbox()));
        }
        return this;
    }
}
