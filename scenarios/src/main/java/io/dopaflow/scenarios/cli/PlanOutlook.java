package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.flow.GradientBound;
import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
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
            String name, LearningCycle model, Rehearsal.Forecast forecast, Optional<Rehearsal.Arrival> arrival) {
        int synapses = model.network().synapseCount();
        double time = model.gradientFlowTime();
        List<String> lines = new ArrayList<>();
        lines.add(name + ": d = " + Text.count(synapses, "synapse") + ", n = "
                + Text.count(model.schedule().cycles(), "cycle") + ", T = " + Text.number(time) + ", A = "
                + Text.number(model.timing().halfWindow()) + "; " + opportunities(model.opportunities()));
        lines.add("flow: " + flow(model, forecast, arrival));
        lines.add("run: "
                + Forewarning.of(model)
                        .orElse("the weights are expected to reach a training loss of " + words(forecast.end())
                                + ", and to end at a distance from the flow of "
                                + Text.percent(forecast.distance()) + " of what it has travelled"));
        if (forecast.opportunities() < model.opportunities()) {
            lines.add("rehearsed: only the first " + opportunities(forecast.opportunities())
                    + "; the predictions of the run and of its errors are for these");
        }
        lines.add("memory on top of Java's own: " + megabytes(POPULATION_BYTES * synapses)
                + " on the population engine, " + megabytes(ACTOR_BYTES * synapses) + " on the actor engine");
        GradientBound bound = GradientBound.of(model.network(), model.loss());
        if (bound.violations().isEmpty()) {
            lines.add("assumption (3.6) of the theorem, bounded gradients, holds");
            bound.balances().forEach(line -> lines.add("  with a caveat for " + line));
        } else {
            lines.add("assumption (3.6) of the theorem, bounded gradients, does not hold:");
            bound.violations().forEach(line -> lines.add("  " + line));
        }
        if (model.schedule() instanceof CycleSchedule.SingleUpdate) {
            lines.add(
                    "note: the single-update rule compares the losses of different samples; rows with more than one cycle"
                            + " are predictions for the multi-update rule");
        }
        return lines;
    }

    private static String opportunities(long count) {
        return count == 1 ? "1 learning opportunity" : Text.count(count) + " learning opportunities";
    }

    private static String flow(LearningCycle model, Rehearsal.Forecast forecast, Optional<Rehearsal.Arrival> arrival) {
        Score end = arrival.filter(found -> found.times() == 1)
                .map(Rehearsal.Arrival::score)
                .orElse(forecast.flow());
        String reached = "a training loss of " + words(end) + ", from " + words(forecast.start());
        if (model.opportunities() == 1 || arrival.isEmpty()) {
            return "the gradient flow reaches " + reached;
        }
        if (arrival.get().times() == 1) {
            return "the run is long enough for the gradient flow, which reaches " + reached;
        }
        return duration(model, 1) + " at this T are too few: the gradient flow itself only reaches " + reached
                + "; " + duration(model, arrival.get().times()) + " take it to "
                + words(arrival.get().score());
    }

    private static String duration(LearningCycle model, long times) {
        long samples = model.samples().training().size();
        long opportunities = model.opportunities() * times;
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
