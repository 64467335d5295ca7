package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Curve;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.Setting;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.scenarios.batch.BatchOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How a study ended.
 *
 * @param plan what was asked for
 * @param replicates how they ended
 * @param curves what was measured; of a cancelled study, so far
 */
public record StudyOutcome(StudyPlan plan, BatchOutcome<Replicate> replicates, List<MeasuredCurve> curves) {

    /** Copies the curves. */
    public StudyOutcome {
        curves = List.copyOf(curves);
    }

    /** Sums up the results, and writes a row for each grid point. */
    static StudyOutcome of(StudyPlan plan, BatchOutcome<Replicate> outcome, PointTargets targets) {
        PointResults<Replicate> results = new PointResults<>(plan, outcome);
        List<StudyColumns.PointRow> rows = new ArrayList<>();
        List<MeasuredCurve> curves = new ArrayList<>();
        for (StudyPlan.StudyCurve asked : plan.curves()) {
            List<PointEstimate> points = new ArrayList<>();
            int failedHere = 0;
            for (StudyPlan.Point point : asked.points()) {
                int failedThere = results.failed(point.number());
                failedHere += failedThere;
                List<Replicate> replicates = results.measured(point.number());
                if (replicates.size() >= 2) {
                    Setting setting = Setting.of(point.model(), targets.prediction(point.number()));
                    PointEstimate estimate = PointEstimate.of(
                            setting, replicates, failedThere, point.model().streams());
                    rows.add(new StudyColumns.PointRow(point.number(), estimate, failedThere));
                    points.add(estimate);
                }
            }
            Curve curve = new Curve(asked.scaling(), points);
            int largest = asked.points()
                    .get(asked.points().size() - 1)
                    .model()
                    .schedule()
                    .cycles();
            curves.add(new MeasuredCurve(asked, curve, Verdict.of(curve, largest), failedHere));
        }
        if (!outcome.cancelled()) {
            ParquetFile.write(outcome.directory().resolve(Study.POINTS), StudyColumns.points(plan), rows);
        }
        return new StudyOutcome(plan, outcome, curves);
    }

    /**
     * A curve of a study with what was measured on it.
     *
     * @param asked what was asked for
     * @param curve the points at which at least two replicates came to their end
     * @param verdict on it
     * @param failed replicates that did not come to their end
     */
    public record MeasuredCurve(StudyPlan.StudyCurve asked, Curve curve, Verdict verdict, int failed) {}
}
