package io.dopaflow.analysis.run;

import java.util.OptionalDouble;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/**
 * How well the network does at some moment of the run, usually the end of an epoch.
 *
 * @param epoch passes over the training data done, from 0
 * @param opportunity learning opportunities done
 * @param timePs virtual time in picoseconds
 * @param trainingLoss mean loss on the training data
 * @param trainingAccuracy share of the training data classified rightly, 0 to 1; empty for regression
 * @param heldOutLoss mean loss on held-out data; empty without any
 * @param heldOutAccuracy share of held-out data classified rightly, 0 to 1; empty for regression or without held-out data
 * @param elapsedSeconds wall-clock seconds since the start
 * @param cycles learning cycles done
 */
public record Progress(
        int epoch,
        long opportunity,
        long timePs,
        double trainingLoss,
        OptionalDouble trainingAccuracy,
        OptionalDouble heldOutLoss,
        OptionalDouble heldOutAccuracy,
        double elapsedSeconds,
        long cycles) {

    /** Rejects losses that are no numbers. */
    public Progress {
        requireFinite("train loss", trainingLoss);
        requireFinite("elapsed seconds", elapsedSeconds);
        heldOutLoss.ifPresent(loss -> requireFinite("test loss", loss));
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
        public void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows) {
            chunk.vector(0).setInt(at, row.epoch);
            chunk.vector(1).setLong(at, row.opportunity);
            chunk.vector(2).setLong(at, row.timePs);
            chunk.vector(3).setDouble(at, row.trainingLoss);
            put(chunk.vector(4), at, row.trainingAccuracy);
            put(chunk.vector(5), at, row.heldOutLoss);
            put(chunk.vector(6), at, row.heldOutAccuracy);
            chunk.vector(7).setDouble(at, row.elapsedSeconds);
            chunk.vector(8).setLong(at, row.cycles);
        }

        private static void put(DuckDBWritableVector vector, int at, OptionalDouble value) {
            if (value.isPresent()) {
                vector.setDouble(at, value.getAsDouble());
            } else {
                vector.setNull(at);
            }
        }
    }
}
