package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** A study at a node: fetches its definition, opens it, and has its jobs done until its coordinator ends. */
final class StudyHost extends AbstractBehavior<StudyHost.Message> {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration COUNT = Duration.ofMillis(300);

    private final String study;
    private final ActorRef<StudyActor.Message> coordinator;
    private final TimerScheduler<Message> timers;
    private final NodeLoad load;
    private final NodeLoad.Doing doing;
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();
    private final AtomicLong done = new AtomicLong();
    private final ByteArrayOutputStream definition = new ByteArrayOutputStream();

    /** What it is told. */
    sealed interface Message {}

    /** A piece of the definition. */
    record Piece(int from, byte[] bytes, int total) implements Message, Wire {}

    private enum Reminder implements Message {
        ASK,
        COUNT
    }

    private record Opened(Work.Study study) implements Message {}

    /** It cannot be done here. */
    record Failed(String reason) implements Message {}

    private StudyHost(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            String study,
            ActorRef<StudyActor.Message> coordinator,
            NodeLoad load) {
        super(context);
        this.study = study;
        this.coordinator = coordinator;
        this.timers = timers;
        this.load = load;
        this.doing = load.begin("member for " + NodeSystem.addressOf(coordinator, load.address()));
        context.watch(coordinator);
        timers.startTimerWithFixedDelay(Reminder.ASK, AGAIN);
        ask();
    }

    static Behavior<Message> create(String study, ActorRef<StudyActor.Message> coordinator, NodeLoad load) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new StudyHost(context, timers, study, coordinator, load)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Piece.class, this::onPiece)
                .onMessageEquals(Reminder.ASK, this::ask)
                .onMessageEquals(Reminder.COUNT, this::count)
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Failed.class, failed -> refuse(failed.reason()))
                .onSignal(ChildFailed.class, failed -> refuse(JobActor.reason(failed.getCause())))
                .onSignal(Terminated.class, ended -> Behaviors.stopped())
                .onSignal(PostStop.class, ended -> {
                    cancellation.request();
                    doing.counted(counters);
                    doing.close();
                    return this;
                })
                .build();
    }

    private Behavior<Message> ask() {
        coordinator.tell(
                new StudyActor.AskDefinition(definition.size(), getContext().getSelf()));
        return this;
    }

    private Behavior<Message> onPiece(Piece piece) {
        if (piece.from() != definition.size() || !timers.isTimerActive(Reminder.ASK)) {
            return this;
        }
        definition.writeBytes(piece.bytes());
        if (definition.size() < piece.total()) {
            return ask();
        }
        timers.cancel(Reminder.ASK);
        byte[] whole = definition.toByteArray();
        CompletableFuture<Work.Study> opened = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return load.work().study(whole);
                    } catch (Work.RefusedException e) {
                        throw new CompletionException(e);
                    }
                },
                load.threads());
        getContext()
                .pipeToSelf(
                        opened,
                        (value, failure) -> failure == null ? new Opened(value) : new Failed(JobActor.reason(failure)));
        return this;
    }

    private Behavior<Message> onOpened(Opened opened) {
        JobActor.Place place = new JobActor.Place(
                study, opened.study(), getContext().getSelf(), coordinator, load, doing, cancellation, counters, done);
        for (int core = 0; core < load.cores(); core++) {
            getContext().watch(getContext().spawn(JobActor.create(place), "core-" + core));
        }
        timers.startTimerWithFixedDelay(Reminder.COUNT, COUNT);
        return this;
    }

    private Behavior<Message> count() {
        doing.counted(counters);
        coordinator.tell(new StudyActor.Counted(load.address().toString(), NodeCounts.of(done.get(), counters)));
        return this;
    }

    private Behavior<Message> refuse(String reason) {
        coordinator.tell(new StudyActor.Refused(load.address().toString(), reason));
        return Behaviors.stopped();
    }
}
