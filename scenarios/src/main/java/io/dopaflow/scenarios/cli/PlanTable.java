package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.Rehearsal.Forecast;
import io.dopaflow.analysis.theory.RehearsedRule;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.RewardBaseline.AntitheticPair;
import io.dopaflow.models.plasticity.RewardBaseline.PreviousCycle;
import io.dopaflow.models.plasticity.RewardBaseline.RunningMean;
import io.dopaflow.models.plasticity.RewardBaseline.Unperturbed;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Accuracy and time: of the scenario as it is, of some numbers of cycles, and of each baseline at an accuracy.
 *
 * @param rehearsal of the model
 * @param populationCycle seconds that a cycle takes on the population engine, if known
 * @param actorCycle seconds that it takes on the actor engine, if known
 */
record PlanTable(LearningCycle model, Rehearsal rehearsal, OptionalDouble populationCycle, OptionalDouble actorCycle) {
    private static final RunningMean USUAL_MEAN = new RunningMean(0.05);

    private RewardBaseline own() {
        return model.schedule().baseline();
    }

    /** Prints it to standard output. */
    void print(String format, Terminal terminal, Forecast asItIs, double error, List<Long> cycles) {
        boolean forPeople = format.equals("table");
        List<String> columns = forPeople
                ? List.of(
                        "",
                        "reward against",
                        "cycles",
                        "A",
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
                        "half_window",
                        "relative_error_at_start",
                        "relative_error",
                        "cosine",
                        "excess_over_sgd",
                        "population_s",
                        "actor_s");
        RowOutput rows = RowOutput.of(format, terminal, columns);
        row(rows, forPeople, "as it is", RehearsedRule.of(model), asItIs.startError(), asItIs.error());
        for (long n : cycles) {
            RehearsedRule rehearsed =
                    rehearsal.rule((double) n, own(), model.timing().halfWindow());
            Forecast forecast = rehearsal.forecast(rehearsed);
            row(rows, forPeople, "--cycles", rehearsed, forecast.startError(), forecast.error());
        }
        for (RewardBaseline baseline : baselines()) {
            RehearsedRule rehearsed = rehearsal.reaching(error, baseline);
            row(
                    rows,
                    forPeople,
                    baseline.equals(own()) ? "--error, own" : "--error",
                    rehearsed,
                    rehearsal.startError(rehearsed),
                    rehearsal.errorAlongFlow(rehearsed));
        }
        rows.close();
    }

    private List<RewardBaseline> baselines() {
        return List.of(
                new PreviousCycle(),
                own() instanceof RunningMean mean ? mean : USUAL_MEAN,
                new Unperturbed(),
                new AntitheticPair());
    }

    private void row(
            RowOutput rows, boolean forPeople, String name, RehearsedRule rehearsed, double startError, double error) {
        CycleSchedule rule = rehearsed.rule();
        double cycles = (double) model.opportunities() * rule.cyclesPerOpportunity();
        rows.row(
                name,
                word(rule.baseline()),
                forPeople ? Text.count(rule.cycles()) : (Object) rule.cycles(),
                rehearsed.halfWindow(),
                number(forPeople, startError),
                number(forPeople, error),
                1 / Math.sqrt(1 + error * error),
                1 + rehearsed.shape().trace(model.network().synapseCount()) / rule.cycles(),
                time(forPeople, cycles, populationCycle),
                time(forPeople, cycles, actorCycle));
    }

    private static Object number(boolean forPeople, double error) {
        return Double.isFinite(error) ? (Object) error : forPeople ? "diverges" : "";
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
