package io.dopaflow.analysis.run;

import io.dopaflow.models.task.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBDataChunkWriter;

/**
 * How well the network does at some moment of the run, usually the end of an epoch.
 *
 * @param epoch passes over the training data done, from 0
 * @param opportunity learning opportunities done
 * @param timePs virtual time in picoseconds
 * @param training its score on the training data
 * @param heldOut its score on held-out data; empty without any
 * @param elapsedSeconds wall-clock seconds since the start
 * @param cycles learning cycles done
 */
public record Progress(
        int epoch,
        long opportunity,
        long timePs,
        Score training,
        Optional<Score> heldOut,
        double elapsedSeconds,
        long cycles) {

    /** Rejects losses that are no numbers. */
    public Progress {
        requireFinite("train loss", training.loss());
        requireFinite("elapsed seconds", elapsedSeconds);
        heldOut.ifPresent(score -> requireFinite("test loss", score.loss()));
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
            put(chunk, 3, at, Optional.of(row.training));
            put(chunk, 7, at, row.heldOut);
            chunk.vector(11).setDouble(at, row.elapsedSeconds);
            chunk.vector(12).setLong(at, row.cycles);
        }

        private static void put(DuckDBDataChunkWriter chunk, int column, int at, Optional<Score> score) {
            Map<String, Double> numbers = score.map(Score::byName).orElse(Map.of());
            int next = column;
            for (String name : List.of("loss", "accuracy", "error", "r2")) {
                if (numbers.containsKey(name)) {
                    chunk.vector(next++).setDouble(at, numbers.get(name));
                } else {
                    chunk.vector(next++).setNull(at);
                }
            }
        }
    }
}
