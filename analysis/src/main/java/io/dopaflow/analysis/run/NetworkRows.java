package io.dopaflow.analysis.run;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import java.util.Locale;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/** The rows that describe a network: its neurons, its synapses. */
final class NetworkRows {

    private NetworkRows() {}

    /** The name of an enum constant in a table: lower case, words joined by hyphens. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The neurons of a network.
     *
     * @param network to be described
     */
    record Neurons(Network network) implements Rows {

        @Override
        public RunTable table() {
            return RunTable.NEURONS;
        }

        @Override
        public int count() {
            return network.neuronCount();
        }

        @Override
        public void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows) {
            for (int i = 0; i < rows; i++) {
                Neuron neuron = network.neuron(from + i);
                chunk.vector(0).setInt(at + i, neuron.id());
                chunk.vector(1).setString(at + i, neuron.name());
                chunk.vector(2)
                        .setString(
                                at + i, neuron.role().getClass().getSimpleName().toLowerCase(Locale.ROOT));
                chunk.vector(3).setInt(at + i, network.depthOf(neuron.id()));
                chunk.vector(4).setInt(at + i, (int) neuron.sign().factor());
                chunk.vector(5).setString(at + i, text(neuron.activation()));
                chunk.vector(6).setString(at + i, text(neuron.coding()));
                putFeatureOrOutput(chunk.vector(7), at + i, neuron.role());
            }
        }

        private static void putFeatureOrOutput(DuckDBWritableVector vector, int at, NeuronRole role) {
            if (role instanceof NeuronRole.Input input) {
                vector.setInt(at, input.feature());
            } else if (role instanceof NeuronRole.Output output) {
                vector.setInt(at, output.index());
            } else {
                vector.setNull(at);
            }
        }
    }

    /**
     * The synapses of a network.
     *
     * @param network to be described
     */
    record Synapses(Network network) implements Rows {

        @Override
        public RunTable table() {
            return RunTable.SYNAPSES;
        }

        @Override
        public int count() {
            return network.synapseCount();
        }

        @Override
        public void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows) {
            for (int i = 0; i < rows; i++) {
                Synapse synapse = network.synapses().get(from + i);
                chunk.vector(0).setInt(at + i, synapse.id());
                chunk.vector(1).setInt(at + i, synapse.pre());
                chunk.vector(2).setInt(at + i, synapse.post());
            }
        }
    }
}
