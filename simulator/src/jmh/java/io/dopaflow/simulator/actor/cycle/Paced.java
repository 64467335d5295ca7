package io.dopaflow.simulator.actor.cycle;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** An engine, or Akka alone, in the middle of a run: goes on by one learning opportunity when told. Nothing is recorded. */
public final class Paced implements AutoCloseable {
    private final Pace pace;
    private final AutoCloseable end;

    private Paced(Pace pace, AutoCloseable end) {
        this.pace = pace;
        this.end = end;
        pace.awaitOpportunity();
    }

    /** An engine that runs an experiment of many opportunities, after the first of them. */
    public static Paced engine(Engine engine, LearningCycle model) {
        Pace pace = new Pace();
        Cancellation cancellation = new Cancellation();
        RunRequest request = new RunRequest(
                new CycleSimulation(model, RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {}),
                cancellation,
                opportunities -> pace.opportunityDone(),
                new RunCounters(CycleState.startOf(model)),
                Checkpoints.NONE);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<?> run = caller.submit(() -> engine.run(request));
        return new Paced(pace, () -> {
            cancellation.request();
            pace.release();
            // A million actors take their time to stop.
            run.get(5, TimeUnit.MINUTES);
            caller.shutdown();
        });
    }

    /** Actors that send the messages of such a run and do nothing else. */
    public static Paced bare(LearningCycle model, int threads) {
        Pace pace = new Pace();
        BareNetwork network =
                new BareNetwork(model.network(), threads, model.schedule().cyclesPerOpportunity(), pace);
        return new Paced(pace, () -> {
            pace.release();
            network.close();
        });
    }

    /** Goes through the next opportunity. */
    public void nextOpportunity() {
        pace.nextOpportunity();
    }

    @Override
    public void close() throws Exception {
        end.close();
    }
}
