package io.dopaflow.analysis.run;

/** What goes through the queue to the writer thread. */
sealed interface Queued permits Rows, CheckpointMark {

    /** How many rows it is. */
    int count();
}
