package io.dopaflow.scenarios.batch;

/** Follows a batch. Called on one thread of it, some times a second; must be quick and must not throw. */
@FunctionalInterface
public interface BatchListener {

    /** Follows nothing. */
    BatchListener NONE = progress -> {};

    /**
     * How far a batch has come.
     *
     * @param membersDone runs that have ended, those of earlier times included
     * @param members runs of the batch
     * @param failed how many of them have failed
     * @param cyclesDone learning cycles of this time; of networks that spike freely, milliseconds
     * @param cycles those that are to be done this time
     */
    record Progress(int membersDone, int members, int failed, long cyclesDone, long cycles) {}

    /** The batch has gone on. */
    void onProgress(Progress progress);
}
