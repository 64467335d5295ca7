package io.dopaflow.simulator.actor;

import com.sun.management.OperatingSystemMXBean;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much of Akka's message rate does the actor engine leave? One invocation is one learning opportunity of some
 * hundred thousand weight updates, in the engine or in a {@link BareNetwork} of the same shape, with the same messages
 * and dispatcher.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class MessageBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Synapses of the network. */
    @Param({"52", "520", "5200"})
    public int synapses;

    /** Threads of the dispatcher; 0 for the engine's own choice. */
    @Param("0")
    public int threads;

    /** What the rate is asked of. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rate {
        /** Messages between actors. */
        public long messages;

        /** Processor time of the whole process, in nanoseconds: what other programs do to the machine hardly shows in it. */
        public long processorTime;
    }

    private ActorEngine engine() {
        return threads == 0 ? new ActorEngine() : new ActorEngine(threads);
    }

    private void opportunity(Pace pace, Rate rate) {
        long before = PROCESS.getProcessCpuTime();
        pace.nextOpportunity();
        rate.processorTime += PROCESS.getProcessCpuTime() - before;
        rate.messages += Shape.cycles(synapses) * Shape.messagesPerCycle(synapses);
    }

    /** The actor engine at work. */
    @State(Scope.Benchmark)
    public static class Running {
        private final Pace pace = new Pace();
        private final Cancellation cancellation = new Cancellation();
        private final ExecutorService caller = Executors.newSingleThreadExecutor();
        private Future<?> run = caller.submit(() -> {});

        /** Starts a run that ends when cancelled. */
        @Setup(Level.Trial)
        public void start(MessageBenchmark benchmark) {
            RunRequest request = new RunRequest(
                    Shape.experiment(benchmark.synapses),
                    RecordingPlan.weightsOnly(Long.MAX_VALUE),
                    new NoRecorder(),
                    cancellation,
                    (opportunities, loss) -> pace.opportunityDone(),
                    new RunCounters());
            run = caller.submit(() -> benchmark.engine().run(request));
            pace.awaitOpportunity();
        }

        /** Cancels it. */
        @TearDown(Level.Trial)
        public void stop() throws Exception {
            cancellation.request();
            pace.release();
            run.get(10, TimeUnit.SECONDS);
            caller.shutdown();
        }
    }

    /** Akka alone at work. */
    @State(Scope.Benchmark)
    public static class RunningBare {
        private final Pace pace = new Pace();
        private BareNetwork network;

        /** Starts the actors. */
        @Setup(Level.Trial)
        public void start(MessageBenchmark benchmark) {
            network = new BareNetwork(
                    Shape.network(benchmark.synapses),
                    benchmark.engine().threadsFor(benchmark.synapses),
                    Shape.cycles(benchmark.synapses),
                    pace);
            pace.awaitOpportunity();
        }

        /** Stops them. */
        @TearDown(Level.Trial)
        public void stop() throws Exception {
            pace.release();
            network.close();
        }
    }

    /** The engine. */
    @Benchmark
    public void engine(Running running, Rate rate) {
        opportunity(running.pace, rate);
    }

    /** The same messages between bare actors. */
    @Benchmark
    public void bare(RunningBare running, Rate rate) {
        opportunity(running.pace, rate);
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
