package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.sweep.Axis;
import io.dopaflow.scenarios.sweep.InvalidSweepException;
import java.util.List;

/**
 * What a study runs. Every point was checked.
 *
 * @param name of its scenarios
 * @param axes keys of the scenario with several values
 * @param curves with all points, numbered through
 * @param replicates at each point, at least 2
 * @param literal whether T_n need not have a limit, and the accumulated gradient-flow time is measured
 * @param digest SHA-256 of everything that decides the results
 * @param notes what a reader of the results should know, a sentence each
 * @param definition what was asked for, as YAML
 */
public record StudyPlan(
        String name,
        List<Axis> axes,
        List<StudyCurve> curves,
        int replicates,
        boolean literal,
        String digest,
        List<String> notes,
        String definition) {

    /** Copies the lists. */
    public StudyPlan {
        axes = List.copyOf(axes);
        curves = List.copyOf(curves);
        notes = List.copyOf(notes);
    }

    /**
     * Checks everything that a study would run, without running it.
     *
     * @throws InvalidSweepException with everything that is wrong at any grid point
     */
    public static StudyPlan of(StudyRequest request) throws InvalidSweepException {
        return new StudyCheck(request).plan();
    }

    /** All points, by number. */
    List<StudyPoint> points() {
        return curves.stream().flatMap(curve -> curve.points().stream()).toList();
    }

    /** Replicates of all points, numbered through: those of point 0 first. */
    int members() {
        return points().size() * replicates;
    }
}
