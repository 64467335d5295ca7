package io.dopaflow.scenarios.run;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.actor.phased.PhasedActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.util.Optional;
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
     * @param model what is to be executed
     */
    Chosen choose(EngineChoice choice, OptionalInt threads, LearningCycle model);

    /**
     * The engine for a run of a network that spikes freely.
     *
     * @param choice the scenario's wish
     * @param threads number of threads; empty for as many as are fastest
     * @param network what is to be executed
     */
    default Chosen choose(EngineChoice choice, OptionalInt threads, SpikingNetwork network) {
        return NetworkEngines.choose(choice, threads, network);
    }

    /**
     * The engine for a run of phased learning.
     *
     * @param choice the scenario's wish
     * @param threads number of threads; empty for as many as are fastest
     * @param model what is to be executed
     */
    default Chosen choose(EngineChoice choice, OptionalInt threads, PhasedLearning model) {
        String reason = choice == EngineChoice.AUTO ? "faster than actors for phased learning" : "as asked for";
        if (choice == EngineChoice.ACTOR) {
            PhasedActorEngine engine =
                    threads.isPresent() ? new PhasedActorEngine(threads.getAsInt()) : new PhasedActorEngine();
            return new Chosen(engine, engine.threadsFor(model.circuit().synapses()), reason);
        }
        int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new Chosen(new PhasedPopulationEngine(count), count, reason);
    }

    /** Why an engine cannot execute a network; empty if it can. */
    static Optional<String> refusal(EngineChoice choice, SpikingNetwork network) {
        return NetworkEngines.refusal(choice, network);
    }

    /** The engines of Dopaflow. */
    static EngineFactory standard() {
        return (choice, threads, model) -> {
            ActorTime time = ActorTime.of(model);
            return switch (choice) {
                case ACTOR -> actors(threads, model, "as asked for");
                case POPULATION -> population(threads, "as asked for");
                case AUTO ->
                    time.isShort() ? actors(threads, model, time.reason()) : population(threads, time.reason());
            };
        };
    }

    private static Chosen actors(OptionalInt threads, LearningCycle model, String reason) {
        CycleActorEngine engine =
                threads.isPresent() ? new CycleActorEngine(threads.getAsInt()) : new CycleActorEngine();
        return new Chosen(engine, engine.threadsFor(model.network().synapseCount()), reason);
    }

    private static Chosen population(OptionalInt threads, String reason) {
        int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new Chosen(new CyclePopulationEngine(count), count, reason);
    }
}
