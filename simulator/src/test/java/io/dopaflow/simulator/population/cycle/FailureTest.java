package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PhiloxKey;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails is named as the actor engine names it, and nothing of the run stays. */
@Timeout(20)
class FailureTest {
    private static final long OPPORTUNITY = 2;
    private static final int CYCLE = 3;

    private final LearningCycle model = new LayeredExperiment().build();

    @AfterEach
    void nothingKeepsRunning() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("dopaflow-population-"));
    }

    static Stream<CycleRecorder> brokenRecorders() {
        return Stream.of(
                new CycleRecorder() {
                    @Override
                    public void spike(long t, int neuron, SpikeKind kind, double amplitude, long k, int cycle) {
                        failIf(neuron == 6 && kind == SpikeKind.READOUT && k == OPPORTUNITY && cycle == CYCLE);
                    }
                },
                new CycleRecorder() {
                    @Override
                    public void arrival(long t, int synapse, long k, int cycle) {
                        failIf(synapse == 7 && k == OPPORTUNITY && cycle == CYCLE);
                    }
                },
                new CycleRecorder() {
                    @Override
                    public void reward(long t, long k, int cycle, double loss, double reward) {
                        failIf(k == OPPORTUNITY && cycle == CYCLE);
                    }
                },
                new CycleRecorder() {
                    @Override
                    public void weight(long t, long k, int cycle, int synapse, double theta) {
                        failIf(synapse == 11 && k == OPPORTUNITY && cycle == CYCLE);
                    }
                },
                new CycleRecorder() {
                    @Override
                    public void weight(long t, long k, int cycle, int synapse, double theta) {
                        if (k == OPPORTUNITY && cycle == CYCLE) {
                            throw new RecordingFailedException("disk is full", new IOException("no space left"));
                        }
                    }
                });
    }

    private static void failIf(boolean condition) {
        if (condition) {
            throw new AssertionError("broken");
        }
    }

    @ParameterizedTest
    @MethodSource("brokenRecorders")
    void partWhoseRecordFails_isNamed(CycleRecorder recorder) {
        RunFailedException expected = failure(new CycleActorEngine(), model, recorder);
        assertSame(failure(engine(), model, recorder), expected);
        assertThat(expected.when()).isEqualTo("in learning opportunity 2, cycle 3");
    }

    @Test
    void snapshotWhoseRecordFails_isTheRecordersFault() {
        RunFailedException found = failure(engine(), model, new CycleRecorder() {
            @Override
            public void weights(long t, long k, int cycle, double[] theta) {
                failIf(k == OPPORTUNITY && cycle == CYCLE);
            }
        });
        assertThat(found.culprit()).isEqualTo("recorder");
        assertThat(found.when()).isEqualTo("in learning opportunity 2, cycle 3");
        assertThat(found).hasMessageContaining("broken");
    }

    static Stream<LearningCycle> diverging() {
        return Stream.of(
                        new LayeredExperiment().initialTheta(synapse -> synapse == 9 ? 800 : -1),
                        new LayeredExperiment()
                                .hidden(Activation.RECTIFIED_LINEAR, SpikeCoding.GRADED)
                                .initialTheta(synapse -> synapse >= 12 ? -1 : 700)
                                .hidden(1))
                .map(LayeredExperiment::build);
    }

    @ParameterizedTest
    @MethodSource("diverging")
    void onePartThatDiverges_isNamed(LearningCycle diverging) {
        RunFailedException expected = failure(new CycleActorEngine(), diverging, new CycleRecorder() {});
        assertSame(failure(engine(), diverging, new CycleRecorder() {}), expected);
    }

    /** Several diverge at once; whichever is named, it is in the same cycle. */
    @ParameterizedTest
    @MethodSource("learningTooFast")
    void weightThatLeavesItsRange_isNamedInTheSameCycle(LearningCycle diverging) {
        RunFailedException expected = failure(new CycleActorEngine(), diverging, new CycleRecorder() {});
        RunFailedException found = failure(engine(), diverging, new CycleRecorder() {});
        assertThat(found.when()).isEqualTo(expected.when());
        assertThat(found.culprit()).startsWith("synapse ");
        assertThat(expected.culprit()).startsWith("synapse ");
        assertThat(found).hasMessageContaining("its log-weight became ").hasMessageContaining("the learning diverged");
    }

    static Stream<LearningCycle> learningTooFast() {
        return Stream.of(
                        new LayeredExperiment().learningRate(1e6),
                        new LayeredExperiment().learningRate(3e3).opportunities(50),
                        new LayeredExperiment()
                                .learningRate(3)
                                .stdp(1000, 1000, 1, Pairing.SURROUNDING)
                                .opportunities(50),
                        new LayeredExperiment().learningRate(1e4).parametrisation(Parametrisation.MULTIPLICATIVE))
                .map(LayeredExperiment::build);
    }

    @Test
    void cancellation_endsTheRunAfterAWholeCycle() throws Exception {
        LearningCycle endless =
                new LayeredExperiment().opportunities(10_000_000).build();
        Cancellation cancellation = new Cancellation();
        RunCounters counters = new RunCounters();
        RunRequest request = new RunRequest(
                new CycleSimulation(endless, RecordingPlan.weightsOnly(1_000_000_000), new CycleRecorder() {}),
                cancellation,
                done -> {
                    if (done == 3) {
                        cancellation.request();
                    }
                },
                counters,
                Checkpoints.NONE);
        RunResult result = engine().run(request);
        assertThat(result.cancelled()).isTrue();
        assertThat(result.end().steps()).isEqualTo(30).isEqualTo(counters.cycles());
        assertThat(counters.synapticEvents()).isEqualTo(30L * endless.network().synapseCount());
    }

    @Test
    void interruption_stopsTheRun() throws Exception {
        LearningCycle endless =
                new LayeredExperiment().opportunities(10_000_000).build();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread runner = new Thread(() -> {
            RunRequest request = new RunRequest(
                    new CycleSimulation(endless, RecordingPlan.weightsOnly(1_000_000_000), new CycleRecorder() {}),
                    new Cancellation(),
                    done -> started.countDown(),
                    new RunCounters(CycleState.startOf(endless)),
                    Checkpoints.NONE);
            thrown.complete(catchThrowableOfType(Throwable.class, () -> engine().run(request)));
        });
        runner.start();
        started.await();
        runner.interrupt();
        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        runner.join();
    }

    @Test
    void workerThatFails_endsTheRun() {
        Population[] population = new Population[1];
        assertThatThrownBy(() -> {
                    RunRequest request = RunRequest.of(
                            new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}));
                    Kernel broken = (state, phase, sign, from, count, amplitudes, position, change) -> {
                        throw new OutOfMemoryError("broken");
                    };
                    Jitters jitters = new ScalarJitters(PhiloxKey.of(model.streams()));
                    population[0] = new Population(model, CycleState.startOf(model), () -> broken, jitters, 4, 1);
                    try (Population closing = population[0]) {
                        new PopulationRun(request, closing).toTheEnd();
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void threadsBelowOne_areRefused() {
        assertThatThrownBy(() -> new CyclePopulationEngine(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads are 0; allowed: at least 1");
    }

    private static CyclePopulationEngine engine() {
        return new CyclePopulationEngine(2, Vectors.areAvailable(), 1);
    }

    private static void assertSame(RunFailedException found, RunFailedException expected) {
        assertThat(found.culprit()).isEqualTo(expected.culprit());
        assertThat(found.when()).isEqualTo(expected.when());
        assertThat(found).hasMessage(expected.getMessage());
    }

    private static RunFailedException failure(Engine engine, LearningCycle model, CycleRecorder recorder) {
        RunRequest request = RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), recorder));
        RunFailedException failure = catchThrowableOfType(RunFailedException.class, () -> engine.run(request));
        assertThat(failure).isNotNull();
        return failure;
    }
}
