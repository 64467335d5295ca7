package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a network has learnt from samples, in words.
 *
 * @param progress its scores, in order
 * @param samples to learn from and to be examined with
 */
record LearningResults(List<Progress> progress, Split samples) {

    /** The results, in the order of their weight. */
    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        if (!progress.isEmpty()) {
            Progress last = progress.get(progress.size() - 1);
            last.heldOut()
                    .ifPresent(score ->
                            tiles.add(tile("Held out", score, samples.heldOut().size())));
            tiles.add(tile("Training", last.training(), samples.training().size()));
        }
        return tiles;
    }

    /**
     * What came out, in one sentence.
     *
     * @param more what goes on in it
     */
    String sentence(String more) {
        if (progress.isEmpty()) {
            return "It was ended before it was scored.";
        }
        Progress first = progress.get(0);
        Progress last = progress.get(progress.size() - 1);
        String examined = last.heldOut().isPresent()
                ? "the " + Words.count(samples.heldOut().size(), "held-out sample")
                : "its training samples";
        Score before = first.heldOut().orElse(first.training());
        Score after = last.heldOut().orElse(last.training());
        String score;
        if (after.accuracy().isPresent()) {
            score = "it classified " + Words.percent(after.accuracy().getAsDouble()) + " of " + examined
                    + " correctly (" + Words.percent(before.accuracy().orElse(0)) + " before)";
        } else {
            score = "the loss on " + examined + " fell from " + Words.number(before.loss()) + " to "
                    + Words.number(after.loss());
            if (after.loss() >= before.loss()) {
                score = score.replace("fell", "went");
            }
        }
        return "At the end " + score + more + ".";
    }

    private static Tile tile(String name, Score score, int samples) {
        String of = Words.count(samples, "sample");
        if (score.accuracy().isPresent()) {
            return new Tile(
                    name + " accuracy",
                    Words.percent(score.accuracy().getAsDouble()),
                    of + ", loss " + Words.number(score.loss()));
        }
        return score.r2().isPresent()
                ? new Tile(
                        name + " R\u00b2",
                        Words.number(score.r2().getAsDouble()),
                        of + ", loss " + Words.number(score.loss()))
                : new Tile(name + " loss", Words.number(score.loss()), of + "; lower is better");
    }
}
