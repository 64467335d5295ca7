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
 * @param start the state to start from, by default the experiment's start
 * @param checkpoints told states that the run could go on from, by default none
 */
public record RunRequest(
        Experiment experiment,
        RecordingPlan plan,
        Recorder recorder,
        Cancellation cancellation,
        ProgressListener progress,
        RunCounters counters,
        RunState start,
        Checkpoints checkpoints) {

    /** Rejects a start that is no state of the experiment or leaves nothing to do. */
    public RunRequest {
        int synapses = experiment.network().synapseCount();
        if (start.theta().length != synapses) {
            throw new IllegalArgumentException("the start has " + start.theta().length
                    + " log-weights; allowed: one for each synapse, " + synapses);
        }
        if (start.waves() >= experiment.waves()) {
            throw new IllegalArgumentException(
                    "the start is after " + start.waves() + " cycles; allowed: before the last, " + experiment.waves());
        }
    }

    /** A run from the experiment's start without checkpoints. */
    public RunRequest(
            Experiment experiment,
            RecordingPlan plan,
            Recorder recorder,
            Cancellation cancellation,
            ProgressListener progress,
            RunCounters counters) {
        this(
                experiment,
                plan,
                recorder,
                cancellation,
                progress,
                counters,
                RunState.startOf(experiment),
                Checkpoints.NONE);
    }

    /** A run that nobody watches. */
    public static RunRequest of(Experiment experiment, RecordingPlan plan, Recorder recorder) {
        return new RunRequest(
                experiment, plan, recorder, new Cancellation(), (opportunities, loss) -> {}, new RunCounters());
    }

    /** The same from another state. Its counters start where that state's stand. */
    public RunRequest from(RunState state) {
        return new RunRequest(
                experiment, plan, recorder, cancellation, progress, new RunCounters(state), state, checkpoints);
    }

    /** The same, with the states told to the given port. */
    public RunRequest tellingStatesTo(Checkpoints port) {
        return new RunRequest(experiment, plan, recorder, cancellation, progress, counters, start, port);
    }
}
