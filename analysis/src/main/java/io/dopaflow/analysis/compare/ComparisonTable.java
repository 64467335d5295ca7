package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.theory.StepPrediction;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A comparison as text for people: some learning opportunities, their summary, the course of the whole run. */
public final class ComparisonTable {
    private static final int MOST_OPPORTUNITIES = 12;
    private static final int MOST_STEPS = 6;
    private static final int MOST_POINTS = 8;

    private final Comparison comparison;

    private ComparisonTable(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The comparison in some 50 lines, each ended by a line break. */
    public static String text(Comparison comparison) {
        ComparisonTable table = new ComparisonTable(comparison);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "gradient-flow time T = %s of each learning opportunity, n = %d updates, d = %d synapses\ngradients: %s\n",
                number(comparison.gradientFlowTime()),
                comparison.updates(),
                comparison.network().synapseCount(),
                comparison.gradientMethod().description()));
        if (!comparison.opportunities().isEmpty()) {
            text.append('\n').append(table.opportunities()).append('\n').append(table.steps());
            text.append('\n').append(table.summary());
        }
        if (!comparison.run().isEmpty()) {
            text.append('\n').append(table.run());
        }
        comparison.notes().forEach(note -> text.append('\n').append(note));
        return comparison.notes().isEmpty()
                ? text.toString()
                : text.append('\n').toString();
    }

    private String opportunities() {
        TextTable table = new TextTable();
        table.add(
                "opportunity",
                "recorded",
                "rule, max diff",
                "flow step",
                "to flow",
                "sup",
                "predicted",
                "ratio",
                "to SGD");
        for (OpportunityComparison row : some(comparison.opportunities(), MOST_OPPORTUNITIES)) {
            table.add(
                    Long.toString(row.opportunity()),
                    Integer.toString(row.points()),
                    difference(row.ruleDifference()),
                    number(row.step()),
                    percent(row.relativeFlowDistance()),
                    percent(row.flowSup() / row.step()),
                    row.predictedRms().isPresent() ? percent(row.predictedRms().getAsDouble() / row.step()) : "-",
                    row.ratio().isPresent() ? number(row.ratio().getAsDouble()) : "-",
                    percent(row.sgdDistance() / row.step()));
        }
        return "Learning opportunities, each from its recorded start (distances relative to the flow's step):\n"
                + table.text();
    }

    private String steps() {
        TextTable table = new TextTable();
        table.add("opportunity", "cosine", "predicted", "length / T|g|", "predicted");
        for (OpportunityComparison row : some(comparison.opportunities(), MOST_STEPS)) {
            StepGeometry step = row.geometry();
            table.add(
                    Long.toString(row.opportunity()),
                    number(step.cosine()),
                    step.predicted().map(p -> number(p.cosine())).orElse("-"),
                    number(step.relativeLength()),
                    step.predicted().map(p -> number(p.relativeLength())).orElse("-"));
        }
        return "The same steps against -grad L at their start (cosine of the angle, length over T |grad L|):\n"
                + table.text();
    }

    private String summary() {
        List<OpportunityComparison> all = comparison.opportunities();
        double worst = all.stream()
                .mapToDouble(OpportunityComparison::ruleDifference)
                .max()
                .orElse(Double.NaN);
        StringBuilder text = new StringBuilder(
                "Over all " + all.size() + " with recorded start and end (median, 10 % to 90 % quantile):\n");
        text.append("  to gradient flow    ").append(spread(all, OpportunityComparison::relativeFlowDistance));
        text.append("  sup to flow         ").append(spread(all, row -> row.flowSup() / row.step()));
        text.append("  to one SGD step     ").append(spread(all, row -> row.sgdDistance() / row.step()));
        text.append("  SGD step to flow    ").append(spread(all, row -> row.sgdToFlow() / row.step()));
        text.append("  all steps together  ")
                .append(String.format(
                        Locale.ROOT,
                        "%8s  to the flow, in root mean square%n",
                        percent(pooled(all, OpportunityComparison::step))));
        List<OpportunityComparison> predicted =
                all.stream().filter(row -> row.predictedRms().isPresent()).toList();
        if (!predicted.isEmpty()) {
            text.append("  measured / predicted distance to the flow: ")
                    .append(number(pooled(predicted, row -> row.predictedRms().orElseThrow())))
                    .append(" in root mean square over " + predicted.size() + ", median ")
                    .append(number(Quantiles.of(predicted.stream()
                                    .mapToDouble(row -> row.ratio().orElseThrow())
                                    .toArray())
                            .at(0.5)))
                    .append('\n');
            text.append(geometry(predicted));
        }
        return text.append("  abstract rule, replayed with the same jitter: ")
                .append(
                        worst == 0
                                ? "every recorded weight equal to the last bit"
                                : "differs by up to " + number(worst))
                .append('\n')
                .toString();
    }

    /** Mean cosines and root mean square lengths, measured and predicted, over those of which there are predictions. */
    private static String geometry(List<OpportunityComparison> rows) {
        List<StepGeometry> steps = rows.stream()
                .map(OpportunityComparison::geometry)
                .filter(step -> step.predicted().isPresent() && !Double.isNaN(step.cosine()))
                .toList();
        if (steps.isEmpty()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "  cosine with -grad L: mean %s, predicted %s; weighted with |grad L| %s, predicted %s%n"
                        + "  length over T |grad L|: %s, predicted %s, all steps together in root mean square%n",
                number(mean(steps, step -> 1, StepGeometry::cosine)),
                number(mean(steps, step -> 1, step -> predicted(step).cosine())),
                number(mean(steps, StepGeometry::scale, StepGeometry::cosine)),
                number(mean(steps, StepGeometry::scale, step -> predicted(step).cosine())),
                number(pooledLength(steps, StepGeometry::relativeLength)),
                number(pooledLength(steps, step -> predicted(step).relativeLength())));
    }

    private static StepPrediction predicted(StepGeometry step) {
        return step.predicted().orElseThrow();
    }

    private static double mean(
            List<StepGeometry> steps, ToDoubleFunction<StepGeometry> weight, ToDoubleFunction<StepGeometry> value) {
        double sum = steps.stream()
                .mapToDouble(step -> weight.applyAsDouble(step) * value.applyAsDouble(step))
                .sum();
        return sum / steps.stream().mapToDouble(weight).sum();
    }

    private static double pooledLength(List<StepGeometry> steps, ToDoubleFunction<StepGeometry> length) {
        return Math.sqrt(mean(steps, step -> step.scale() * step.scale(), step -> {
            double relative = length.applyAsDouble(step);
            return relative * relative;
        }));
    }

    /** Root mean square of the distance to the flow over that of something it is measured by. */
    private static double pooled(List<OpportunityComparison> all, ToDoubleFunction<OpportunityComparison> measure) {
        double distances = all.stream()
                .mapToDouble(row -> row.flowDistance() * row.flowDistance())
                .sum();
        double measures =
                all.stream().mapToDouble(measure).map(value -> value * value).sum();
        return Math.sqrt(distances / measures);
    }

    private static String spread(List<OpportunityComparison> all, ToDoubleFunction<OpportunityComparison> value) {
        Quantiles quantiles = Quantiles.of(all.stream().mapToDouble(value).toArray());
        return String.format(
                Locale.ROOT,
                "%8s  (%s to %s)\n",
                percent(quantiles.at(0.5)),
                percent(quantiles.at(0.1)),
                percent(quantiles.at(0.9)));
    }

    private String run() {
        TextTable table = new TextTable();
        table.add("opportunities", "flow travelled", "rule, max diff", "to flow", "to SGD", "SGD to flow");
        for (RunPoint point : some(comparison.run(), MOST_POINTS)) {
            table.add(
                    Long.toString(point.opportunities()),
                    number(point.travelled()),
                    difference(point.ruleDifference()),
                    percent(point.flowDistance() / point.travelled()),
                    percent(point.sgdDistance() / point.travelled()),
                    percent(point.sgdToFlow() / point.travelled()));
        }
        return "The whole run, all from the same initial weights (distances relative to what the flow has travelled):\n"
                + table.text();
    }

    /** Evenly spread, first and last among them. */
    private static <T> List<T> some(List<T> all, int most) {
        int shown = Math.min(all.size(), most);
        return IntStream.range(0, shown)
                .mapToObj(i -> all.get(shown == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (shown - 1))))
                .toList();
    }

    private static String difference(double value) {
        return value == 0 ? "0" : number(value);
    }

    private static String percent(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        // Where a sample is learnt and the flow stands still, a ratio says nothing more.
        return value >= 9.995
                ? "> 999 %"
                : String.format(Locale.ROOT, value < 0.1 ? "%.2f %%" : "%.1f %%", 100 * value);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e4) ? "%.2e" : "%.4f", value);
    }
}
