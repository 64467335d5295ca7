package io.dopaflow.scenarios.schema.spiking;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Synapses from one or several groups of cells to one or several populations.
 *
 * @param name if it has one
 * @param from groups of cells
 * @param to populations
 * @param connect who connects to whom, for each pair of groups
 * @param weight where the synapses do not have their own
 * @param delay in ms; where the synapses do not have their own
 * @param axonalPs the axonal part of each delay, in ps
 * @param synapse what else the synapses are
 */
public record ProjectionSettings(
        Optional<String> name,
        List<String> from,
        List<String> to,
        ConnectSettings connect,
        Optional<Measured<Law>> weight,
        Optional<Law> delay,
        long axonalPs,
        SynapseSettings synapse) {
    /** With synapses that stay as they are. */
    public ProjectionSettings(
            Optional<String> name,
            List<String> from,
            List<String> to,
            ConnectSettings connect,
            Optional<Measured<Law>> weight,
            Optional<Law> delay) {
        this(name, from, to, connect, weight, delay, 0, SynapseSettings.STATIC);
    }

    /** Copies. */
    public ProjectionSettings {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** The same projection, with another path of its file, if it has one. */
    public ProjectionSettings withFile(UnaryOperator<String> path) {
        return connect instanceof ConnectSettings.ByFile by
                ? new ProjectionSettings(
                        name,
                        from,
                        to,
                        new ConnectSettings.ByFile(path.apply(by.file())),
                        weight,
                        delay,
                        axonalPs,
                        synapse)
                : this;
    }
}
