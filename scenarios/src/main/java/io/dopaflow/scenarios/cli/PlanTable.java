package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Learner;
import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.Rehearsal.Forecast;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
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
    private static final int MOST_SECANTS = 6;
    private static final double CLOSE_ENOUGH = 0.03;
    private static final double MOST_AT_ONCE = 1e3;

    private final LearningCycle model;
    private final Rehearsal rehearsal;
    private final RewardBaseline own;
    private final OptionalDouble populationCycle;
    private final OptionalDouble actorCycle;

    /**
     * The table of an model.
     *
     * @param rehearsal of the model
     * @param populationCycle seconds that a cycle takes on the population engine, if known
     * @param actorCycle seconds that it takes on the actor engine, if known
     */
    PlanTable(LearningCycle model, Rehearsal rehearsal, OptionalDouble populationCycle, OptionalDouble actorCycle) {
        this.model = model;
        this.rehearsal = rehearsal;
        this.own = model.schedule().baseline();
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
        row(rows, forPeople, "as it is", Learner.of(model), asItIs.startError(), asItIs.error());
        for (long n : cycles) {
            Learner learner = new Learner(rule(n, own), model.noise(), halfWindow());
            Forecast forecast = rehearsal.forecast(learner);
            row(rows, forPeople, "--cycles", learner, forecast.startError(), forecast.error());
        }
        for (RewardBaseline baseline : baselines()) {
            Learner learner = reaching(error, baseline);
            row(
                    rows,
                    forPeople,
                    baseline.equals(own) ? "--error, own" : "--error",
                    learner,
                    rehearsal.startError(learner),
                    rehearsal.errorAlongFlow(learner));
        }
        rows.close();
    }

    private double halfWindow() {
        return model.timing().halfWindow();
    }

    /**
     * Cycles and half-window for an error along the flow, by secants of log error on log n. More cycles alone would leave the
     * bias of smoothing, so that A falls as n^(-1/3), as in Theorem 1, from the model's own.
     */
    private Learner reaching(double error, RewardBaseline baseline) {
        NoiseShape shape = baseline.equals(own) ? model.noise() : baseline.noise();
        double cycles = shape.trace(model.network().synapseCount()) / (error * error);
        double slope = -0.5;
        double lastCycles = 0;
        double lastFound = 0;
        Learner learner = learner(cycles, baseline, shape);
        for (int i = 0; i < MOST_SECANTS; i++) {
            double found = rehearsal.errorAlongFlow(learner) / error;
            if (i > 0 && found < lastFound != cycles < lastCycles) {
                slope = Math.min(-0.2, Math.log(found / lastFound) / Math.log(cycles / lastCycles));
            }
            if (Math.abs(found - 1) < CLOSE_ENOUGH) {
                break;
            }
            lastCycles = cycles;
            lastFound = found;
            cycles *= Math.min(MOST_AT_ONCE, Math.pow(found, -1 / slope));
            learner = learner(cycles, baseline, shape);
        }
        return learner;
    }

    private Learner learner(double cycles, RewardBaseline baseline, NoiseShape shape) {
        CycleSchedule rule = rule(cycles, baseline);
        double more = Math.max(1, rule.cycles() / (double) model.schedule().cycles());
        return new Learner(rule, shape, halfWindow() / Math.cbrt(more));
    }

    /** The multi-update rule of about so many cycles, as many as there can be at most. */
    private static CycleSchedule rule(double cycles, RewardBaseline baseline) {
        int multiple = baseline.cyclesPerUpdate();
        double updates = Math.max(1, Math.ceil(cycles / multiple * (1 - 1e-9)));
        return new CycleSchedule.MultiUpdate(
                (int) Math.min(updates, (Integer.MAX_VALUE - 1) / multiple) * multiple, baseline);
    }

    private List<RewardBaseline> baselines() {
        return List.of(
                new PreviousCycle(),
                own instanceof RunningMean mean ? mean : USUAL_MEAN,
                new Unperturbed(),
                new AntitheticPair());
    }

    private void row(RowOutput rows, boolean forPeople, String name, Learner learner, double startError, double error) {
        CycleSchedule rule = learner.rule();
        double cycles = (double) model.opportunities() * rule.cyclesPerOpportunity();
        rows.row(
                name,
                word(rule.baseline()),
                forPeople ? Text.count(rule.cycles()) : (Object) rule.cycles(),
                learner.halfWindow(),
                number(forPeople, startError),
                number(forPeople, error),
                1 / Math.sqrt(1 + error * error),
                1 + learner.shape().trace(model.network().synapseCount()) / rule.cycles(),
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
