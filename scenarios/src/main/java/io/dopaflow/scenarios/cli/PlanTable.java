package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.StepAccuracy;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.RewardBaseline.AntitheticPair;
import io.dopaflow.models.plasticity.RewardBaseline.PreviousCycle;
import io.dopaflow.models.plasticity.RewardBaseline.RunningMean;
import io.dopaflow.models.plasticity.RewardBaseline.Unperturbed;
import java.util.List;
import java.util.OptionalDouble;

/** Accuracy and time: of the scenario as it is, of some numbers of cycles, and of each baseline at an accuracy. */
final class PlanTable {
    private static final RunningMean USUAL_MEAN = new RunningMean(0.05);

    private final Experiment experiment;
    private final int synapses;
    private final RewardBaseline own;
    private final OptionalDouble populationCycle;
    private final OptionalDouble actorCycle;

    /**
     * The table of an experiment.
     *
     * @param populationCycle seconds that a cycle takes on the population engine, if known
     * @param actorCycle seconds that it takes on the actor engine, if known
     */
    PlanTable(Experiment experiment, OptionalDouble populationCycle, OptionalDouble actorCycle) {
        this.experiment = experiment;
        this.synapses = experiment.network().synapseCount();
        this.own = experiment.rule().baseline();
        this.populationCycle = populationCycle;
        this.actorCycle = actorCycle;
    }

    /** Prints it to standard output. */
    void print(String format, Terminal terminal, double error, List<Long> cycles) {
        boolean forPeople = format.equals("table");
        List<String> columns = forPeople
                ? List.of("", "reward against", "cycles", "error", "cosine", "excess / SGD's", "population", "actor")
                : List.of(
                        "row",
                        "baseline",
                        "cycles",
                        "relative_error",
                        "cosine",
                        "excess_over_sgd",
                        "population_s",
                        "actor_s");
        RowOutput rows = RowOutput.of(format, terminal, columns);
        row(
                rows,
                forPeople,
                "as it is",
                own,
                StepAccuracy.of(experiment.noise(), synapses, experiment.rule().cycles()));
        for (long n : cycles) {
            row(rows, forPeople, "--cycles", own, StepAccuracy.of(experiment.noise(), synapses, n));
        }
        for (RewardBaseline baseline : baselines()) {
            boolean isOwn = baseline.equals(own);
            NoiseShape noise = isOwn ? experiment.noise() : baseline.noise();
            row(
                    rows,
                    forPeople,
                    isOwn ? "--error, own" : "--error",
                    baseline,
                    StepAccuracy.reaching(error, noise, synapses, baseline.cyclesPerUpdate()));
        }
        rows.close();
    }

    private List<RewardBaseline> baselines() {
        return List.of(
                new PreviousCycle(),
                own instanceof RunningMean mean ? mean : USUAL_MEAN,
                new Unperturbed(),
                new AntitheticPair());
    }

    private void row(RowOutput rows, boolean forPeople, String name, RewardBaseline baseline, StepAccuracy accuracy) {
        // Where a sample is presented for many cycles of one update each, one more only establishes the first loss.
        boolean hasFirst = experiment.rule() instanceof LearningRule.MultiUpdate && baseline.cyclesPerUpdate() == 1;
        double cycles = (double) experiment.opportunities() * (accuracy.cycles() + (hasFirst ? 1 : 0));
        rows.row(
                name,
                word(baseline),
                forPeople ? Text.count(accuracy.cycles()) : (Object) accuracy.cycles(),
                accuracy.relativeError(),
                accuracy.cosine(),
                accuracy.excessOverSgd(),
                time(forPeople, cycles, populationCycle),
                time(forPeople, cycles, actorCycle));
    }

    private static Object time(boolean forPeople, double cycles, OptionalDouble perCycle) {
        if (perCycle.isEmpty()) {
            return forPeople ? "unknown" : "";
        }
        double seconds = cycles * perCycle.getAsDouble();
        return forPeople ? Text.duration(seconds) : (Object) seconds;
    }

    private static String word(RewardBaseline baseline) {
        if (baseline instanceof PreviousCycle) {
            return "previous-cycle";
        }
        if (baseline instanceof RunningMean mean) {
            return "running-mean " + mean.rate();
        }
        return baseline instanceof Unperturbed ? "unperturbed" : "antithetic";
    }
}
