package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.simulator.engine.Cancellation;
import java.util.Optional;

/**
 * What surrounds the execution of a run.
 *
 * @param directory of the run
 * @param checkpoint from which it goes on; empty for a new one
 * @param events takes what happens
 * @param cancellation ends the run early
 * @param startNanos when the run started, in the time of {@link System#nanoTime}
 */
record RunSetting(
        RunDirectory directory,
        Optional<Checkpoint> checkpoint,
        RunEvents events,
        Cancellation cancellation,
        long startNanos) {}
