package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.MS;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.actor.spiking.Disordered;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.Cut;
import io.dopaflow.simulator.population.spiking.Shards;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine of spiking networks promises beside its bits. */
@Timeout(60)
class EngineContractTest {
    private static final double LONG = 1e7;

    private final Threads threads = new Threads();

    static List<Engine> engines() {
        return List.of(
                new SpikingPopulationEngine(1),
                Shards.engine(2, 3),
                Cut.of(1, 1, 2, 1),
                new SpikingActorEngine(1),
                new SpikingActorEngine(2),
                Disordered.engine(2, 5));
    }

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    /** Two neurons that keep each other going. */
    private static SpikingNetwork pair(TimeMode time, double ms) {
        return pair().build(time, ms);
    }

    private static Networks pair() {
        return new Networks()
                .lif("a", 1, "exp", Map.of("I_e", 500.0))
                .lif("b", 2, "exp", Map.of("I_e", 400.0))
                .connect("a", "b", 100, 2)
                .connect("b", "a", 100, 2);
    }

    private static RunRequest request(SpikingNetwork network, SpikingRecorder recorder) {
        return RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), recorder));
    }

    private static RunFailedException failure(Engine engine, RunRequest request) {
        return catchThrowableOfType(RunFailedException.class, () -> engine.run(request));
    }

    /** Does something at the first spikes after a time. */
    private static SpikingRecorder after(long timePs, Runnable action) {
        return new SpikingRecorder() {
            @Override
            public void spikes(long[] timesPs, int[] cells, int count) {
                if (timesPs[count - 1] > timePs) {
                    action.run();
                }
            }

            @Override
            public void state(long timePs, int cell, int variable, double value) {}
        };
    }

    @ParameterizedTest
    @MethodSource("engines")
    void recorderThatFails_endsTheRunAndIsNamed(Engine engine) {
        SpikingRecorder full = after(30 * MS, () -> {
            throw new RecordingFailedException("the disk is full");
        });
        RunFailedException failure = failure(engine, request(pair(PRECISE, LONG), full));
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertThat(failure).hasMessageContaining("the disk is full").hasMessageContaining("ms");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void neuronThatRunsAway_endsTheRunAndIsNamedWithItsTime(Engine engine) {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork network = new Networks()
                    .lif("calm", 3, "exp", Map.of())
                    .population("wild", 2, NeuronModels.of("lif", "cond-exp"), Map.of())
                    .spikes("input", 50)
                    .connect("input", "wild", 1e308, 1)
                    .build(time, LONG);
            RunFailedException failure = failure(engine, request(network, SpikingRecorder.NONE));
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
            assertThat(failure.culprit()).startsWith("neuron wild[");
            assertThat(failure.when()).startsWith("between ").endsWith(" ms");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void populationThatSpikesTooOften_endsTheRunAndIsNamed(Engine engine) {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            SpikingNetwork network = new Networks()
                    .lif("calm", 3, "exp", Map.of("I_e", 400.0))
                    .lif("wild", 2, "delta", Map.of("t_ref", 0.0))
                    .drive(new Drive.Poisson(
                            "drive", 99, 1, PiecewiseRate.constant(3000), new Distribution.Constant(100), MS))
                    .largestRate(1000)
                    .build(time, LONG);
            RunFailedException failure = failure(engine, request(network, SpikingRecorder.NONE));
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
            assertThat(failure.culprit()).isEqualTo("population wild");
            assertThat(failure).hasMessageContaining("1000").hasMessageContaining("ms");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void cancelledRun_endsWithAStateToGoOnFrom(Engine engine) throws Exception {
        SpikingNetwork network = pair(PRECISE, LONG);
        Cancellation cancellation = new Cancellation();
        List<SpikingState> states = Collections.synchronizedList(new ArrayList<>());
        RunRequest watched = request(network, after(200 * MS, cancellation::request));
        RunResult result = engine.run(new RunRequest(
                watched.simulation(), cancellation, watched.progress(), watched.counters(), new Checkpoints() {
                    @Override
                    public boolean isDue() {
                        return false;
                    }

                    @Override
                    public void take(SimulationState state) {
                        states.add(SpikingState.of(state));
                    }
                }));
        assertThat(result.cancelled()).isTrue();
        assertThat(states).hasSize(1);
        assertThat(states.get(0).timePs()).isBetween(200 * MS, 600 * MS);
        assertThat(SpikingState.of(result.end()).digests())
                .isEqualTo(states.get(0).digests());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void interruptedCaller_endsTheRun(Engine engine) throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                engine.run(request(pair(GRID, LONG), after(10 * MS, runs::countDown)));
                thrown.complete(new AssertionError("it came to its end"));
            } catch (InterruptedException | RunFailedException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        runs.await();
        caller.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void progress_isToldInMillisecondsAndReachesTheEnd(Engine engine) throws Exception {
        SpikingNetwork network = pair(GRID, 500);
        RunCounters counters = new RunCounters();
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        RunRequest watched = request(network, SpikingRecorder.NONE);
        RunResult result = engine.run(new RunRequest(
                watched.simulation(), watched.cancellation(), told::add, counters, watched.checkpoints()));
        assertThat(told).isSorted().endsWith(500L).hasSizeGreaterThan(5);
        SpikingState end = SpikingState.of(result.end());
        assertThat(end.spikes()).isPositive().isEqualTo(counters.spikes());
        assertThat(end.synapticEvents()).isPositive().isEqualTo(counters.synapticEvents());
        assertThat(end.messages()).isEqualTo(counters.messages());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void progressListenerThatThrows_endsTheRun(Engine engine) {
        RunRequest watched = request(pair(GRID, LONG), SpikingRecorder.NONE);
        RunFailedException failure = failure(
                engine,
                new RunRequest(
                        watched.simulation(),
                        watched.cancellation(),
                        done -> {
                            throw new IllegalStateException("no terminal");
                        },
                        watched.counters(),
                        watched.checkpoints()));
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
        assertThat(failure).hasMessageContaining("no terminal");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void delayThatIsNotAllowed_isRefusedAsTheRunStarts(Engine engine) {
        SpikingNetwork network = new Networks()
                .lif("a", 1, "exp", Map.of())
                .connect("a", "a", 1, 0.15)
                .build(GRID, 10);
        assertThat(failure(engine, request(network, SpikingRecorder.NONE))).hasMessageContaining("0.1 ms and 0.2 ms");
    }
}
