package io.dopaflow.analysis.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of a run directory: columns as they stand in the Parquet files, and the order of the rows. */
enum RunTable {
    SPIKES(
            "time_ps, neuron, kind",
            Column.bigint("time_ps"),
            Column.integer("neuron"),
            Column.kind("kind"),
            Column.real("amplitude"),
            Column.bigint("opportunity"),
            Column.integer("cycle")),
    ARRIVALS(
            "time_ps, synapse",
            Column.bigint("time_ps"),
            Column.integer("synapse"),
            Column.bigint("opportunity"),
            Column.integer("cycle")),
    REWARDS(
            "time_ps",
            Column.bigint("time_ps"),
            Column.bigint("opportunity"),
            Column.integer("cycle"),
            Column.real("loss"),
            Column.real("reward")),
    WEIGHTS(
            "time_ps, opportunity, synapse",
            Column.bigint("time_ps"),
            Column.bigint("opportunity"),
            Column.integer("cycle"),
            Column.integer("synapse"),
            Column.real("theta")),
    PROGRESS(
            "time_ps, epoch",
            Column.integer("epoch"),
            Column.bigint("opportunity"),
            Column.bigint("time_ps"),
            Column.real("training_loss"),
            Column.real("training_accuracy"),
            Column.real("training_error"),
            Column.real("training_r2"),
            Column.real("held_out_loss"),
            Column.real("held_out_accuracy"),
            Column.real("held_out_error"),
            Column.real("held_out_r2"),
            Column.real("elapsed_s"),
            Column.bigint("cycles")),
    NEURONS(
            "neuron",
            Column.integer("neuron"),
            Column.text("name"),
            Column.text("role"),
            Column.integer("layer"),
            Column.integer("sign"),
            Column.text("activation"),
            Column.text("coding"),
            Column.integer("feature_or_output")),
    SYNAPSES("synapse", Column.integer("synapse"), Column.integer("pre"), Column.integer("post"));

    private final String order;
    private final List<Column> columns;

    RunTable(String order, Column... columns) {
        this.order = order;
        this.columns = List.of(columns);
    }

    /** Name of the table and of its file, without extension. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Column> columns() {
        return columns;
    }

    /** The columns that the rows of its Parquet file are sorted by. */
    String order() {
        return order;
    }

    /** The numbers of the columns that the rows are sorted by, the most significant first. */
    int[] key() {
        List<String> names = columns.stream().map(Column::name).toList();
        return Arrays.stream(order.split(", ")).mapToInt(names::indexOf).toArray();
    }

    /** The rows of a relation in which they are gathered, as they stand in the file. */
    String selectStatement(String relation) {
        return columns.stream().map(Column::written).collect(Collectors.joining(", ", "SELECT ", " FROM " + relation));
    }

    /** A relation of this table's columns without any row. */
    String emptyStatement() {
        return columns.stream()
                .map(column -> "NULL::" + column.type() + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
}
