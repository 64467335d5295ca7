package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.estimator.Measured.Interval;
import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.List;

/** Draws the angle to the gradient over training: a panel for each layer along each way, a line for each rule. */
public final class FollowFigure {
    private static final double ROOM = 0.04;
    private static final double[] GUIDES = {45, 90};

    private FollowFigure() {}

    /**
     * The figure.
     *
     * @param name of the scenario
     * @param rows at least one
     */
    public static Figure of(String name, List<FollowedRow> rows) {
        List<String> layers =
                rows.stream().map(row -> row.following().layer()).distinct().toList();
        List<Way> ways = rows.stream().map(FollowedRow::way).distinct().toList();
        List<String> rules = rows.stream().map(FollowedRow::rule).distinct().toList();
        double last =
                Math.max(1, rows.stream().mapToInt(FollowedRow::epoch).max().orElse(0));
        double most = rows.stream()
                .mapToDouble(row -> row.following().angle().value())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double high = Math.max(GUIDES[1], most);
        Axis x = Axis.linear("epoch", "", -ROOM * last, (1 + ROOM) * last).whole();
        Axis y = Axis.linear("angle", "degrees", -ROOM * high, (1 + ROOM) * high);
        List<Panel> panels = new ArrayList<>();
        for (Way way : ways) {
            for (String layer : layers) {
                List<Mark> marks = new ArrayList<>();
                for (double guide : GUIDES) {
                    marks.add(new Mark.Line(
                            "",
                            Ink.GREY,
                            new double[] {0, last},
                            new double[] {guide, guide},
                            Mark.Stroke.THIN,
                            false));
                }
                for (int rule = 0; rule < rules.size(); rule++) {
                    String own = rules.get(rule);
                    List<FollowedRow> course = rows.stream()
                            .filter(row -> row.rule().equals(own)
                                    && row.way() == way
                                    && row.following().layer().equals(layer))
                            .toList();
                    marks.addAll(marks(own, rule, course));
                }
                panels.add(new Panel(layer + ", along " + way.word(), x, y, 1, marks));
            }
        }
        return new Figure(
                name + ": angle of the mean update to the gradient",
                layers.size(),
                panels,
                List.of("Grey: 45 and 90 degrees. Bars: 95 % intervals of rules with noise."));
    }

    private static List<Mark> marks(String rule, int index, List<FollowedRow> course) {
        Ink ink = Ink.of(index);
        boolean isSecond = index >= Ink.count();
        double[] x = course.stream().mapToDouble(FollowedRow::epoch).toArray();
        double[] y = course.stream()
                .mapToDouble(row -> row.following().angle().value())
                .toArray();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Line(rule, ink, x, y, isSecond ? Mark.Stroke.DASHED : Mark.Stroke.NORMAL, false));
        marks.add(new Mark.Points(rule, ink, x, y, isSecond ? Mark.Shape.DIAMOND : Mark.Shape.CIRCLE));
        List<FollowedRow> noisy = course.stream()
                .filter(row -> row.following().angle().interval().isPresent())
                .toList();
        if (!noisy.isEmpty()) {
            marks.add(new Mark.Intervals(
                    rule,
                    ink,
                    noisy.stream().mapToDouble(FollowedRow::epoch).toArray(),
                    noisy.stream()
                            .map(FollowFigure::interval)
                            .mapToDouble(Interval::lower)
                            .toArray(),
                    noisy.stream()
                            .map(FollowFigure::interval)
                            .mapToDouble(Interval::upper)
                            .toArray()));
        }
        return marks;
    }

    private static Interval interval(FollowedRow row) {
        return row.following().angle().interval().orElseThrow();
    }
}
