package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.connection.ConnectionRule;
import java.util.List;
import java.util.Optional;

/** Who connects to whom, as a scenario says it. */
public sealed interface ConnectSettings {

    /** By a rule. */
    record ByRule(ConnectionRule rule) implements ConnectSettings {}

    /** Synapse by synapse. */
    record ByList(List<Synapse> synapses) implements ConnectSettings {
        /** Copies. */
        public ByList {
            synapses = List.copyOf(synapses);
        }
    }

    /** Synapse by synapse, in a file. */
    record ByFile(String file) implements ConnectSettings {}

    /**
     * A synapse of a list.
     *
     * @param pre the number of its source within the group that it comes from
     * @param post the number of its target within the population that it goes to
     * @param weight its own, or that of the projection
     * @param delayPs its own, or that of the projection
     */
    record Synapse(int pre, int post, Optional<Measured<Double>> weight, Optional<Long> delayPs) {}
}
