package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.curves.CurvePoint;
import io.dopaflow.analysis.curves.LearningCurve;
import io.dopaflow.analysis.curves.LearningCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Learning curves for people: losses at some moments, and where each rule ends. */
final class CurveTable {
    private static final int MOST_MOMENTS = 8;

    private CurveTable() {}

    /** Prints the curves in some 25 lines; notes only if there are no curves. */
    static void print(LearningCurves curves, Terminal terminal) {
        if (!curves.curves().isEmpty()) {
            losses(curves, terminal);
            ends(curves, terminal);
        }
        curves.notes().forEach(note -> terminal.showText(note));
    }

    private static void losses(LearningCurves curves, Terminal terminal) {
        terminal.showText("Learning curves: mean loss over the " + curves.trainingSamples()
                + " training samples; all rules have the same T, estimators n = " + curves.evaluations()
                + "\nevaluations of the loss per sample:");
        TextTable table = new TextTable(
                Stream.concat(Stream.of("epochs"), curves.curves().stream().map(LearningCurve::key))
                        .toArray(String[]::new));
        List<CurvePoint> moments = curves.curves().get(0).points();
        List<Integer> all = IntStream.range(0, moments.size()).boxed().toList();
        for (int index : ComparisonTable.some(all, MOST_MOMENTS)) {
            long opportunities = moments.get(index).opportunities();
            List<Object> row = new ArrayList<>();
            row.add(
                    opportunities % curves.trainingSamples() == 0
                            ? opportunities / curves.trainingSamples()
                            : String.format(Locale.ROOT, "%.2f", opportunities / (double) curves.trainingSamples()));
            for (LearningCurve curve : curves.curves()) {
                List<CurvePoint> points = curve.points();
                row.add(index < points.size() ? points.get(index).training().loss() : "-");
            }
            table.row(row.toArray());
        }
        table.print(terminal.out(), terminal.outAnsi());
    }

    private static void ends(LearningCurves curves, Terminal terminal) {
        List<CurvePoint> emergent = curves.curves().get(0).points();
        boolean isClasses =
                emergent.stream().anyMatch(p -> p.training().accuracy().isPresent());
        boolean hasHeldOut = emergent.stream().anyMatch(p -> p.heldOut().isPresent());
        List<String> header = new ArrayList<>(List.of("rule", "samples", "evaluations", "noise", "loss"));
        if (isClasses) {
            header.add("accuracy");
        }
        if (hasHeldOut) {
            header.add(isClasses ? "held out" : "held-out loss");
        }
        terminal.showText(
                "\nAt the end of each curve (noise: predicted trace per sample, in units of (T^2 / n) |grad L|^2):");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (LearningCurve curve : curves.curves()) {
            if (!curve.points().isEmpty()) {
                table.row(end(curve, isClasses, hasHeldOut).toArray());
            }
        }
        table.print(terminal.out(), terminal.outAnsi());
    }

    private static List<Object> end(LearningCurve curve, boolean isClasses, boolean hasHeldOut) {
        CurvePoint last = curve.points().get(curve.points().size() - 1);
        List<Object> row = new ArrayList<>(List.of(
                curve.key(),
                last.opportunities(),
                last.evaluations().isPresent()
                        ? Long.toString(Math.round(last.evaluations().getAsDouble()))
                        : "-",
                curve.noise(),
                last.training().loss()));
        if (isClasses) {
            row.add(Text.percent(last.training().accuracy()));
        }
        if (hasHeldOut) {
            row.add(last.heldOut()
                    .<Object>map(score -> isClasses ? Text.percent(score.accuracy()) : score.loss())
                    .orElse("-"));
        }
        return row;
    }
}
