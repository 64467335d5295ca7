package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.Optional;

/** Follows a run. Called on threads of the run, in order within each method; must be quick and must not throw. */
public interface RunListener {

    /** Follows nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * The run has come so far: a learning opportunity has ended, or a stretch of biological time.
     *
     * @param done learning opportunities, or milliseconds of biological time, so far
     * @param planned those of the whole run
     */
    default void onProgress(long done, long planned) {}

    /**
     * The network that learns was scored: before the first opportunity, after each epoch, and at the end.
     *
     * @param score loss and accuracy
     */
    default void onScore(Progress score) {}

    /** Takes what is recorded of a network too, beside its directory; must be quick and must not throw. */
    default Optional<SpikingRecorder> networkRecords() {
        return Optional.empty();
    }

    /** Takes what is recorded of learning cycles too, beside their directory; must be quick and must not throw. */
    default Optional<CycleRecorder> cycleRecords() {
        return Optional.empty();
    }
}
