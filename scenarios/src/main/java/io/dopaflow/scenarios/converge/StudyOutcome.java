package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Curve;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.Setting;
import io.dopaflow.analysis.converge.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a study ended.
 *
 * @param directory what it left behind
 * @param plan what was asked for
 * @param curves what was measured; of a cancelled study, so far
 * @param done replicates that have ended, those of earlier times included
 * @param earlier how many of them were done before
 * @param failed how many of them failed
 * @param error of the first of those, by number; empty if there is none
 * @param cancelled whether it was ended before all was done
 * @param seconds of wall-clock time
 */
public record StudyOutcome(
        Path directory,
        StudyPlan plan,
        List<MeasuredCurve> curves,
        int done,
        int earlier,
        int failed,
        String error,
        boolean cancelled,
        double seconds) {

    /** Copies the curves. */
    public StudyOutcome {
        curves = List.copyOf(curves);
    }

    /** Sums up the results, and writes a row for each grid point. */
    static StudyOutcome of(
            StudyDirectory directory,
            List<ReplicateResult> results,
            Targets targets,
            int earlier,
            boolean cancelled,
            double seconds) {
        StudyPlan plan = directory.plan();
        List<ReplicateResult> failures =
                results.stream().filter(ReplicateResult::isFailed).toList();
        Map<Integer, List<Replicate>> measured = new TreeMap<>();
        Map<Integer, Integer> failed = new TreeMap<>();
        for (ReplicateResult result : results) {
            int point = result.number() / plan.replicates();
            result.measured()
                    .ifPresentOrElse(
                            replicate -> measured.computeIfAbsent(point, number -> new ArrayList<>())
                                    .add(replicate),
                            () -> failed.merge(point, 1, Integer::sum));
        }
        Map<Integer, PointEstimate> estimates = new TreeMap<>();
        List<MeasuredCurve> curves = new ArrayList<>();
        for (StudyCurve asked : plan.curves()) {
            List<PointEstimate> points = new ArrayList<>();
            int failedHere = 0;
            for (StudyPoint point : asked.points()) {
                failedHere += failed.getOrDefault(point.number(), 0);
                List<Replicate> replicates = measured.getOrDefault(point.number(), List.of());
                if (replicates.size() >= 2) {
                    Setting setting = Setting.of(point.experiment(), targets.prediction(point.number()));
                    PointEstimate estimate = PointEstimate.of(
                            setting,
                            replicates,
                            failed.getOrDefault(point.number(), 0),
                            point.experiment().streams());
                    estimates.put(point.number(), estimate);
                    points.add(estimate);
                }
            }
            Curve curve = new Curve(asked.scaling(), points);
            int largest = asked.points()
                    .get(asked.points().size() - 1)
                    .experiment()
                    .rule()
                    .cycles();
            curves.add(new MeasuredCurve(asked, curve, Verdict.of(curve, largest), failedHere));
        }
        if (!cancelled) {
            PointsFile.write(directory.points(), plan, estimates, failed);
        }
        return new StudyOutcome(
                directory.path(),
                plan,
                curves,
                results.size(),
                earlier,
                failures.size(),
                failures.isEmpty() ? "" : failures.get(0).error().orElse(""),
                cancelled,
                seconds);
    }
}
