package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.Rehearsal.Forecast;
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
    private final Rehearsal rehearsal;
    private final RewardBaseline own;
    private final OptionalDouble populationCycle;
    private final OptionalDouble actorCycle;

    /**
     * The table of an experiment.
     *
     * @param rehearsal of the experiment
     * @param populationCycle seconds that a cycle takes on the population engine, if known
     * @param actorCycle seconds that it takes on the actor engine, if known
     */
    PlanTable(Experiment experiment, Rehearsal rehearsal, OptionalDouble populationCycle, OptionalDouble actorCycle) {
        this.experiment = experiment;
        this.rehearsal = rehearsal;
        this.own = experiment.rule().baseline();
        this.populationCycle = populationCycle;
        this.actorCycle = actorCycle;
    }

    /** Prints it to standard output. */
    void print(String format, Terminal terminal, Forecast asItIs, double error, List<Long> cycles) {
        boolean forPeople = format.equals("table");
        List<String> columns = forPeople
                ? List.of(
                        "",
                        "reward against",
                        "cycles",
                        "error at start",
                        "over the run",
                        "cosine",
                        "excess / SGD's",
                        "population",
                        "actor")
                : List.of(
                        "row",
                        "baseline",
                        "cycles",
                        "relative_error_at_start",
                        "relative_error",
                        "cosine",
                        "excess_over_sgd",
                        "population_s",
                        "actor_s");
        RowOutput rows = RowOutput.of(format, terminal, columns);
        row(rows, forPeople, "as it is", experiment.rule(), asItIs.startError(), asItIs.error());
        for (long n : cycles) {
            LearningRule rule = rule(n, own);
            Forecast forecast = rehearsal.forecast(rule, experiment.noise());
            row(rows, forPeople, "--cycles", rule, forecast.startError(), forecast.error());
        }
        for (RewardBaseline baseline : baselines()) {
            // A small error goes with the root of n; the first guess is that of the leading order.
            double first = noise(baseline).trace(experiment.network().synapseCount()) / (error * error);
            double found = rehearsal.errorAlongFlow(rule(first, baseline), noise(baseline)) / error;
            LearningRule rule = rule(first * (Double.isFinite(found) ? found * found : 1), baseline);
            row(
                    rows,
                    forPeople,
                    baseline.equals(own) ? "--error, own" : "--error",
                    rule,
                    rehearsal.startError(rule, noise(baseline)),
                    rehearsal.errorAlongFlow(rule, noise(baseline)));
        }
        rows.close();
    }

    private NoiseShape noise(RewardBaseline baseline) {
        return baseline.equals(own) ? experiment.noise() : baseline.noise();
    }

    /** The multi-update rule of about so many cycles, as many as there can be at most. */
    private static LearningRule rule(double cycles, RewardBaseline baseline) {
        int multiple = baseline.cyclesPerUpdate();
        double updates = Math.max(1, Math.ceil(cycles / multiple * (1 - 1e-9)));
        return new LearningRule.MultiUpdate(
                (int) Math.min(updates, (Integer.MAX_VALUE - 1) / multiple) * multiple, baseline);
    }

    private List<RewardBaseline> baselines() {
        return List.of(
                new PreviousCycle(),
                own instanceof RunningMean mean ? mean : USUAL_MEAN,
                new Unperturbed(),
                new AntitheticPair());
    }

    private void row(RowOutput rows, boolean forPeople, String name, LearningRule rule, double atStart, double error) {
        double cycles = (double) experiment.opportunities() * rule.cyclesPerOpportunity();
        rows.row(
                name,
                word(rule.baseline()),
                forPeople ? Text.count(rule.cycles()) : (Object) rule.cycles(),
                atStart,
                error,
                1 / Math.sqrt(1 + error * error),
                1 + noise(rule.baseline()).trace(experiment.network().synapseCount()) / rule.cycles(),
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
