package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.ScenarioSources;
import java.util.List;

/**
 * What a study runs, whatever learns: replicates of grid points. Every point was checked.
 *
 * @param <V> what is measured of a replicate
 */
public sealed interface Study<V> extends Batch<V> permits StudyPlan, EpisodeStudy {
    /** The table with its verdicts, in the directory of the study. */
    String TABLE = "study.txt";

    /** Figures, without the extension. */
    String FIGURE = "study";

    /** The rows of the grid points. */
    String POINTS = "points.parquet";

    /**
     * Checks everything that a study would run, without running it.
     *
     * @throws InvalidScenarioException with everything that is wrong at any grid point
     */
    static Study<?> of(StudyRequest request) throws InvalidScenarioException {
        return of(Catalog::source, request);
    }

    /**
     * The same of scenarios from elsewhere.
     *
     * @param sources where they come from
     */
    static Study<?> of(ScenarioSources sources, StudyRequest request) throws InvalidScenarioException {
        return new StudyCheck(sources, request).study();
    }

    /** Keys of the scenario with several values. */
    List<Axis> axes();

    /** How many grid points there are, numbered through. */
    int pointCount();

    /** Replicates at each point, at least 2. */
    int replicates();

    /** What a reader of the results should know, a sentence each. */
    List<String> notes();

    @Override
    default String kind() {
        return "study";
    }

    @Override
    default int formatVersion() {
        return 1;
    }

    /** Replicates of all points, numbered through: those of point 0 first. */
    @Override
    default int size() {
        return pointCount() * replicates();
    }

    /** The number of a replicate's point. */
    default int point(int member) {
        return member / replicates();
    }

    @Override
    default List<String> summaries() {
        return List.of(POINTS, TABLE, FIGURE + ".png", FIGURE + ".svg", FIGURE + ".pdf");
    }
}
