package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of phased learning that was recorded, with the scenario that it executed.
 *
 * @param reader of the directory; closed with this
 * @param scenario as its {@code scenario.yaml} says
 */
public record RecordedPhases(PhasedRunReader reader, LoadedPhased scenario) implements AutoCloseable {

    /**
     * Opens a run directory.
     *
     * @throws io.dopaflow.analysis.store.FileException if it is none of this family, its manifest is damaged, or its scenario
     *     can no longer be loaded
     */
    public static RecordedPhases open(Path directory) {
        PhasedRunReader reader = PhasedRunReader.open(directory);
        boolean opened = false;
        try {
            RecordedPhases recorded = new RecordedPhases(reader, scenario(reader));
            opened = true;
            return recorded;
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    /**
     * The scenario that a run executed.
     *
     * @throws io.dopaflow.analysis.store.FileException if it can no longer be loaded
     */
    public static LoadedPhased scenario(PhasedRunReader reader) {
        Path directory = reader.directory().path();
        try {
            if (ScenarioLoader.load(reader.directory().scenarioFile(), List.of()) instanceof LoadedPhased phased) {
                return phased;
            }
            throw new WrongFileException(directory, "its scenario is not of phased learning");
        } catch (InvalidScenarioException e) {
            throw new WrongFileException(
                    directory,
                    "its scenario can no longer be loaded: " + e.problems().get(0));
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /**
     * Executes a simulation of phased learning in memory, on the population engine, whose bits are those of every engine.
     *
     * @return the state at the end
     * @throws ArithmeticException if the weights leave the finite numbers
     */
    public static PhasedState replay(PhasedSimulation simulation) {
        try {
            return PhasedState.of(
                    new PhasedPopulationEngine().run(RunRequest.of(simulation)).end());
        } catch (RunFailedException e) {
            if (e.origin() == RunFailedException.Origin.MODEL) {
                throw new ArithmeticException(e.getMessage());
            }
            throw new IllegalStateException("the rule cannot be replayed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay of the rule was interrupted", e);
        }
    }
}
