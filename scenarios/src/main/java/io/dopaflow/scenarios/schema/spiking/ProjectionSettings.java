package io.dopaflow.scenarios.schema.spiking;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Synapses from one or several groups of cells to one or several populations.
 *
 * @param name if it has one
 * @param from groups of cells
 * @param to populations
 * @param connect who connects to whom, for each pair of groups
 * @param weight where the synapses do not have their own
 * @param delay in ms; where the synapses do not have their own
 */
public record ProjectionSettings(
        Optional<String> name,
        List<String> from,
        List<String> to,
        ConnectSettings connect,
        Optional<Measured<Law>> weight,
        Optional<Law> delay) {
    /** Copies. */
    public ProjectionSettings {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** The same projection, with the path of its file, if it has one, relative to a folder. */
    public ProjectionSettings resolved(Path folder) {
        return connect instanceof ConnectSettings.ByFile by
                ? new ProjectionSettings(
                        name,
                        from,
                        to,
                        new ConnectSettings.ByFile(SourceSettings.absolute(folder, by.file())),
                        weight,
                        delay)
                : this;
    }
}
