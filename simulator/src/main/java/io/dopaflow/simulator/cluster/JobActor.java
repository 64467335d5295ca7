package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Does the jobs of a study on a core, one at a time; asks for the next one when the coordinator has taken the result of the last. */
final class JobActor extends AbstractBehavior<JobActor.Message> {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** One job in hand and one that waits: with a smaller window Akka gives out no second one. */
    private static final int WINDOW = 3;

    private final Place place;
    private final TimerScheduler<Message> timers;
    private Optional<ConsumerController.Delivery<StudyActor.Job>> present = Optional.empty();

    /**
     * What the cores of a node have in common.
     *
     * @param name of the study
     * @param study that the jobs belong to
     * @param host hears what cannot be done
     * @param coordinator takes the results
     * @param load of the node
     * @param doing tells others what goes on
     * @param cancellation of all jobs
     * @param counters of the study on this node
     * @param done jobs of the study that this node has done
     */
    record Place(
            String name,
            Work.Study study,
            ActorRef<StudyHost.Message> host,
            ActorRef<StudyActor.Message> coordinator,
            NodeLoad load,
            NodeLoad.Doing doing,
            Cancellation cancellation,
            RunCounters counters,
            AtomicLong done) {}

    /** What it is told. */
    sealed interface Message {}

    /** The coordinator has the result. */
    record Taken(int job) implements Message, Wire {}

    private record Given(ConsumerController.Delivery<StudyActor.Job> delivery) implements Message {}

    private record Result(String text) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    private JobActor(ActorContext<Message> context, TimerScheduler<Message> timers, Place place) {
        super(context);
        this.place = place;
        this.timers = timers;
        ConsumerController.Settings settings =
                ConsumerController.Settings$.MODULE$.create(context.getSystem()).withFlowControlWindow(WINDOW);
        ActorRef<ConsumerController.Command<StudyActor.Job>> controller =
                context.spawn(ConsumerController.create(StudyActor.key(place.name()), settings), "jobs");
        ActorRef<ConsumerController.Delivery<StudyActor.Job>> given =
                context.messageAdapter(ConsumerController.deliveryClass(), Given::new);
        controller.tell(new ConsumerController.Start<>(given));
    }

    static Behavior<Message> create(Place place) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new JobActor(context, timers, place)));
    }

    /** Why something failed, in words. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return RunFailedException.describe(cause);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Given.class, this::onGiven)
                .onMessage(Result.class, this::onResult)
                .onMessage(Taken.class, this::onTaken)
                .onMessage(Failed.class, failed -> {
                    place.host().tell(new StudyHost.Failed(reason(failed.cause())));
                    return this;
                })
                .build();
    }

    private Behavior<Message> onGiven(Given given) {
        present = Optional.of(given.delivery());
        int job = given.delivery().message().number();
        CompletableFuture<String> result = CompletableFuture.supplyAsync(
                () -> {
                    place.doing().begin();
                    try {
                        return place.study().result(job, place.cancellation(), place.counters());
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    } finally {
                        place.doing().end();
                    }
                },
                place.load().threads());
        getContext().pipeToSelf(result, (text, failure) -> failure == null ? new Result(text) : new Failed(failure));
        return this;
    }

    /** Told again and again, as a message can be lost with its connection. */
    private Behavior<Message> onResult(Result result) {
        present.ifPresent(delivery -> {
            place.coordinator()
                    .tell(new StudyActor.Done(
                            delivery.message().number(),
                            result.text(),
                            getContext().getSelf()));
            timers.startSingleTimer(result, AGAIN);
        });
        return this;
    }

    private Behavior<Message> onTaken(Taken taken) {
        if (present.isPresent() && present.get().message().number() == taken.job()) {
            timers.cancelAll();
            place.done().incrementAndGet();
            ConsumerController.Delivery<StudyActor.Job> delivery = present.get();
            present = Optional.empty();
            delivery.confirmTo().tell(ConsumerController.confirmed());
        }
        return this;
    }
}
