package io.dopaflow.scenarios.sweep;

/** Follows a sweep. Called on one thread of it, some times a second; must be quick and must not throw. */
@FunctionalInterface
public interface SweepListener {

    /** Follows nothing. */
    SweepListener NONE = progress -> {};

    /**
     * How far a sweep has come.
     *
     * @param membersDone runs that have ended, those of earlier times included
     * @param members runs of the sweep
     * @param failed how many of them have failed
     * @param cyclesDone learning cycles of this time
     * @param cycles learning cycles that are to be done this time
     */
    record SweepProgress(int membersDone, int members, int failed, long cyclesDone, long cycles) {}

    /** The sweep has gone on. */
    void onProgress(SweepProgress progress);
}
