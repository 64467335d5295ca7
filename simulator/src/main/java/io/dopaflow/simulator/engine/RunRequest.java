package io.dopaflow.simulator.engine;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;

/**
 * A run to be made.
 *
 * @param experiment what to execute
 * @param plan what to record
 * @param recorder takes the records
 * @param cancellation by which the caller ends the run early
 * @param progress told after each learning opportunity
 * @param counters counted up as the run goes
 */
public record RunRequest(
        Experiment experiment,
        RecordingPlan plan,
        Recorder recorder,
        Cancellation cancellation,
        ProgressListener progress,
        RunCounters counters) {

    /** A run that nobody watches. */
    public static RunRequest of(Experiment experiment, RecordingPlan plan, Recorder recorder) {
        return new RunRequest(
                experiment, plan, recorder, new Cancellation(), (opportunities, loss) -> {}, new RunCounters());
    }
}
