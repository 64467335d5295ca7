package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.cycle.LearningCycle;

/** Says how well an experiment's network does with given weights, on the samples it learns from and on held-out ones. */
final class Scorer {
    private final LearningCycle model;
    private final long startNanos;

    /**
     * A scorer.
     *
     * @param model whose network and samples are used
     * @param startNanos when the run started, in the time of {@link System#nanoTime}
     */
    Scorer(LearningCycle model, long startNanos) {
        this.model = model;
        this.startNanos = startNanos;
    }

    /**
     * The score.
     *
     * @param cycles cycles done
     * @param timePs virtual time, in picoseconds
     * @param theta log-weights by synapse id
     * @throws io.dopaflow.models.cycle.DivergedException if a loss is not finite
     */
    Progress score(long cycles, long timePs, double[] theta) {
        long opportunities = model.opportunityOf(cycles);
        return new Progress(
                Math.toIntExact(opportunities / model.samples().training().size()),
                opportunities,
                timePs,
                model.trainingScore(theta),
                model.heldOutScore(theta),
                (System.nanoTime() - startNanos) * 1e-9,
                cycles);
    }
}
