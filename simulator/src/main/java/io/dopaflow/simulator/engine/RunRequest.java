package io.dopaflow.simulator.engine;

import io.dopaflow.models.record.Simulation;

/**
 * A run to be made.
 *
 * @param simulation what to execute
 * @param cancellation by which the caller ends the run early
 * @param progress told how far the run is
 * @param counters counted up as the run goes
 * @param checkpoints told states that the run could go on from
 */
public record RunRequest(
        Simulation simulation,
        Cancellation cancellation,
        ProgressListener progress,
        RunCounters counters,
        Checkpoints checkpoints) {

    /** A run that nobody watches. */
    public static RunRequest of(Simulation simulation) {
        return new RunRequest(
                simulation,
                new Cancellation(),
                ProgressListener.NONE,
                new RunCounters(simulation.start()),
                Checkpoints.NONE);
    }

    /** The same for another simulation, such as a part of this one. */
    public RunRequest with(Simulation other) {
        return new RunRequest(other, cancellation, progress, counters, checkpoints);
    }

    /** The same, with the states told to the given port. */
    public RunRequest tellingStatesTo(Checkpoints port) {
        return new RunRequest(simulation, cancellation, progress, counters, port);
    }
}
