package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.PhasedRunReader.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How well a network does in an environment: rewards and what is measured, as means over parts of the run. */
public final class StepFigure {
    /** Parts that a run is divided into. */
    public static final int PARTS = 100;

    private StepFigure() {}

    /**
     * The figure; empty without steps.
     *
     * @param name of the run
     * @param measure what is measured of a step; empty text for nothing
     */
    public static Optional<Figure> of(String name, String measure, List<Steps> steps) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        add(panels, "mean of rewards", Ink.BLUE, steps, Steps::reward);
        if (!measure.isEmpty()) {
            add(panels, measure, Ink.VERMILLION, steps, Steps::measure);
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(Figure.of(name + ": reward", panels));
    }

    private static void add(
            List<Panel> panels, String quantity, Ink ink, List<Steps> steps, ToDoubleFunction<Steps> value) {
        List<Steps> known = steps.stream()
                .filter(part -> !Double.isNaN(value.applyAsDouble(part)))
                .toList();
        if (known.isEmpty()) {
            return;
        }
        double[] x = known.stream().mapToDouble(part -> (double) part.first()).toArray();
        double[] y = known.stream().mapToDouble(value).toArray();
        double end = steps.get(steps.size() - 1).first() + 1.0;
        Axis time = Axis.linear("learning opportunities", "", 0, end);
        panels.add(new Panel(
                "",
                time.whole(),
                Axis.fromZero(quantity, "", Arrays.stream(y)),
                1,
                List.of(Mark.Line.of(quantity, ink, x, y))));
    }
}
