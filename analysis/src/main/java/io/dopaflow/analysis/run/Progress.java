package io.dopaflow.analysis.run;

import io.dopaflow.models.task.Score;
import java.util.Optional;

/**
 * How well the network does at some moment of the run, usually the end of an epoch.
 *
 * @param epoch passes over the training data done, from 0
 * @param opportunity learning opportunities done
 * @param timePs virtual time in picoseconds
 * @param training its score on the training data
 * @param heldOut its score on held-out data; empty without any
 * @param elapsedSeconds wall-clock seconds since the start
 * @param steps of the family's work done: learning cycles, or learning opportunities
 */
public record Progress(
        int epoch,
        long opportunity,
        long timePs,
        Score training,
        Optional<Score> heldOut,
        double elapsedSeconds,
        long steps) {

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
}
