package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.Comparison;
import io.dopaflow.analysis.compare.OpportunityComparison;
import io.dopaflow.analysis.compare.Quantiles;
import io.dopaflow.analysis.compare.RuleAgreement;
import io.dopaflow.analysis.compare.RunPoint;
import io.dopaflow.analysis.compare.StepGeometry;
import io.dopaflow.analysis.theory.StepPrediction;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A comparison for people: some learning opportunities, their summary, the course of the whole run. */
record ComparisonTable(Comparison comparison, Terminal terminal) {
    private static final int MOST_OPPORTUNITIES = 12;
    private static final int MOST_STEPS = 6;
    private static final int MOST_POINTS = 8;

    /** Prints the comparison in some 50 lines. */
    static void print(Comparison comparison, Terminal terminal) {
        ComparisonTable table = new ComparisonTable(comparison, terminal);
        terminal.showText("A learning opportunity is one presentation of a sample: n = " + comparison.updates()
                + " updates, gradient-flow time T = " + Text.number(comparison.gradientFlowTime()) + ".");
        terminal.showText(comparison.network().synapseCount() + " synapses; gradients: "
                + comparison.gradientMethod().description());
        if (!comparison.opportunities().isEmpty()) {
            table.opportunities();
            table.steps();
            table.summary();
        }
        table.run();
        table.agreement();
        comparison.notes().forEach(note -> terminal.showText("\n" + note));
    }

    private void opportunities() {
        terminal.showText(
                "\nLearning opportunities, each from its recorded start (distances relative to the flow's step):");
        new TextTable<OpportunityComparison>()
                .column("opportunity", OpportunityComparison::opportunity)
                .column("recorded", OpportunityComparison::points)
                .column("rule, max diff", OpportunityComparison::ruleDifference)
                .column("flow step", OpportunityComparison::step)
                .column("to flow", row -> Text.percent(row.relativeFlowDistance()))
                .column("sup", row -> Text.percent(row.flowSup() / row.step()))
                .column("predicted", row -> Text.percent(row.predictedRms().orElse(Double.NaN) / row.step()))
                .column("ratio", OpportunityComparison::ratio)
                .column("to SGD", row -> Text.percent(row.sgdDistance() / row.step()))
                .print(some(comparison.opportunities(), MOST_OPPORTUNITIES), terminal);
    }

    private void steps() {
        terminal.showText(
                "\nThe same steps against -grad L at their start (cosine of the angle, length over T |grad L|):");
        new TextTable<OpportunityComparison>()
                .column("opportunity", OpportunityComparison::opportunity)
                .column("cosine", row -> row.geometry().cosine())
                .column("predicted", row -> predicted(row.geometry(), StepPrediction::cosine))
                .column("length / T|g|", row -> row.geometry().relativeLength())
                .column("predicted", row -> predicted(row.geometry(), StepPrediction::relativeLength))
                .print(some(comparison.opportunities(), MOST_STEPS), terminal);
    }

    private static double predicted(StepGeometry step, ToDoubleFunction<StepPrediction> value) {
        return step.predicted().stream().mapToDouble(value).findFirst().orElse(Double.NaN);
    }

    private void summary() {
        List<OpportunityComparison> all = comparison.opportunities();
        terminal.showText("\nOver all " + all.size()
                + " learning opportunities with recorded start and end (median, 10 % to 90 % quantile):");
        spread("to gradient flow", OpportunityComparison::relativeFlowDistance);
        spread("sup to flow", row -> row.flowSup() / row.step());
        spread("to one SGD step", row -> row.sgdDistance() / row.step());
        spread("SGD step to flow", row -> row.sgdToFlow() / row.step());
        line(
                "all steps together",
                Text.percent(pooled(all, OpportunityComparison::step)),
                "to the flow, in root mean square");
        List<OpportunityComparison> predicted =
                all.stream().filter(row -> row.predictedRms().isPresent()).toList();
        if (!predicted.isEmpty()) {
            double median = Quantiles.of(predicted.stream()
                            .mapToDouble(row -> row.ratio().orElseThrow())
                            .toArray())
                    .at(0.5);
            terminal.showText("  measured / predicted distance to the flow: "
                    + Text.number(pooled(predicted, row -> row.predictedRms().orElseThrow()))
                    + " in root mean square over " + predicted.size() + ", median " + Text.number(median));
            geometry(predicted);
        }
    }

    private void agreement() {
        RuleAgreement agreement = comparison.agreement();
        terminal.showText("\nThe rule, replayed from the seed by the population engine: "
                + (agreement.differing() == 0
                        ? "equal to the last bit at all "
                        : "differs at " + Text.count(agreement.differing()) + " of ")
                + Text.count(agreement.moments(), "recorded moment") + ".");
        agreement.first().ifPresent(first -> terminal.showText("First difference: " + first + "."));
    }

    /** Mean cosines and root mean square lengths, measured and predicted, over those of which there are predictions. */
    private void geometry(List<OpportunityComparison> rows) {
        List<StepGeometry> steps = rows.stream()
                .map(OpportunityComparison::geometry)
                .filter(step -> step.predicted().isPresent() && !Double.isNaN(step.cosine()))
                .toList();
        if (!steps.isEmpty()) {
            terminal.showText(
                    "  cosine with -grad L: mean " + mean(steps, step -> 1, StepGeometry::cosine) + ", predicted "
                            + mean(steps, step -> 1, step -> predicted(step, StepPrediction::cosine))
                            + "; weighted with |grad L| " + mean(steps, StepGeometry::scale, StepGeometry::cosine)
                            + ", predicted "
                            + mean(steps, StepGeometry::scale, step -> predicted(step, StepPrediction::cosine)));
            terminal.showText("  length over T |grad L|: " + pooledLength(steps, StepGeometry::relativeLength)
                    + ", predicted " + pooledLength(steps, step -> predicted(step, StepPrediction::relativeLength))
                    + ", all steps together in root mean square");
        }
    }

    private static String mean(
            List<StepGeometry> steps, ToDoubleFunction<StepGeometry> weight, ToDoubleFunction<StepGeometry> value) {
        return Text.number(weighted(steps, weight, value));
    }

    private static double weighted(
            List<StepGeometry> steps, ToDoubleFunction<StepGeometry> weight, ToDoubleFunction<StepGeometry> value) {
        double sum = steps.stream()
                .mapToDouble(step -> weight.applyAsDouble(step) * value.applyAsDouble(step))
                .sum();
        return sum / steps.stream().mapToDouble(weight).sum();
    }

    private static String pooledLength(List<StepGeometry> steps, ToDoubleFunction<StepGeometry> length) {
        return Text.number(
                Math.sqrt(weighted(steps, step -> square(step.scale()), step -> square(length.applyAsDouble(step)))));
    }

    /** Root mean square of the distance to the flow over that of something it is measured by. */
    private static double pooled(List<OpportunityComparison> all, ToDoubleFunction<OpportunityComparison> measure) {
        double distances =
                all.stream().mapToDouble(row -> square(row.flowDistance())).sum();
        return Math.sqrt(distances
                / all.stream()
                        .mapToDouble(row -> square(measure.applyAsDouble(row)))
                        .sum());
    }

    private static double square(double value) {
        return value * value;
    }

    private void spread(String name, ToDoubleFunction<OpportunityComparison> value) {
        Quantiles quantiles = Quantiles.of(
                comparison.opportunities().stream().mapToDouble(value).toArray());
        line(
                name,
                Text.percent(quantiles.at(0.5)),
                "(" + Text.percent(quantiles.at(0.1)) + " to " + Text.percent(quantiles.at(0.9)) + ")");
    }

    private void line(String name, String value, String more) {
        terminal.showText(String.format("  %-19s %8s  %s", name, value, more));
    }

    private void run() {
        if (comparison.run().isEmpty()) {
            return;
        }
        terminal.showText(
                "\nThe whole run, all from the same initial weights (distances relative to what the flow has travelled):");
        new TextTable<RunPoint>()
                .column("opportunities", RunPoint::opportunities)
                .column("flow travelled", RunPoint::travelled)
                .column("rule, max diff", RunPoint::ruleDifference)
                .column("to flow", point -> Text.percent(point.flowDistance() / point.travelled()))
                .column("to SGD", point -> Text.percent(point.sgdDistance() / point.travelled()))
                .column("SGD to flow", point -> Text.percent(point.sgdToFlow() / point.travelled()))
                .print(some(comparison.run(), MOST_POINTS), terminal);
    }

    /** Evenly spread, first and last among them. */
    static <T> List<T> some(List<T> all, int most) {
        int shown = Math.min(all.size(), most);
        return IntStream.range(0, shown)
                .mapToObj(i -> all.get(shown == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (shown - 1))))
                .toList();
    }
}
