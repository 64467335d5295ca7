package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.simulator.Updates;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.actor.cycle.Paced;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a weight update cost? One invocation is a learning opportunity of many updates, in the middle of a run, in
 * either engine; as many messages between bare actors; or the same learning in a plain scalar loop with {@code Math.exp}
 * and a generator that needs no counter.
 */
@State(Scope.Benchmark)
public class UpdateBenchmark {
    /** Cycles of a run: about as many as the time axis has room for. */
    private static final long CYCLES = 300_000_000;

    /** Synapses of the dense layer, d. */
    @Param({"10", "100", "1000", "10000", "1000000"})
    public int synapses;

    /** Threads of an engine. */
    @Param("1")
    public int threads;

    /** What is measured. */
    @Param
    public Way way;

    /** What takes a layer through a learning opportunity. */
    public enum Way {
        /** The population engine. */
        POPULATION(10_000_000),
        /** The population engine, every level divided among its threads, however small. */
        DIVIDED(10_000_000),
        /** The actor engine. */
        ACTORS(100_000),
        /** Bare actors. */
        BARE(100_000),
        /** The plain loop. */
        LOOP(1_000_000);

        private final int updates;

        Way(int updates) {
            this.updates = updates;
        }

        /** The layer, in opportunities of about so many updates that one takes tens of milliseconds. */
        private LearningCycle model(int synapses) {
            int cycles = Math.max(2, updates / synapses);
            return DenseLayer.model(synapses, cycles, CYCLES / (cycles + 1));
        }
    }

    private @Nullable Paced paced;
    private @Nullable ScalarLoop loop;
    private long cycles;

    /** Starts it. */
    @Setup
    public void start() {
        LearningCycle model = way.model(way == Way.LOOP ? 10 : synapses);
        cycles = way == Way.LOOP
                ? Math.max(2, way.updates / synapses)
                : model.schedule().cyclesPerOpportunity();
        switch (way) {
            case POPULATION -> paced = Paced.engine(new CyclePopulationEngine(threads), model);
            case DIVIDED -> paced = Paced.engine(new CyclePopulationEngine(threads, Vectors.areAvailable(), 1), model);
            case ACTORS -> paced = Paced.engine(new CycleActorEngine(threads), model);
            case BARE -> paced = Paced.bare(model, threads);
            case LOOP -> loop = new ScalarLoop(synapses);
        }
    }

    /** Ends it. */
    @TearDown
    public void stop() throws Exception {
        if (paced != null) {
            paced.close();
        }
    }

    /** An opportunity. */
    @Benchmark
    public double opportunity(Updates updates) {
        updates.count += cycles * synapses;
        if (loop == null) {
            Objects.requireNonNull(paced).nextOpportunity();
            return 0.0;
        }
        double sum = 0.0;
        for (long cycle = 0; cycle < cycles; cycle++) {
            sum += loop.cycle(1e-9);
        }
        return sum;
    }
}
