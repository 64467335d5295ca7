package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error that an actor cannot report itself, as when there is no memory left for the report. */
@Timeout(10)
class FatalErrorTest {

    @Test
    void fatalErrorInAkka_endsTheRunAndLeavesNothingThatKeepsTheJvmAlive() {
        CycleActorEngine engine = new CycleActorEngine(OptionalInt.of(2), new ActorDecorator() {
            @Override
            public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
                return name.equals("synapse-7")
                        ? Behaviors.intercept(() -> new OutOfMemory<>(messages), behavior)
                        : behavior;
            }
        });
        RunRequest request = RunRequest.of(new CycleSimulation(
                new LayeredExperiment().build(), RecordingPlan.weightsOnly(1), new CycleRecorder() {}));
        assertThat(catchThrowableOfType(RunFailedException.class, () -> engine.run(request)))
                .hasMessage("actor system failed outside a cycle: out of memory")
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
