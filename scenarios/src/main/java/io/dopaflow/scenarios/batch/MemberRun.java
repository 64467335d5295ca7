package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.Optional;

/**
 * Makes runs of a batch. Any thread may do so.
 *
 * @param task what a run does
 * @param engines makes the engines
 * @param choice of the engine, the same for all
 * @param <V> what a run gives
 */
public record MemberRun<V>(Task<V> task, EngineFactory engines, EngineChoice choice) {

    /**
     * Makes a run. One that fails has that in its result.
     *
     * @param member its number
     * @param cancellation by which it is ended early
     * @param counters that count what is done
     * @return the result; nothing if it was cancelled before the end
     */
    public Optional<MemberResult<V>> make(int member, Cancellation cancellation, RunCounters counters)
            throws InterruptedException {
        if (cancellation.isRequested()) {
            return Optional.empty();
        }
        MemberEngine engine = new MemberEngine(engines, choice, cancellation, counters);
        try {
            return task.run(member, engine).map(value -> engine.result(member, value));
        } catch (RunFailedException | InvalidScenarioException | RuntimeException e) {
            return Optional.of(engine.failure(member, e));
        }
    }

    /**
     * What a run does. Several threads have runs at once.
     *
     * @param <V> what a run gives
     */
    @FunctionalInterface
    public interface Task<V> {

        /** Makes the run of that number, and returns what it gave; nothing if it was cancelled. */
        Optional<V> run(int member, MemberEngine engine)
                throws RunFailedException, InvalidScenarioException, InterruptedException;
    }
}
