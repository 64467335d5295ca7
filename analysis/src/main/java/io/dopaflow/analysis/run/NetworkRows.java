package io.dopaflow.analysis.run;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import java.sql.SQLException;
import java.util.Locale;
import org.duckdb.DuckDBAppender;

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
        public void appendTo(DuckDBAppender appender) throws SQLException {
            for (Neuron neuron : network.neurons()) {
                appender.beginRow();
                appender.append(neuron.id());
                appender.append(neuron.name());
                appender.append(neuron.role().getClass().getSimpleName().toLowerCase(Locale.ROOT));
                appender.append(network.depthOf(neuron.id()));
                appender.append((int) neuron.sign().factor());
                appender.append(text(neuron.activation()));
                appender.append(text(neuron.coding()));
                if (neuron.role() instanceof NeuronRole.Input input) {
                    appender.append(input.feature());
                } else if (neuron.role() instanceof NeuronRole.Output output) {
                    appender.append(output.index());
                } else {
                    appender.appendNull();
                }
                appender.endRow();
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
        public void appendTo(DuckDBAppender appender) throws SQLException {
            for (Synapse synapse : network.synapses()) {
                appender.beginRow();
                appender.append(synapse.id());
                appender.append(synapse.pre());
                appender.append(synapse.post());
                appender.endRow();
            }
        }
    }
}
