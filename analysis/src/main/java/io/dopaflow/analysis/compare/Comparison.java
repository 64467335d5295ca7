package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The emergent weights of a run against what theory says they should follow.
 *
 * @param network the graph, for names
 * @param gradientMethod how gradients were taken
 * @param gradientFlowTime T of one learning opportunity
 * @param updates n of one learning opportunity
 * @param opportunitiesPerEpoch training samples
 * @param opportunities those whose start and end weights were recorded, in order
 * @param run the whole run at recorded moments, in order
 * @param trajectory weights through the whole run beside their flow
 * @param agreement of the recorded weights with the replayed rule
 * @param course of the opportunity with the most recorded cycles; empty if no start and end were recorded
 * @param notes on what the figures do not mean, a sentence each
 */
public record Comparison(
        Network network,
        Gradient.Method gradientMethod,
        double gradientFlowTime,
        int updates,
        int opportunitiesPerEpoch,
        List<OpportunityComparison> opportunities,
        List<RunPoint> run,
        RunTrajectory trajectory,
        RuleAgreement agreement,
        Optional<OpportunityTrajectory> course,
        List<String> notes) {

    /** Copies the lists. */
    public Comparison {
        opportunities = List.copyOf(opportunities);
        run = List.copyOf(run);
        notes = List.copyOf(notes);
    }

    /**
     * Compares a run. Takes some microseconds for each synapse and opportunity for the flow, and what the replay of the
     * run takes.
     *
     * @param run what was recorded
     * @param model what was executed
     * @param replay executes the rule once more
     * @param sink receives the trajectories
     * @param progress receives the fraction done, from 0 to 1
     */
    public static Comparison of(
            RunReader run, LearningCycle model, RuleReplay replay, TrajectorySink sink, DoubleConsumer progress) {
        return new RunComparer(run, model, replay, sink, progress).compare();
    }
}
