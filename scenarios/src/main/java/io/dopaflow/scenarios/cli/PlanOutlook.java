package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.flow.GradientBound;
import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan says beside its table: size, flow and run, memory, and whether the theorem's assumption is kept. */
final class PlanOutlook {
    /** Of the population engine, measured at ten million synapses. */
    private static final double POPULATION_BYTES = 33;

    /** Of the actor engine: 6 MB for 5200 synapses. */
    private static final double ACTOR_BYTES = 1200;

    private PlanOutlook() {}

    /** Lines for a person. */
    static List<String> lines(
            String name, Experiment experiment, Rehearsal.Forecast forecast, Optional<Rehearsal.Arrival> arrival) {
        int synapses = experiment.network().synapseCount();
        double time = experiment.gradientFlowTime();
        List<String> lines = new ArrayList<>();
        lines.add(name + ": d = " + Text.count(synapses, "synapse") + ", n = "
                + Text.count(experiment.rule().cycles(), "cycle") + ", T = " + Text.number(time) + ", A = "
                + Text.number(experiment.timing().halfWindow()) + "; " + opportunities(experiment.opportunities()));
        lines.add("flow: " + flow(experiment, forecast, arrival));
        lines.add("run: "
                + Forewarning.of(experiment)
                        .orElse("the weights are expected to reach a training loss of " + words(forecast.end())
                                + ", and to end off the flow by " + Text.percent(forecast.distance())
                                + " of what it has travelled"));
        if (forecast.opportunities() < experiment.opportunities()) {
            lines.add("rehearsed: the first " + opportunities(forecast.opportunities())
                    + "; what is said of the run and of errors holds for these");
        }
        lines.add("memory beside Java: " + megabytes(POPULATION_BYTES * synapses) + " on the population engine, "
                + megabytes(ACTOR_BYTES * synapses) + " on the actor engine");
        GradientBound bound = GradientBound.of(experiment.network(), experiment.loss());
        if (bound.violations().isEmpty()) {
            lines.add("assumption (3.6) of the theorem, bounded gradients, holds");
            bound.balances().forEach(line -> lines.add("  with a reserve for " + line));
        } else {
            lines.add("assumption (3.6) of the theorem, bounded gradients, does not hold:");
            bound.violations().forEach(line -> lines.add("  " + line));
        }
        if (experiment.rule() instanceof LearningRule.SingleUpdate) {
            lines.add(
                    "note: the single-update rule compares the losses of different samples; rows with another number of"
                            + " cycles are those of the multi-update rule");
        }
        return lines;
    }

    private static String opportunities(long count) {
        return count == 1 ? "1 learning opportunity" : Text.count(count) + " learning opportunities";
    }

    private static String flow(
            Experiment experiment, Rehearsal.Forecast forecast, Optional<Rehearsal.Arrival> arrival) {
        Score end = arrival.filter(found -> found.times() == 1)
                .map(Rehearsal.Arrival::score)
                .orElse(forecast.flow());
        String reached = "a training loss of " + words(end) + ", from " + words(forecast.start());
        if (experiment.opportunities() == 1 || arrival.isEmpty()) {
            return "the gradient flow reaches " + reached;
        }
        if (arrival.get().times() == 1) {
            return "the gradient flow arrives: it reaches " + reached;
        }
        return duration(experiment, 1) + " at this T are too few: the gradient flow itself only reaches " + reached
                + "; " + duration(experiment, arrival.get().times()) + " take it to "
                + words(arrival.get().score());
    }

    private static String duration(Experiment experiment, long times) {
        long samples = experiment.samples().train().size();
        long opportunities = experiment.opportunities() * times;
        return opportunities % samples == 0
                ? Text.count(opportunities / samples, "epoch")
                : opportunities(opportunities);
    }

    private static String words(Score score) {
        return Text.number(score.loss())
                + (score.accuracy().isPresent()
                        ? " (" + Text.percent(score.accuracy().getAsDouble()) + " right)"
                        : "");
    }

    private static String megabytes(double bytes) {
        return bytes < 1e6 ? "less than 1 MB" : "about " + Text.count(Math.round(bytes * 1e-6)) + " MB";
    }
}
