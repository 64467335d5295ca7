package io.dopaflow.scenarios.schema.spiking;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A source of spikes or of a current.
 *
 * @param signal what it gives
 * @param to the populations that it reaches; none for cells that projections come from
 * @param size how many cells projections may come from, if it is such a group
 * @param neurons which neurons of each population, all where nothing is said
 * @param weight of its synapses; none for a current
 * @param delayPs of its synapses, in ps; none for a current
 */
public record SourceSettings(
        Signal signal,
        List<String> to,
        Optional<Integer> size,
        Optional<Selection> neurons,
        Optional<Measured<Law>> weight,
        Optional<Long> delayPs) {
    /** Copies. */
    public SourceSettings {
        to = List.copyOf(to);
    }

    /** The same source, with another path of its file, if it has one. */
    public SourceSettings withFile(UnaryOperator<String> path) {
        return signal instanceof Signal.Spikes spikes && spikes.file().isPresent()
                ? new SourceSettings(
                        new Signal.Spikes(List.of(), spikes.file().map(path)), to, size, neurons, weight, delayPs)
                : this;
    }
}
