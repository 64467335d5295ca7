package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunOutput;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.record.Simulation;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** One execution of a run of one family, from its first record to its last. */
sealed interface RunCourse permits CycleCourse, NetworkCourse, PhasedCourse {

    /** Where the records go; the caller closes it when the course is finished. */
    RunOutput output();

    /** What the engine executes. */
    Simulation simulation();

    /** Writes what a new run tells of its model. */
    void describe();

    /** Units of the family's work in the whole run, as the engine tells its progress. */
    long units();

    /** The engine has done so many of them. */
    void progressed(long done);

    /** Registers meters of the family. */
    void bindTo(MeterRegistry registry, RunCounters counters);

    /** Keeps a state when all that belongs to it is on the disk. */
    void keep(Checkpoint checkpoint, Runnable whenKept);

    /**
     * Does what is left to do when the engine has ended, and waits for it.
     *
     * @param end the state at the end; empty if the engine failed
     * @return what went wrong with it
     */
    Optional<RuntimeException> finish(Optional<SimulationState> end);

    /** How far the run has come, in words that go on from "failed". */
    String reached(RunCounters counters);

    /** What was done. */
    RunWork done(RunCounters counters, Optional<SimulationState> end, double seconds);

    /** The digest of the state at the end. */
    String digest(SimulationState end);

    /** The first score, of what is scored. */
    Optional<Progress> firstScore();

    /** The last one. */
    Optional<Progress> lastScore();
}
