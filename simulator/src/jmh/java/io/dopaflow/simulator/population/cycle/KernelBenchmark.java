package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.Updates;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.Arrays;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Vector API, or loops that the compiler vectorises? The population engine with its two kernels and with
 * {@link LoopKernel}. Before it measures, it makes sure that the bits are the same.
 */
@State(Scope.Benchmark)
public class KernelBenchmark {
    private static final int UPDATES = 5_000_000;

    /** Synapses of the dense layer. */
    @Param({"1000", "10000"})
    public int synapses;

    /** Who computes: VECTOR_API, LOOPS or SCALAR. */
    @Param({"VECTOR_API", "LOOPS", "SCALAR"})
    public Way way;

    private LearningCycle model = DenseLayer.model(10, 1);

    /** A kernel and its jitters. */
    public enum Way {
        /** The Vector API. */
        VECTOR_API,
        /** Plain loops, one for each step. */
        LOOPS,
        /** One synapse after the other. */
        SCALAR;

        private Supplier<Kernel> kernels(LearningCycle model) {
            return switch (this) {
                case VECTOR_API ->
                    () -> Vectors.kernel(model.plasticity().window().window());
                case LOOPS -> () -> new LoopKernel(model.plasticity().window().window());
                case SCALAR -> () -> new ScalarKernel(model.plasticity().window(), Parametrisation.LOG_WEIGHT);
            };
        }

        private Jitters jitters(PhiloxKey key) {
            return switch (this) {
                case VECTOR_API -> Vectors.jitters(key);
                case LOOPS -> new LoopJitters(key);
                case SCALAR -> new ScalarJitters(key);
            };
        }
    }

    /** Makes what is run. */
    @Setup
    public void prepare() throws Exception {
        model = DenseLayer.model(synapses, 9);
        double[] expected = run(Way.SCALAR);
        for (Way other : Way.values()) {
            if (!Arrays.equals(run(other), expected)) {
                throw new IllegalStateException(other + " has other bits than " + Way.SCALAR);
            }
        }
        model = DenseLayer.model(synapses, UPDATES / synapses);
    }

    /** A run. */
    @Benchmark
    public double run(Updates updates) throws Exception {
        updates.count += model.cycles() * synapses;
        return run(way)[0];
    }

    private double[] run(Way computing) throws Exception {
        RunRequest request = RunRequest.of(
                new CycleSimulation(model, RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {}));
        try (Population population = new Population(
                model,
                CycleState.startOf(model),
                computing.kernels(model),
                computing.jitters(PhiloxKey.of(model.streams())),
                1,
                Integer.MAX_VALUE)) {
            return CycleState.of(
                            new PopulationRun(request, population).toTheEnd().end())
                    .theta();
        }
    }
}
