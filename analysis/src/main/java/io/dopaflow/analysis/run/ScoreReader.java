package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.task.Score;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads how well a network did. */
record ScoreReader(RunDatabase database) {

    /**
     * All scores in order of time.
     *
     * @param progress the family's table
     * @param steps its column of the steps done
     */
    List<Progress> progress(Table progress, String steps) {
        List<Progress> rows = new ArrayList<>();
        database.query(
                Set.of(progress),
                "SELECT epoch, opportunity, time_ps, training_loss, training_accuracy, training_error, training_r2,"
                        + " held_out_loss, held_out_accuracy, held_out_error, held_out_r2, elapsed_s, " + steps
                        + " FROM progress ORDER BY time_ps, epoch",
                List.of(),
                row -> rows.add(new Progress(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        score(row, 4).orElseThrow(),
                        score(row, 8),
                        row.getDouble(12),
                        row.getLong(13))));
        return rows;
    }

    /** How well a network did on held-out samples of each of several tasks, in order of time. */
    List<PhasedRunReader.TaskScore> tasks() {
        List<PhasedRunReader.TaskScore> rows = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.TASKS),
                "SELECT opportunity, task, held_out_loss, held_out_accuracy, held_out_error, held_out_r2"
                        + " FROM tasks ORDER BY time_ps, task",
                List.of(),
                row -> rows.add(new PhasedRunReader.TaskScore(
                        row.getLong(1), row.getInt(2), score(row, 3).orElseThrow())));
        return rows;
    }

    /** The score in four columns; nothing where there is no loss. */
    private static Optional<Score> score(ResultSet row, int column) throws SQLException {
        OptionalDouble loss = optional(row, column);
        return loss.isEmpty()
                ? Optional.empty()
                : Optional.of(new Score(
                        loss.getAsDouble(),
                        optional(row, column + 1),
                        optional(row, column + 2),
                        optional(row, column + 3)));
    }

    private static OptionalDouble optional(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
