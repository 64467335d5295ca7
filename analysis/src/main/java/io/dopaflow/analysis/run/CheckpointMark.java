package io.dopaflow.analysis.run;

/**
 * Stands in the queue behind all rows of the cycles that the checkpoint tells as done.
 *
 * @param checkpoint to be written when these rows are on the disk
 * @param whenWritten called after that, on the writer thread
 */
record CheckpointMark(Checkpoint checkpoint, Runnable whenWritten) implements Queued {
    @Override
    public int count() {
        return 0;
    }
}
