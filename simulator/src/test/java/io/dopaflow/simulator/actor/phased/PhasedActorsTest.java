package io.dopaflow.simulator.actor.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.simulator.PhasedRules;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.actor.ActorDecorator;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of single actors: how they fail, and which messages pass. */
@Timeout(20)
class PhasedActorsTest {
    private final PhasedLearning model = PhasedRules.model(PhasedRules.backpropagation(), 5, 4);
    private final Threads threads = new Threads();

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    @ParameterizedTest
    @ValueSource(strings = {"synapse-7", "unit-0", "unit-6", "modulator", "environment"})
    void actor_thatFailsAsItStarts_isNamed(String culprit) {
        RunFailedException failure = failure(
                culprit,
                () -> Behaviors.setup(context -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(failure.culprit()).isEqualTo(culprit);
        assertThat(failure).hasMessageContaining("broken");
    }

    @Test
    void actor_thatStopsWithoutAWord_isNamed() {
        RunFailedException failure = failure("unit-6", Behaviors::stopped);
        assertThat(failure.culprit()).isEqualTo("unit-6");
        assertThat(failure).hasMessageContaining("it stopped");
    }

    private RunFailedException failure(String culprit, Supplier<Behavior<?>> instead) {
        PhasedActorEngine engine = new PhasedActorEngine(OptionalInt.of(2), new ActorDecorator() {
            @Override
            @SuppressWarnings("unchecked")
            public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
                return name.equals(culprit) ? (Behavior<M>) instead.get() : behavior;
            }
        });
        RunFailedException failure = catchThrowableOfType(RunFailedException.class, () -> engine.run(request(model)));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static RunRequest request(PhasedLearning learning) {
        return RunRequest.of(
                new PhasedSimulation(learning, PhasedPlan.weightsOnly(Long.MAX_VALUE), new PhasedRecorder() {}));
    }

    /** Counts the messages to all actors, by kind. */
    private static final class Count implements ActorDecorator {
        private final Map<String, AtomicLong> byMessage = new ConcurrentHashMap<>();
        private final Map<String, Boolean> actors = new ConcurrentHashMap<>();

        @Override
        public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
            actors.put(name, true);
            return Behaviors.intercept(
                    () -> new BehaviorInterceptor<M, M>(messages) {
                        @Override
                        public Behavior<M> aroundReceive(
                                TypedActorContext<M> context, M message, ReceiveTarget<M> target) {
                            byMessage
                                    .computeIfAbsent(message.getClass().getSimpleName(), none -> new AtomicLong())
                                    .incrementAndGet();
                            return target.apply(context, message);
                        }
                    },
                    behavior);
        }

        long of(Class<?> message) {
            AtomicLong count = byMessage.get(message.getSimpleName());
            return count == null ? 0 : count.get();
        }

        long all() {
            return byMessage.values().stream().mapToLong(AtomicLong::get).sum();
        }
    }

    @Test
    void messages_areCounted_asTheyPass() throws Exception {
        Count count = new Count();
        RunRequest request = request(model);
        new PhasedActorEngine(OptionalInt.of(1), count).run(request);
        Circuit circuit = model.circuit();
        long forward = circuit.wirings().get(0).size();
        long backward = circuit.wirings().get(1).size();
        long waves = model.opportunities();
        assertThat(count.of(SynapseActor.Spike.class)).isEqualTo(waves * (forward + backward));
        assertThat(count.of(UnitActor.Arrival.class)).isEqualTo(waves * (forward + backward));
        assertThat(count.of(SynapseActor.Known.class)).isEqualTo(waves * forward);
        assertThat(count.of(SynapseActor.Broadcasts.class)).isZero();
        assertThat(count.of(UnitActor.ReadoutError.class)).isEqualTo(waves * 3);
        assertCounted(request, count);
    }

    private static void assertCounted(RunRequest request, Count count) {
        long uncounted = count.of(SynapseActor.Report.class) + count.of(ModulatorActor.GoOn.class);
        assertThat(request.counters().messages()).isEqualTo(count.all() - uncounted);
    }

    /** Both ways, before each of 4 steps and after the last; outputs are told their targets as inputs are told theirs. */
    @Test
    void settling_passesMessagesBothWays_beforeEachStepAndAfterTheLast() throws Exception {
        Count count = new Count();
        PhasedLearning settling =
                PhasedRules.settlingModel(PhasedRules.equilibriumPropagation(true), Activation.IDENTITY, 5, 4);
        RunRequest request = request(settling);
        new PhasedActorEngine(OptionalInt.of(1), count).run(request);
        Circuit circuit = settling.circuit();
        long eachStep =
                circuit.wirings().get(0).size() + circuit.wirings().get(1).size();
        long waves = settling.opportunities();
        assertThat(count.of(SynapseActor.Spike.class)).isEqualTo(waves * 3 * 5 * eachStep);
        assertThat(count.of(UnitActor.Arrival.class)).isEqualTo(waves * 3 * 5 * eachStep);
        assertThat(count.of(UnitActor.Stimulus.class)).isEqualTo(waves * circuit.units());
        assertCounted(request, count);
        assertThat(count.actors.keySet().stream().filter(name -> name.startsWith("synapse-")))
                .as("one actor for both ways")
                .hasSize(circuit.wirings().get(0).size());
    }

    /** The transpose of backpropagation has no synapses of its own: each is the other direction of one of the network. */
    @Test
    void synapse_thatIsUsedInBothDirections_isOneActor() throws Exception {
        Count count = new Count();
        new PhasedActorEngine(OptionalInt.of(1), count).run(request(model));
        assertThat(count.actors.keySet().stream().filter(name -> name.startsWith("synapse-")))
                .hasSize(model.circuit().wirings().get(0).size());
    }

    @Test
    void broadcasts_goToSynapsesThatUseThem_andToNoOther() throws Exception {
        Count count = new Count();
        PhasedLearning rewarded = PhasedRules.model(PhasedRules.weightPerturbation(), 5);
        RunRequest request = request(rewarded);
        new PhasedActorEngine(OptionalInt.of(1), count).run(request);
        assertThat(count.of(SynapseActor.Broadcasts.class))
                .isEqualTo(rewarded.opportunities() * rewarded.circuit().synapses());
        assertThat(count.of(UnitActor.ReadoutError.class)).isZero();
    }
}
