package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Named;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a network.
 *
 * @param spikes whose
 * @param states variables of some neurons at an interval
 * @param synapses whether the synapses are listed in a table
 */
public record RecordingSettings(Spikes spikes, List<States> states, boolean synapses) {
    /** Copies. */
    public RecordingSettings {
        states = List.copyOf(states);
    }

    /** Whose spikes are kept. */
    public sealed interface Spikes {}

    /** In a word. */
    public enum Extent implements Spikes {
        /** Those of all cells. */
        ALL,
        /** None. */
        NONE
    }

    /**
     * Those of some groups, whole or in part.
     *
     * @param groups names, each with its neurons; all of them where nothing is said
     */
    public record OfGroups(List<Named<Optional<Selection>>> groups) implements Spikes {
        /** Copies. */
        public OfGroups {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Variables of some neurons at an interval.
     *
     * @param of the population
     * @param neurons which, all where nothing is said
     * @param variables their names
     * @param everyPs the interval, in ps
     * @param offsetPs one interval before the first, in ps
     */
    public record States(String of, Optional<Selection> neurons, List<String> variables, long everyPs, long offsetPs) {
        /** Copies. */
        public States {
            variables = List.copyOf(variables);
        }
    }
}
