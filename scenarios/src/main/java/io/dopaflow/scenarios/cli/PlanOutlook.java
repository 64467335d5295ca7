package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.flow.GradientBound;
import io.dopaflow.analysis.theory.StartCurvature;
import io.dopaflow.analysis.theory.StepAccuracy;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import java.util.ArrayList;
import java.util.List;

/** What a plan says beside its table: size, course, stability, memory, and whether the theorem's assumption is kept. */
final class PlanOutlook {
    /** Of the population engine, measured at ten million synapses. */
    private static final double POPULATION_BYTES = 33;

    /** Of the actor engine: 6 MB for 5200 synapses. */
    private static final double ACTOR_BYTES = 1200;

    private PlanOutlook() {}

    /** Lines for a person. */
    static List<String> lines(String name, Experiment experiment) {
        int synapses = experiment.network().synapseCount();
        double time = experiment.gradientFlowTime();
        List<String> lines = new ArrayList<>();
        lines.add(name + ": d = " + Text.count(synapses, "synapse") + ", n = "
                + Text.count(experiment.rule().cycles(), "cycle") + ", T = " + Text.number(time) + ", A = "
                + Text.number(experiment.timing().halfWindow()) + "; "
                + (experiment.opportunities() == 1
                        ? "1 learning opportunity"
                        : Text.count(experiment.opportunities()) + " learning opportunities"));
        lines.add(
                "course: " + Forewarning.of(experiment).orElse("the weights stay within reach of the gradient flow's"));
        StartCurvature curvature = StartCurvature.of(experiment);
        double stable = StepAccuracy.of(experiment.noise(), synapses, 1).stableFrom(time, curvature.mean());
        lines.add("curvature: " + Text.number(curvature.mean()) + " at the start (mean of "
                + Text.count(curvature.samples(), "sample") + "); were it the same in all directions, n would have to"
                + " exceed " + Text.number(stable));
        lines.add("memory beside Java: " + megabytes(POPULATION_BYTES * synapses) + " on the population engine, "
                + megabytes(ACTOR_BYTES * synapses) + " on the actor engine");
        GradientBound bound = GradientBound.of(experiment.network(), experiment.loss());
        bound.violations().forEach(line -> lines.add("assumption (3.6) of the theorem is left by " + line));
        bound.balances().forEach(line -> lines.add("assumption (3.6) holds with a reserve for " + line));
        if (experiment.rule() instanceof LearningRule.SingleUpdate) {
            lines.add(
                    "note: the single-update rule compares the losses of different samples, which adds to the errors");
        }
        return lines;
    }

    private static String megabytes(double bytes) {
        return bytes < 1e6 ? "less than 1 MB" : "about " + Text.count(Math.round(bytes * 1e-6)) + " MB";
    }
}
