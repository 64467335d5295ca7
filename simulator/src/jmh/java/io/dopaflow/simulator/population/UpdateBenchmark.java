package io.dopaflow.simulator.population;

import com.sun.management.OperatingSystemMXBean;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a weight update cost? One invocation is a whole run of some million updates, start and end included, in
 * either engine, or the same learning in a plain scalar loop with {@code Math.exp} and a generator that needs no counter.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g", "--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class UpdateBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Synapses, d. */
    @Param({"10", "100", "1000", "10000", "1000000"})
    public int synapses;

    /** Threads of an engine. */
    @Param("1")
    public int threads;

    /** What the cost is counted in. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Weight updates. */
        public long updates;

        /** Processor time of the whole process in nanoseconds. */
        public long processorTime;
    }

    private Experiment populationExperiment = DenseLayer.experiment(10, 1);
    private Experiment actorExperiment = DenseLayer.experiment(10, 1);
    private ScalarLoop loop = new ScalarLoop(10);

    /** Makes what is run. */
    @Setup
    public void prepare() {
        populationExperiment = DenseLayer.experiment(synapses, Math.max(30, 10_000_000 / synapses));
        actorExperiment = DenseLayer.experiment(synapses, Math.max(2, 200_000 / synapses));
        loop = new ScalarLoop(synapses);
    }

    /** The population engine. */
    @Benchmark
    public double population(Work work) throws Exception {
        return run(new PopulationEngine(threads), populationExperiment, work);
    }

    /** The actor engine; not for large networks. */
    @Benchmark
    public double actor(Work work) throws Exception {
        return run(new ActorEngine(threads), actorExperiment, work);
    }

    /** The plain loop. */
    @Benchmark
    public double scalar(Work work) {
        long before = PROCESS.getProcessCpuTime();
        double sum = 0.0;
        int cycles = Math.max(10, 1_000_000 / synapses);
        for (int cycle = 0; cycle < cycles; cycle++) {
            sum += loop.cycle(1e-9);
        }
        work.processorTime += PROCESS.getProcessCpuTime() - before;
        work.updates += (long) cycles * synapses;
        return sum;
    }

    private static double run(Engine engine, Experiment experiment, Work work) throws Exception {
        long before = PROCESS.getProcessCpuTime();
        double[] theta = engine.run(
                        RunRequest.of(experiment, RecordingPlan.weightsOnly(Long.MAX_VALUE), new NoRecorder()))
                .theta();
        work.processorTime += PROCESS.getProcessCpuTime() - before;
        work.updates += experiment.waves() * theta.length;
        return theta[0];
    }

    private static final class NoRecorder implements Recorder {
        @Override
        public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

        @Override
        public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {}
    }
}
