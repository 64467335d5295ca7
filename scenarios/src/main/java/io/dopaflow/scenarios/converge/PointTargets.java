package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.PointTarget;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the replicates of each point are compared with: computed once, when the first begins, and dropped after the last. */
final class PointTargets {
    private final List<StudyPlan.Point> points;
    private final Theory theory;
    private final AtomicIntegerArray awaited;
    private final Map<Integer, PointTarget> targets = new ConcurrentHashMap<>();
    private final Map<Integer, DistancePrediction> predictions = new ConcurrentHashMap<>();

    PointTargets(List<StudyPlan.Point> points, Theory theory) {
        this.points = points;
        this.theory = theory;
        this.awaited = new AtomicIntegerArray(points.size());
    }

    /** A further replicate of the point will begin and end. */
    void await(int point) {
        awaited.incrementAndGet(point);
    }

    PointTarget begin(int point) {
        PointTarget target = targets.computeIfAbsent(
                point, number -> PointTarget.of(points.get(number).model(), theory));
        predictions.put(point, target.prediction());
        return target;
    }

    void end(int point) {
        if (awaited.decrementAndGet(point) == 0) {
            targets.remove(point);
        }
    }

    DistancePrediction prediction(int point) {
        return predictions.computeIfAbsent(
                point, number -> DistancePrediction.of(points.get(number).model(), theory));
    }
}
