package io.dopaflow.simulator.actor.cycle;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

    private CycleActorEngine engine() {
        return threads == 0 ? new CycleActorEngine() : new CycleActorEngine(threads);
    }

    private void opportunity(Paced paced, Rate rate) {
        long before = PROCESS.getProcessCpuTime();
        paced.nextOpportunity();
        rate.processorTime += PROCESS.getProcessCpuTime() - before;
        rate.messages += Shape.cycles(synapses) * Shape.messagesPerCycle(synapses);
    }

    /** The actor engine at work. */
    @State(Scope.Benchmark)
    public static class Running {
        private @Nullable Paced paced;

        /** Starts a run that ends when closed. */
        @Setup(Level.Trial)
        public void start(MessageBenchmark benchmark) {
            paced = Paced.engine(benchmark.engine(), Shape.model(benchmark.synapses));
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void stop() throws Exception {
            Objects.requireNonNull(paced).close();
        }
    }

    /** Akka alone at work. */
    @State(Scope.Benchmark)
    public static class RunningBare {
        private @Nullable Paced paced;

        /** Starts the actors. */
        @Setup(Level.Trial)
        public void start(MessageBenchmark benchmark) {
            paced = Paced.bare(
                    Shape.model(benchmark.synapses), benchmark.engine().threadsFor(benchmark.synapses));
        }

        /** Stops them. */
        @TearDown(Level.Trial)
        public void stop() throws Exception {
            Objects.requireNonNull(paced).close();
        }
    }

    /** The engine. */
    @Benchmark
    public void engine(Running running, Rate rate) {
        opportunity(Objects.requireNonNull(running.paced), rate);
    }

    /** The same messages between bare actors. */
    @Benchmark
    public void bare(RunningBare running, Rate rate) {
        opportunity(Objects.requireNonNull(running.paced), rate);
    }
}
