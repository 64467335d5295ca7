package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.PointTarget;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the replicates of each point are compared with: computed once, when the first begins, and dropped after the last. */
final class Targets {
    private final List<StudyPoint> points;
    private final Theory theory;
    private final AtomicIntegerArray open;
    private final Map<Integer, PointTarget> targets = new ConcurrentHashMap<>();
    private final Map<Integer, DistancePrediction> predictions = new ConcurrentHashMap<>();

    /**
     * Targets.
     *
     * @param replicates of each point that are to be made, by the point's number
     */
    Targets(List<StudyPoint> points, Theory theory, int[] replicates) {
        this.points = points;
        this.theory = theory;
        this.open = new AtomicIntegerArray(replicates);
    }

    PointTarget begin(int point) {
        PointTarget target = targets.computeIfAbsent(
                point, number -> PointTarget.of(points.get(number).experiment(), theory));
        predictions.put(point, target.prediction());
        return target;
    }

    void end(int point) {
        if (open.decrementAndGet(point) == 0) {
            targets.remove(point);
        }
    }

    DistancePrediction prediction(int point) {
        return predictions.computeIfAbsent(
                point, number -> DistancePrediction.of(points.get(number).experiment(), theory));
    }
}
