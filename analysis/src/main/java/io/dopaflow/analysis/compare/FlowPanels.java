package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Emergent log-weights over the gradient flow that starts where they do, a panel for each synapse, all to one scale, with the
 * noise band that theory predicts, if any: two standard deviations to either side. Values are changes since the start.
 */
final class FlowPanels {
    private static final int MOST = 6;

    /** More would run into one another. */
    private static final int MOST_MARKERS = 60;

    private static final String EMERGENT = "emergent from spikes";

    private final String time;
    private final List<Course> courses = new ArrayList<>();

    FlowPanels(String time) {
        this.time = time;
    }

    /**
     * One synapse.
     *
     * @param name pre and post, as a label
     * @param times of the emergent values, ascending, not negative
     * @param emergent recorded log-weight at these times
     * @param isHeld whether each value is held until the next; otherwise there were updates in between
     * @param flowTimes of flow and deviation, ascending, not negative
     * @param flow log-weight of the gradient flow
     * @param deviation predicted standard deviation; empty where theory predicts none
     */
    record Course(
            String name,
            double[] times,
            double[] emergent,
            boolean isHeld,
            double[] flowTimes,
            double[] flow,
            double[] deviation) {

        private double[] change(double[] values) {
            return Arrays.stream(values).map(value -> value - flow[0]).toArray();
        }

        private double[] edge(double deviations) {
            double[] edge = change(flow);
            for (int i = 0; i < deviation.length; i++) {
                edge[i] += deviations * deviation[i];
            }
            return edge;
        }

        private DoubleStream values() {
            return DoubleStream.concat(
                    Arrays.stream(change(emergent)),
                    DoubleStream.concat(Arrays.stream(edge(-2)), Arrays.stream(edge(2))));
        }
    }

    void add(Course course) {
        courses.add(course);
    }

    /** The columns that differ most between the first row and the last, the one that differs most first. */
    IntStream movingMost(double[][] flow) {
        double[] first = flow[0];
        double[] last = flow[flow.length - 1];
        return IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer v) -> Math.abs(last[v] - first[v]))
                        .reversed())
                .limit(MOST)
                .mapToInt(Integer::intValue);
    }

    static double[] column(double[][] rows, int column) {
        return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column]).toArray();
    }

    Figure figure(String title) {
        double end = courses.stream()
                .flatMapToDouble(course -> Arrays.stream(course.flowTimes))
                .max()
                .orElse(1);
        Axis x = Axis.linear(time, "", 0, end > 0 ? end : 1);
        Axis y = Axis.around("change of log-weight", "", courses.stream().flatMapToDouble(Course::values));
        int columns = courses.size() == 4 ? 2 : Math.min(3, courses.size());
        return new Figure(
                title,
                columns,
                courses.stream()
                        .map(course -> new Panel(course.name, x, y, 1, marks(course)))
                        .toList(),
                List.of());
    }

    private static List<Mark> marks(Course course) {
        List<Mark> marks = new ArrayList<>();
        if (course.deviation.length > 0) {
            marks.add(new Mark.Band(
                    "predicted noise, \u00b12 sd", Ink.BLUE, course.flowTimes, course.edge(-2), course.edge(2)));
        }
        marks.add(new Mark.Line(
                "gradient flow",
                Ink.VERMILLION,
                course.flowTimes,
                course.change(course.flow),
                Mark.Stroke.THICK,
                false));
        double[] emergent = course.change(course.emergent);
        marks.add(new Mark.Line(EMERGENT, Ink.BLUE, course.times, emergent, Mark.Stroke.THIN, course.isHeld));
        if (!course.isHeld && course.times.length <= MOST_MARKERS) {
            marks.add(new Mark.Points("", Ink.BLUE, course.times, emergent, Mark.Shape.CIRCLE));
        }
        return marks;
    }
}
