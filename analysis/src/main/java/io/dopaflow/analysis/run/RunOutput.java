package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.models.record.RecordingFailedException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the tables and checkpoints of a run directory while the run goes on, see {@link TableStore}. Any number of threads
 * may call it. Every method throws {@link RecordingFailedException}, with the file, when nothing can be written any more.
 *
 * <p>Times are picoseconds of virtual time. Numbers must be finite. {@link #close} sorts every table into one file.
 */
public abstract sealed class RunOutput implements AutoCloseable permits LearningOutput, SpikingRunWriter {
    private final CheckpointStore checkpoints;
    private final TableStore store;

    RunOutput(
            RunDirectory directory, List<Table> tables, Duration flushInterval, Consumer<StorageException> onFailure) {
        checkpoints = new CheckpointStore(directory.path());
        store = new TableStore(directory.path(), tables, flushInterval, onFailure);
    }

    /** What brings the rows to the disk: how many, how late, and what went wrong. */
    public final TableStore store() {
        return store;
    }

    /**
     * Keeps a checkpoint, once all rows that were given before this call are on the disk. Waits like any other caller.
     *
     * @param checkpoint a state; no row of what it tells as done may come later
     * @param whenWritten called when it is kept, on the writer thread; never if that fails
     */
    public final void checkpoint(Checkpoint checkpoint, Runnable whenWritten) {
        store.flush(() -> {
            checkpoints.write(checkpoint);
            whenWritten.run();
        });
    }

    /**
     * Writes what is left and sorts each table into one file, see {@link TableStore#close}.
     *
     * @throws RecordingFailedException if rows are missing from the files, or a table could not be brought into one file;
     *     what was written before can be read
     */
    @Override
    public final void close() {
        store.close();
    }

    /** Rejects what is no number, by the name and id of what it is of. */
    static void requireFinite(double value, String name, long id) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " " + id + " must be finite, was " + value);
        }
    }
}
