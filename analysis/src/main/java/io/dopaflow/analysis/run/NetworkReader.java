package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.network.InvalidNetworkException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.rule.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Builds the network again from the tables that describe it. */
record NetworkReader(RunDatabase database) {
    /** The network of a run of learning cycles. */
    Network read() {
        return read(RunTable.SYNAPSES, "");
    }

    /** The network of a run of phased learning: of its neurons and its own synapses. */
    Network readPhased() {
        return read(PhasedTable.SYNAPSES, " WHERE projection = '" + Projection.FORWARD + "'");
    }

    /** The names of neurons and labels, by their numbers. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        requireTable(RunTable.NEURONS);
        database.query(
                Set.of(RunTable.NEURONS),
                "SELECT name FROM neurons ORDER BY neuron",
                List.of(),
                row -> names.add(row.getString(1)));
        return names;
    }

    private Network read(Table synapses, String condition) {
        List<Neuron> neurons = new ArrayList<>();
        List<Synapse> found = new ArrayList<>();
        requireTable(RunTable.NEURONS);
        requireTable(synapses);
        database.query(
                Set.of(RunTable.NEURONS),
                "SELECT neuron, name, role, sign, activation, coding, feature_or_output FROM neurons"
                        + " WHERE role <> ? ORDER BY neuron",
                List.of(PhasedTable.LABEL),
                row -> neurons.add(neuron(row)));
        database.query(
                Set.of(synapses),
                "SELECT synapse, pre, post FROM synapses" + condition + " ORDER BY synapse",
                List.of(),
                row -> found.add(new Synapse(row.getInt(1), row.getInt(2), row.getInt(3))));
        try {
            return Network.of(neurons, found);
        } catch (InvalidNetworkException e) {
            throw new WrongFileException(
                    database.place(RunTable.NEURONS),
                    "damaged, with synapses.parquet it does not describe a network",
                    e);
        }
    }

    private void requireTable(Table table) {
        if (!database.exists(table)) {
            throw new WrongFileException(
                    database.place(table), "not found; the run ended before its network was written");
        }
    }

    private Neuron neuron(ResultSet row) throws SQLException {
        int id = row.getInt(1);
        return new Neuron(
                id,
                row.getString(2),
                role(id, row.getString(3), row.getInt(7)),
                row.getInt(4) > 0 ? Sign.EXCITATORY : Sign.INHIBITORY,
                constant(Activation.class, id, row.getString(5)),
                constant(SpikeCoding.class, id, row.getString(6)));
    }

    private NeuronRole role(int neuron, String text, int index) {
        return switch (text) {
            case "input" -> new NeuronRole.Input(index);
            case "bias" -> new NeuronRole.Bias();
            case "hidden" -> new NeuronRole.Hidden();
            case "output" -> new NeuronRole.Output(index);
            default -> throw damaged("role", neuron, text, "input, bias, hidden, output");
        };
    }

    private <E extends Enum<E>> E constant(Class<E> type, int neuron, String text) {
        return EnumSet.allOf(type).stream()
                .filter(constant -> RunWriter.text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> damaged(
                        type.getSimpleName().toLowerCase(Locale.ROOT),
                        neuron,
                        text,
                        EnumSet.allOf(type).stream()
                                .map(RunWriter::text)
                                .toList()
                                .toString()));
    }

    private WrongFileException damaged(String what, int neuron, String found, String allowed) {
        return new WrongFileException(
                database.place(RunTable.NEURONS),
                what + " of neuron " + neuron + ": found " + found + ", allowed is one of " + allowed);
    }
}
