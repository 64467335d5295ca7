package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of a network that spikes freely that was recorded, with the scenario that it executed.
 *
 * @param reader of the directory; closed with this
 * @param scenario as its {@code scenario.yaml} says
 */
public record RecordedNetwork(SpikingRunReader reader, LoadedNetwork scenario) implements AutoCloseable {

    /**
     * Opens a run directory.
     *
     * @throws io.dopaflow.analysis.store.FileException if it is none of this family, its manifest is damaged, or its scenario
     *     can no longer be loaded
     */
    public static RecordedNetwork open(Path directory) {
        SpikingRunReader reader = SpikingRunReader.open(directory);
        boolean opened = false;
        try {
            RecordedNetwork recorded = new RecordedNetwork(reader, scenario(reader));
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
     * @throws io.dopaflow.analysis.store.FileException if its scenario can no longer be loaded
     */
    public static LoadedNetwork scenario(SpikingRunReader reader) {
        Path directory = reader.directory().path();
        try {
            if (ScenarioLoader.load(reader.directory().scenarioFile(), List.of()) instanceof LoadedNetwork network) {
                if (!InputFile.digest(network.inputs())
                        .equals(reader.directory().manifest().dataDigest())) {
                    throw new WrongFileException(directory, "a file in its inputs was changed since the run started");
                }
                return network;
            }
            throw new WrongFileException(directory, "its scenario is not of a network that spikes freely");
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
}
