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
 * @param weights those of synapses that learn; nothing where that was not said
 * @param modulators the intervals of their concentrations, in ps
 */
public record RecordingSettings(
        Spikes spikes, List<States> states, boolean synapses, Optional<Weights> weights, List<Named<Long>> modulators) {
    /** Of a network that does not learn. */
    public RecordingSettings(Spikes spikes, List<States> states, boolean synapses) {
        this(spikes, states, synapses, Optional.empty(), List.of());
    }

    /** Copies. */
    public RecordingSettings {
        states = List.copyOf(states);
        modulators = List.copyOf(modulators);
    }

    /** The same, where it says of the weights what holds if nothing is said. */
    public RecordingSettings withWeights() {
        return weights.isPresent()
                ? this
                : new RecordingSettings(spikes, states, synapses, Optional.of(Ends.ENDS), modulators);
    }

    /** Whose weights are kept. */
    public sealed interface Weights {}

    /** In a word. */
    public enum Ends implements Weights {
        /** Those of all synapses that learn, at the start and at the end. */
        ENDS,
        /** None. */
        NONE
    }

    /** Those of some projections. */
    public record OfProjections(List<WeightsOf> projections) implements Weights {
        /** Copies. */
        public OfProjections {
            projections = List.copyOf(projections);
        }
    }

    /**
     * Weights of one projection, or of all that an entry with a name makes.
     *
     * @param of its name
     * @param synapses which, numbered within each projection; all where nothing is said
     * @param everyPs the interval in ps; the start and the end alone where nothing is said
     */
    public record WeightsOf(String of, Optional<Selection> synapses, Optional<Long> everyPs) {}

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
