package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import io.dopaflow.simulator.population.cycle.DenseLayer;
import java.io.PrintStream;
import java.util.Locale;

/** The tables of what a run holds in memory, and of what becomes of cost and memory as it goes on. */
public final class MemoryTables {
    private static final int SYNAPSES_OF_LONG_RUN = 100;
    private static final int CYCLES_OF_OPPORTUNITY = 10_000;
    private static final int LONGEST = 10_000_000;

    private final Effort effort;
    private final PrintStream page;

    MemoryTables(Effort effort, PrintStream page) {
        this.effort = effort;
        this.page = page;
    }

    /** Live heap of a run after its first and third opportunity, beside the network. */
    void bytes() throws Exception {
        page.println("\n### Memory: bytes of live heap a synapse, one thread\n");
        page.println("| engine | synapses | network and experiment | engine, after 10 cycles | after 30 |");
        page.println("|---|---|---|---|---|");
        for (int synapses = 10_000; synapses <= Math.min(1_000_000, effort.largest()); synapses *= 10) {
            bytes(new CyclePopulationEngine(1), synapses);
        }
        for (int synapses = 10_000; synapses <= Math.min(100_000, effort.largestForActors()); synapses *= 10) {
            bytes(new CycleActorEngine(1), synapses);
        }
    }

    private void bytes(Engine engine, int synapses) throws Exception {
        double[] live = new double[5];
        // What classes and caches take is there after a run on a small layer.
        run(engine, DenseLayer.model(1000, 9, 3), opportunities -> {});
        live[0] = liveHeap();
        LearningCycle model = DenseLayer.model(synapses, 9, 3);
        live[1] = liveHeap();
        run(engine, model, opportunities -> live[(int) opportunities + 1] = liveHeap());
        page.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f |%n",
                engine.name(),
                synapses,
                (live[1] - live[0]) / synapses,
                (live[2] - live[1]) / synapses,
                (live[4] - live[1]) / synapses);
    }

    /** Cost and memory in each decade of cycles of one long run. */
    void cycles() throws Exception {
        LearningCycle model =
                DenseLayer.model(SYNAPSES_OF_LONG_RUN, CYCLES_OF_OPPORTUNITY - 1, LONGEST / CYCLES_OF_OPPORTUNITY);
        double[][] costs = new double[4][effort.rounds()];
        double[][] live = new double[4][effort.rounds()];
        run(new CyclePopulationEngine(1), model, opportunities -> {});
        for (int round = 0; round < effort.rounds(); round++) {
            int number = round;
            long[] since = {System.nanoTime(), 0};
            run(new CyclePopulationEngine(1), model, opportunities -> {
                int decade = (int) Math.round(Math.log10(opportunities));
                if (opportunities == Math.pow(10, decade)) {
                    double updates = (opportunities - since[1]) * (double) CYCLES_OF_OPPORTUNITY * SYNAPSES_OF_LONG_RUN;
                    costs[decade][number] = (System.nanoTime() - since[0]) / updates;
                    live[decade][number] = liveHeap() / 1e6;
                    since[0] = System.nanoTime();
                    since[1] = opportunities;
                }
            });
        }
        page.println("\n### The population engine against the number of cycles, " + SYNAPSES_OF_LONG_RUN
                + " synapses, one thread\n");
        page.println("| cycles so far | ns a synapse and cycle, in the last decade | live heap, MB |");
        page.println("|---|---|---|");
        for (int decade = 0; decade < costs.length; decade++) {
            page.printf(
                    Locale.ROOT,
                    "| 10^%d | %s | %.1f |%n",
                    4 + decade,
                    Figures.spread(costs[decade]),
                    Figures.median(live[decade]));
        }
    }

    private static void run(Engine engine, LearningCycle model, ProgressListener progress) throws Exception {
        engine.run(new RunRequest(
                new CycleSimulation(model, RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {}),
                new Cancellation(),
                progress,
                new RunCounters(CycleState.startOf(model)),
                Checkpoints.NONE));
    }

    /** Bytes in use after the collector has run. */
    public static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
