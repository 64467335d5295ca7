package io.dopaflow.scenarios.run;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.population.PopulationEngine;
import java.util.OptionalInt;

/** Makes the engine of a run. */
@FunctionalInterface
public interface EngineFactory {

    /**
     * An engine, how many threads compute in it, and why it was chosen.
     *
     * @param engine executes the run
     * @param threads at least 1
     * @param reason in a few words, for a person
     */
    record Chosen(Engine engine, int threads, String reason) {}

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
            ActorTime time = ActorTime.of(experiment);
            return switch (choice) {
                case ACTOR -> actors(threads, experiment, "as asked for");
                case POPULATION -> population(threads, "as asked for");
                case AUTO ->
                    time.isShort() ? actors(threads, experiment, time.reason()) : population(threads, time.reason());
            };
        };
    }

    private static Chosen actors(OptionalInt threads, Experiment experiment, String reason) {
        ActorEngine engine = threads.isPresent() ? new ActorEngine(threads.getAsInt()) : new ActorEngine();
        return new Chosen(engine, engine.threadsFor(experiment.network().synapseCount()), reason);
    }

    private static Chosen population(OptionalInt threads, String reason) {
        int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new Chosen(new PopulationEngine(count), count, reason);
    }
}
