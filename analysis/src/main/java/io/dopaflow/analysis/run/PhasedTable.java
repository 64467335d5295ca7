package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import java.util.List;

/** The tables of phased learning: columns as they stand in the Parquet files, and the order of the rows. */
final class PhasedTable {
    /** The role of a label among neurons. */
    static final String LABEL = "label";

    static final Table SPIKES = Table.of(
            "spikes",
            "time_ps, neuron",
            "time_ps BIGINT, neuron INTEGER, phase INTEGER, amplitude DOUBLE, opportunity BIGINT");
    static final Table LOSSES =
            Table.of("losses", "time_ps, phase", "time_ps BIGINT, opportunity BIGINT, phase INTEGER, loss DOUBLE");
    static final Table BROADCASTS = Table.of(
            "broadcasts",
            "time_ps, broadcast",
            "time_ps BIGINT, opportunity BIGINT, broadcast INTEGER, name VARCHAR, value DOUBLE");
    static final Table STEPS = Table.of(
            "steps", "time_ps", "time_ps BIGINT, opportunity BIGINT, action INTEGER, reward DOUBLE, measure DOUBLE");
    static final Table WEIGHTS = Table.of(
            "weights",
            "time_ps, opportunity, synapse",
            "time_ps BIGINT, opportunity BIGINT, synapse INTEGER, weight DOUBLE");
    static final Table UPDATES =
            Table.of("updates", "opportunity, synapse", "opportunity BIGINT, synapse INTEGER, update DOUBLE");
    static final Table PROGRESS = Table.of("progress", "time_ps, epoch", RunTable.SCORES);
    static final Table TASKS = Table.of(
            "tasks",
            "time_ps, task",
            "time_ps BIGINT, opportunity BIGINT, task INTEGER, held_out_loss DOUBLE, held_out_accuracy DOUBLE,"
                    + " held_out_error DOUBLE, held_out_r2 DOUBLE");
    static final Table SYNAPSES =
            Table.of("synapses", "synapse", "synapse INTEGER, projection VARCHAR, pre INTEGER, post INTEGER");
    static final Table PHASES =
            Table.of("phases", "phase", "phase INTEGER, name VARCHAR, kind VARCHAR, projection VARCHAR");

    /** The tables of phased learning. */
    static final List<Table> PHASED_LEARNING = List.of(
            SPIKES,
            LOSSES,
            BROADCASTS,
            STEPS,
            WEIGHTS,
            UPDATES,
            PROGRESS,
            TASKS,
            RunTable.NEURONS,
            SYNAPSES,
            PHASES,
            RunTable.DATA);

    private PhasedTable() {}
}
