package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.Updates;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunState;
import io.dopaflow.simulator.recording.NoRecorder;
import io.dopaflow.simulator.recording.RecordingPlan;
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

    private Experiment experiment = DenseLayer.experiment(10, 1);

    /** A kernel and its jitters. */
    public enum Way {
        /** The Vector API. */
        VECTOR_API,
        /** Plain loops, one for each step. */
        LOOPS,
        /** One synapse after the other. */
        SCALAR;

        private Supplier<Kernel> kernels(Experiment experiment) {
            return switch (this) {
                case VECTOR_API ->
                    () -> Vectors.kernel(experiment.plasticity().window().window());
                case LOOPS ->
                    () -> new LoopKernel(experiment.plasticity().window().window());
                case SCALAR -> () -> new ScalarKernel(experiment.plasticity().window(), Parametrisation.LOG_WEIGHT);
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
        experiment = DenseLayer.experiment(synapses, 9);
        double[] expected = run(Way.SCALAR);
        for (Way other : Way.values()) {
            if (!Arrays.equals(run(other), expected)) {
                throw new IllegalStateException(other + " has other bits than " + Way.SCALAR);
            }
        }
        experiment = DenseLayer.experiment(synapses, UPDATES / synapses);
    }

    /** A run. */
    @Benchmark
    public double run(Updates updates) throws Exception {
        updates.count += experiment.waves() * synapses;
        return run(way)[0];
    }

    private double[] run(Way computing) throws Exception {
        RunRequest request = RunRequest.of(experiment, RecordingPlan.weightsOnly(Long.MAX_VALUE), new NoRecorder());
        try (Population population = new Population(
                experiment,
                RunState.startOf(experiment),
                computing.kernels(experiment),
                computing.jitters(PhiloxKey.of(experiment.streams())),
                1,
                Integer.MAX_VALUE)) {
            return new PopulationRun(request, population).toTheEnd().theta();
        }
    }
}
