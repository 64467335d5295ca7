package io.dopaflow.models.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has ids, spikes and can be projected from: a population of neurons, or a group of given trains of spikes. */
public sealed interface CellGroup {

    /** Its name, unique in the network. */
    String name();

    /** How many cells. */
    int size();

    /**
     * Neurons of one model.
     *
     * @param parameters a law for each parameter of the model, in their order; each neuron draws its own values
     * @param start laws of the values of variables to start from; the others are as the model says
     * @param sign what the neurons' own synapses must be, if that is said
     */
    record Population(
            String name,
            int size,
            NeuronModel model,
            List<Distribution> parameters,
            Map<String, Distribution> start,
            Optional<Sign> sign)
            implements CellGroup {

        /** Validates the size and the number of laws; copies. */
        public Population {
            if (size < 1) {
                throw new IllegalArgumentException("the size of " + name + " is " + size + "; allowed: from 1");
            }
            if (parameters.size() != model.parameters().size()) {
                throw new IllegalArgumentException("laws of " + parameters.size() + " parameters of " + name
                        + "; allowed: " + model.parameters().size());
            }
            parameters = List.copyOf(parameters);
            start = Map.copyOf(start);
        }

        /** Whether all neurons have the same parameters. */
        public boolean isUniform() {
            return parameters.stream().allMatch(law -> law.lowest() == law.highest());
        }
    }

    /**
     * Cells whose spikes are given beforehand.
     *
     * @param trains that of each cell
     */
    record Trains(String name, List<SpikeSource> trains) implements CellGroup {

        /** Validates the size; copies. */
        public Trains {
            if (trains.isEmpty()) {
                throw new IllegalArgumentException("the size of " + name + " is 0; allowed: from 1");
            }
            trains = List.copyOf(trains);
        }

        @Override
        public int size() {
            return trains.size();
        }
    }
}
