package io.dopaflow.analysis.run;

import java.sql.SQLException;
import java.util.OptionalDouble;
import org.duckdb.DuckDBAppender;

/**
 * How well the network does at some moment of the run, usually the end of an epoch.
 *
 * @param epoch passes over the training data done, from 0
 * @param opportunity learning opportunities done
 * @param timePs virtual time in picoseconds
 * @param trainLoss mean loss on the training data
 * @param trainAccuracy share of the training data classified rightly, 0 to 1; empty for regression
 * @param testLoss mean loss on held-out data; empty without any
 * @param testAccuracy share of held-out data classified rightly, 0 to 1; empty for regression or without held-out data
 * @param elapsedSeconds wall-clock seconds since the start
 * @param cycles learning cycles done
 */
public record Progress(
        int epoch,
        long opportunity,
        long timePs,
        double trainLoss,
        OptionalDouble trainAccuracy,
        OptionalDouble testLoss,
        OptionalDouble testAccuracy,
        double elapsedSeconds,
        long cycles) {

    /** Rejects losses that are no numbers. */
    public Progress {
        requireFinite("train loss", trainLoss);
        requireFinite("elapsed seconds", elapsedSeconds);
        testLoss.ifPresent(loss -> requireFinite("test loss", loss));
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
    }

    /** This row on its way to the file. */
    Rows asRows() {
        return new ProgressRows(this);
    }

    private record ProgressRows(Progress row) implements Rows {

        @Override
        public RunTable table() {
            return RunTable.PROGRESS;
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public void appendTo(DuckDBAppender appender) throws SQLException {
            appender.beginRow();
            appender.append(row.epoch);
            appender.append(row.opportunity);
            appender.append(row.timePs);
            appender.append(row.trainLoss);
            append(appender, row.trainAccuracy);
            append(appender, row.testLoss);
            append(appender, row.testAccuracy);
            appender.append(row.elapsedSeconds);
            appender.append(row.cycles);
            appender.endRow();
        }

        private static void append(DuckDBAppender appender, OptionalDouble value) throws SQLException {
            if (value.isPresent()) {
                appender.append(value.getAsDouble());
            } else {
                appender.appendNull();
            }
        }
    }
}
