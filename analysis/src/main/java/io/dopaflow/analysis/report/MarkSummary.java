package io.dopaflow.analysis.report;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What is drawn in a figure, in words and numbers: for those who cannot see it, and those who want the numbers. */
final class MarkSummary {
    static final List<String> HEAD = List.of("Panel", "What", "Number", "Horizontal", "Vertical");

    /** As many values are listed one by one. */
    private static final int FEW = 8;

    private MarkSummary() {}

    /** A row for each mark. */
    static List<List<String>> rows(Figure figure) {
        List<List<String>> rows = new ArrayList<>();
        for (Panel panel : figure.panels()) {
            String title = panel.title().isEmpty() ? panel.y().name() : panel.title();
            for (Mark mark : panel.marks()) {
                rows.add(row(title, mark, panel));
            }
        }
        return rows;
    }

    private static List<String> row(String title, Mark mark, Panel panel) {
        String name = mark.name().isEmpty() ? FigureJson.kind(mark) : mark.name();
        if (mark instanceof Mark.Line line) {
            return row(title, name, line.x().length, panel, line.x(), line.y());
        } else if (mark instanceof Mark.Points points) {
            return row(title, name, points.x().length, panel, points.x(), points.y());
        } else if (mark instanceof Mark.Bars bars) {
            return row(title, name, bars.heights().length, panel, bars.edges(), bars.heights());
        } else if (mark instanceof Mark.Band band) {
            return row(title, name, band.x().length, panel, band.x(), joined(band.lower(), band.upper()));
        } else if (mark instanceof Mark.Intervals intervals) {
            return row(
                    title,
                    name,
                    intervals.x().length,
                    panel,
                    intervals.x(),
                    joined(intervals.lower(), intervals.upper()));
        } else if (mark instanceof Mark.Spans spans) {
            return row(title, name, spans.row().length, panel, joined(spans.from(), spans.to()), spans.row());
        } else if (mark instanceof Mark.Rules rules) {
            return List.of(title, name, Words.count(rules.x().length), values(panel.x(), rules.x()), "");
        }
        Mark.Matrix matrix = (Mark.Matrix) mark;
        double[] all =
                Arrays.stream(matrix.values()).flatMapToDouble(Arrays::stream).toArray();
        return List.of(title, name, Words.count(all.length), values(panel.x(), matrix.x()), range(all, ""));
    }

    private static List<String> row(String title, String name, int count, Panel panel, double[] x, double[] y) {
        return List.of(title, name, Words.count(count), values(panel.x(), x), values(panel.y(), y));
    }

    private static String values(Axis axis, double[] values) {
        if (!axis.rows().isEmpty()) {
            long different =
                    Arrays.stream(values).mapToLong(Math::round).distinct().count();
            return Words.count(different) + " of " + Words.count(axis.rows().size()) + " rows";
        }
        if (values.length > 0 && values.length <= FEW) {
            String listed = Arrays.stream(values).mapToObj(MarkSummary::number).collect(Collectors.joining(", "));
            return axis.unit().isEmpty() ? listed : listed + " " + axis.unit();
        }
        return range(values, axis.unit());
    }

    private static String range(double[] values, String unit) {
        double[] found = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (found.length == 0) {
            return "none";
        }
        double low = Arrays.stream(found).min().orElseThrow();
        double high = Arrays.stream(found).max().orElseThrow();
        String mean = number(Arrays.stream(found).average().orElseThrow());
        return number(low) + " to " + number(high) + (unit.isEmpty() ? "" : " " + unit) + ", mean " + mean;
    }

    private static double[] joined(double[] one, double[] other) {
        return DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Words.number(value) : "gap";
    }
}
