package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Scaling;
import java.util.List;

/**
 * Grid points of a study that differ in n only.
 *
 * @param scenario its name
 * @param values of the swept keys, in the order of the axes
 * @param exponents p and q
 * @param scaling by which alpha and A depend on n
 * @param points by ascending n
 */
public record StudyCurve(
        String scenario, List<String> values, Exponents exponents, Scaling scaling, List<StudyPoint> points) {

    /** Copies the lists. */
    public StudyCurve {
        values = List.copyOf(values);
        points = List.copyOf(points);
    }
}
