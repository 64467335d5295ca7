package io.dopaflow.scenarios.run;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import java.util.OptionalInt;

/** Makes the engine of a run. */
@FunctionalInterface
public interface EngineFactory {

    /**
     * An engine, and how many threads compute in it.
     *
     * @param engine executes the run
     * @param threads at least 1
     */
    record Chosen(Engine engine, int threads) {}

    /**
     * The engine for a run.
     *
     * @param choice the scenario's wish
     * @param threads number of threads; empty for as many as are fastest
     * @param experiment what is to be executed
     */
    Chosen choose(EngineChoice choice, OptionalInt threads, Experiment experiment);

    /** The engines of Dopaflow. */
    static EngineFactory standard() {
        return (choice, threads, experiment) -> {
            ActorEngine engine = threads.isPresent() ? new ActorEngine(threads.getAsInt()) : new ActorEngine();
            return new Chosen(engine, engine.threadsFor(experiment.network().synapseCount()));
        };
    }
}
