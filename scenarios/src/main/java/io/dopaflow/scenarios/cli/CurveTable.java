package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.curves.CurvePoint;
import io.dopaflow.analysis.curves.LearningCurve;
import io.dopaflow.analysis.curves.LearningCurves;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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
        TextTable<Integer> table = new TextTable<Integer>()
                .column(
                        "epochs",
                        index -> epochs(curves.curves().get(0).points().get(index), curves));
        for (LearningCurve curve : curves.curves()) {
            List<CurvePoint> points = curve.points();
            table.column(
                    curve.key(),
                    index ->
                            index < points.size() ? points.get(index).training().loss() : "-");
        }
        List<Integer> all = IntStream.range(0, curves.curves().get(0).points().size())
                .boxed()
                .toList();
        table.print(ComparisonTable.some(all, MOST_MOMENTS), terminal);
    }

    private static Object epochs(CurvePoint moment, LearningCurves curves) {
        return moment.opportunities() % curves.trainingSamples() == 0
                ? moment.opportunities() / curves.trainingSamples()
                : String.format(Locale.ROOT, "%.2f", moment.opportunities() / (double) curves.trainingSamples());
    }

    private static void ends(LearningCurves curves, Terminal terminal) {
        List<CurvePoint> emergent = curves.curves().get(0).points();
        boolean isClasses =
                emergent.stream().anyMatch(p -> p.training().accuracy().isPresent());
        boolean hasHeldOut = emergent.stream().anyMatch(p -> p.heldOut().isPresent());
        terminal.showText("\nAt the end of each curve (noise: predicted trace per sample, in units of (T^2 /"
                + " n) |grad L|^2):");
        TextTable<LearningCurve> table = new TextTable<LearningCurve>()
                .column("rule", LearningCurve::key)
                .column("samples", curve -> last(curve).opportunities())
                .column("evaluations", CurveTable::evaluations)
                .column("noise", LearningCurve::noise)
                .column("loss", curve -> last(curve).training().loss());
        if (isClasses) {
            table.column(
                    "accuracy", curve -> Text.percent(last(curve).training().accuracy()));
        }
        if (hasHeldOut) {
            table.column(
                    isClasses ? "held out" : "held-out loss",
                    curve -> last(curve)
                            .heldOut()
                            .<Object>map(score -> isClasses ? Text.percent(score.accuracy()) : score.loss())
                            .orElse("-"));
        }
        table.print(
                curves.curves().stream()
                        .filter(curve -> !curve.points().isEmpty())
                        .toList(),
                terminal);
    }

    private static CurvePoint last(LearningCurve curve) {
        return curve.points().get(curve.points().size() - 1);
    }

    private static String evaluations(LearningCurve curve) {
        OptionalDouble evaluations = last(curve).evaluations();
        return evaluations.isPresent() ? Long.toString(Math.round(evaluations.getAsDouble())) : "-";
    }
}
