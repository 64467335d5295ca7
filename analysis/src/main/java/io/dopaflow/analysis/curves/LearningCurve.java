package io.dopaflow.analysis.curves;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The learning curve of one rule.
 *
 * @param key word for tables and files: {@code emergent} or that of a {@link ComparedRule}
 * @param title name for figures
 * @param noise the trace of the noise that theory predicts for a sample, in units of (T^2 / n) ||g||^2; empty where it
 *     predicts none
 * @param points in order, the first before anything is learnt
 */
public record LearningCurve(String key, String title, OptionalDouble noise, List<CurvePoint> points) {

    /** The key of the run itself. */
    public static final String EMERGENT = "emergent";

    /** Copies the points. */
    public LearningCurve {
        points = List.copyOf(points);
    }
}
