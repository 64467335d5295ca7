package io.dopaflow.scenarios.sweep;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;

/**
 * How a sweep is run. Nothing here changes the bits of its results.
 *
 * @param jobs runs that go on at once, at least 1
 * @param choice of the engine, the same for all
 * @param engines makes the engines
 * @param listener follows the sweep
 */
public record SweepOptions(int jobs, EngineChoice choice, EngineFactory engines, SweepListener listener) {

    /** Rejects fewer than one job. */
    public SweepOptions {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs are " + jobs + "; allowed: at least 1");
        }
    }

    /** As many runs at once as there are processors, on the population engine, nobody following. */
    public static SweepOptions defaults() {
        return new SweepOptions(
                Runtime.getRuntime().availableProcessors(),
                EngineChoice.POPULATION,
                EngineFactory.standard(),
                SweepListener.NONE);
    }

    /** The same, with so many runs at once. */
    public SweepOptions jobs(int count) {
        return new SweepOptions(count, choice, engines, listener);
    }

    /** The same, on another engine. */
    public SweepOptions on(EngineChoice engine) {
        return new SweepOptions(jobs, engine, engines, listener);
    }

    /** The same, executed by engines of that factory. */
    public SweepOptions executedBy(EngineFactory factory) {
        return new SweepOptions(jobs, choice, factory, listener);
    }

    /** The same, followed by the listener. */
    public SweepOptions followedBy(SweepListener follower) {
        return new SweepOptions(jobs, choice, engines, follower);
    }
}
