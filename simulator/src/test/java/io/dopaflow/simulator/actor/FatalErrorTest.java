package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.RecorderAdapter;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.RecordingPlan;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error that an actor cannot report itself, as when there is no memory left for the report. */
@Timeout(10)
class FatalErrorTest {

    @Test
    void fatalErrorInAkka_endsTheRunAndLeavesNothingThatKeepsTheJvmAlive() {
        ActorEngine engine = new ActorEngine(OptionalInt.of(2), new RunGuardian.Decorator() {
            @Override
            public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
                return name.equals("synapse-7")
                        ? Behaviors.intercept(() -> new OutOfMemory<>(messages), behavior)
                        : behavior;
            }
        });
        RunRequest request =
                RunRequest.of(new LayeredExperiment().build(), RecordingPlan.weightsOnly(1), new RecorderAdapter());
        assertThat(catchThrowableOfType(RunFailedException.class, () -> engine.run(request)))
                .hasMessage("actor system failed outside a cycle: broken")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("dopaflow"))
                .allMatch(Thread::isDaemon);
    }

    private static final class OutOfMemory<M> extends BehaviorInterceptor<M, M> {
        OutOfMemory(Class<M> messages) {
            super(messages);
        }

        @Override
        public Behavior<M> aroundReceive(TypedActorContext<M> context, M message, ReceiveTarget<M> target) {
            throw new OutOfMemoryError("broken");
        }
    }
}
