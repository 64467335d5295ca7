package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.simulator.engine.DivergedException;
import java.util.List;
import java.util.OptionalDouble;

/** Says how well an experiment's network does with given weights, on the samples it learns from and on held-out ones. */
final class Scorer {
    private final Experiment experiment;
    private final long epoch;
    private final long startNanos;

    /**
     * A scorer.
     *
     * @param experiment whose network and samples are used
     * @param epoch learning opportunities in an epoch, at least 1
     * @param startNanos when the run started, in the time of {@link System#nanoTime}
     */
    Scorer(Experiment experiment, long epoch, long startNanos) {
        this.experiment = experiment;
        this.epoch = epoch;
        this.startNanos = startNanos;
    }

    /**
     * The score.
     *
     * @param waves cycles done
     * @param timePs virtual time, in picoseconds
     * @param theta log-weights by synapse id
     * @throws DivergedException if a loss is not finite
     */
    Progress score(long waves, long timePs, double[] theta) {
        long opportunities = experiment.opportunityOf(waves);
        Score train = score("training", theta, experiment.samples().train());
        List<Sample> heldOut = experiment.samples().heldOut();
        OptionalDouble testLoss = OptionalDouble.empty();
        OptionalDouble testAccuracy = OptionalDouble.empty();
        if (!heldOut.isEmpty()) {
            Score test = score("held-out", theta, heldOut);
            testLoss = OptionalDouble.of(test.loss());
            testAccuracy = test.accuracy();
        }
        return new Progress(
                Math.toIntExact(opportunities / epoch),
                opportunities,
                timePs,
                train.loss(),
                train.accuracy(),
                testLoss,
                testAccuracy,
                (System.nanoTime() - startNanos) * 1e-9,
                waves);
    }

    private Score score(String which, double[] theta, List<Sample> samples) {
        Score score = Score.of(experiment.network(), theta, experiment.loss(), experiment.target(), samples);
        DivergedException.requireFinite("the mean loss on " + which + " data", score.loss());
        return score;
    }
}
