package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of a learning cycle: columns as they stand in the Parquet files, and the order of the rows. */
final class RunTable {
    /** Columns of progress, whichever network learns. */
    static final String SCORES = "epoch INTEGER, opportunity BIGINT, time_ps BIGINT,"
            + " training_loss DOUBLE, training_accuracy DOUBLE, training_error DOUBLE, training_r2 DOUBLE,"
            + " held_out_loss DOUBLE, held_out_accuracy DOUBLE, held_out_error DOUBLE, held_out_r2 DOUBLE,"
            + " elapsed_s DOUBLE";

    static final Table SPIKES = Table.of(
            "spikes",
            "time_ps, neuron, kind",
            "time_ps BIGINT, neuron INTEGER, kind " + kinds()
                    + ", amplitude DOUBLE, opportunity BIGINT, cycle INTEGER");
    static final Table ARRIVALS = Table.of(
            "arrivals", "time_ps, synapse", "time_ps BIGINT, synapse INTEGER, opportunity BIGINT, cycle INTEGER");
    static final Table REWARDS = Table.of(
            "rewards", "time_ps", "time_ps BIGINT, opportunity BIGINT, cycle INTEGER, loss DOUBLE, reward DOUBLE");
    static final Table WEIGHTS = Table.of(
            "weights",
            "time_ps, opportunity, synapse",
            "time_ps BIGINT, opportunity BIGINT, cycle INTEGER, synapse INTEGER, theta DOUBLE, weight DOUBLE");
    static final Table PROGRESS = Table.of("progress", "time_ps, epoch", SCORES + ", cycles BIGINT");
    static final Table NEURONS = Table.of(
            "neurons",
            "neuron",
            "neuron INTEGER, name VARCHAR, role VARCHAR, depth INTEGER, sign INTEGER, activation VARCHAR, coding VARCHAR,"
                    + " feature_or_output INTEGER");
    static final Table SYNAPSES = Table.of("synapses", "synapse", "synapse INTEGER, pre INTEGER, post INTEGER");
    static final Table DATA = Table.of(
            "data",
            "sample, role, position",
            "sample INTEGER, part held-out|training, role feature|label|target, position INTEGER, name VARCHAR,"
                    + " value DOUBLE, presented DOUBLE");

    /** The tables of a learning cycle. */
    static final List<Table> LEARNING_CYCLE =
            List.of(SPIKES, ARRIVALS, REWARDS, WEIGHTS, PROGRESS, NEURONS, SYNAPSES, DATA);

    private RunTable() {}

    private static String kinds() {
        return Arrays.stream(SpikeKind.values()).map(SpikeKind::text).collect(Collectors.joining("|"));
    }
}
