package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.Optional;

/**
 * Makes the runs of a batch, by several threads at once.
 *
 * @param <V> what a run gives
 */
@FunctionalInterface
public interface MemberTask<V> {

    /** Makes the run of that number, and returns what it gave; nothing if it was cancelled. */
    Optional<V> run(int member, MemberEngine engine)
            throws RunFailedException, InvalidScenarioException, InterruptedException;
}
