package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.compare.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Learning curves as text for people: losses at some moments, and where each rule ends. */
public final class CurveTable {
    private static final int MOST_MOMENTS = 8;

    private CurveTable() {}

    /** The curves in some 25 lines, each ended by a line break; notes only if there are no curves. */
    public static String text(LearningCurves curves) {
        StringBuilder text = new StringBuilder();
        if (!curves.curves().isEmpty()) {
            text.append(losses(curves)).append('\n').append(ends(curves));
        }
        curves.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String losses(LearningCurves curves) {
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("epochs"));
        curves.curves().forEach(curve -> header.add(curve.key()));
        table.add(header.toArray(String[]::new));
        List<CurvePoint> moments = curves.curves().get(0).points();
        int shown = Math.min(moments.size(), MOST_MOMENTS);
        for (int i = 0; i < shown; i++) {
            int index = shown == 1 ? 0 : (int) ((long) i * (moments.size() - 1) / (shown - 1));
            long opportunities = moments.get(index).opportunities();
            List<String> row = new ArrayList<>();
            row.add(
                    opportunities % curves.trainingSamples() == 0
                            ? Long.toString(opportunities / curves.trainingSamples())
                            : String.format(Locale.ROOT, "%.2f", opportunities / (double) curves.trainingSamples()));
            for (LearningCurve curve : curves.curves()) {
                row.add(
                        index < curve.points().size()
                                ? number(curve.points().get(index).training().loss())
                                : "-");
            }
            table.add(row.toArray(String[]::new));
        }
        return "Learning curves: mean loss over the " + curves.trainingSamples()
                + " training samples; all at the same T, estimates with n = " + curves.evaluations()
                + "\nevaluations of the loss a sample:\n" + table.text();
    }

    private static String ends(LearningCurves curves) {
        boolean isClasses = curves.curves().get(0).points().stream()
                .anyMatch(point -> point.training().accuracy().isPresent());
        boolean hasHeldOut = curves.curves().get(0).points().stream()
                .anyMatch(point -> point.heldOut().isPresent());
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("rule", "samples", "evaluations", "noise", "loss"));
        if (isClasses) {
            header.add("accuracy");
        }
        if (hasHeldOut) {
            header.add(isClasses ? "held out" : "held-out loss");
        }
        table.add(header.toArray(String[]::new));
        for (LearningCurve curve : curves.curves()) {
            if (!curve.points().isEmpty()) {
                table.add(end(curve, isClasses, hasHeldOut).toArray(String[]::new));
            }
        }
        return "Where each ends (noise: predicted trace for a sample, in units of (T^2 / n) |grad L|^2):\n"
                + table.text();
    }

    private static List<String> end(LearningCurve curve, boolean isClasses, boolean hasHeldOut) {
        CurvePoint last = curve.points().get(curve.points().size() - 1);
        List<String> row = new ArrayList<>();
        row.add(curve.key());
        row.add(Long.toString(last.opportunities()));
        row.add(
                last.evaluations().isPresent()
                        ? String.format(Locale.ROOT, "%.0f", last.evaluations().getAsDouble())
                        : "-");
        row.add(
                curve.noise().isPresent()
                        ? String.format(Locale.ROOT, "%.1f", curve.noise().getAsDouble())
                        : "-");
        row.add(number(last.training().loss()));
        if (isClasses) {
            row.add(percent(last.training().accuracy()));
        }
        if (hasHeldOut) {
            row.add(last.heldOut()
                    .map(score -> isClasses ? percent(score.accuracy()) : number(score.loss()))
                    .orElse("-"));
        }
        return row;
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble()) : "-";
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e4) ? "%.2e" : "%.4f", value);
    }
}
