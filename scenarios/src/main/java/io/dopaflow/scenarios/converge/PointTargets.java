package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.PointTarget;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the replicates of each point are compared with: computed when one begins, and kept while replicates of the point go on or it
 * was the last that one began of. So it is computed once where those of a point follow one another, and little is in memory.
 */
final class PointTargets {
    private final List<StudyPlan.Point> points;
    private final Theory theory;
    private final Map<Integer, Shared> shared = new HashMap<>();
    private final Map<Integer, DistancePrediction> predictions = new ConcurrentHashMap<>();
    private int last;

    PointTargets(List<StudyPlan.Point> points, Theory theory) {
        this.points = points;
        this.theory = theory;
    }

    /** The target of a point whose replicates go on. */
    private static final class Shared {
        private Optional<PointTarget> target = Optional.empty();
        private int goingOn;

        Shared ended() {
            goingOn--;
            return this;
        }

        synchronized PointTarget get(StudyPlan.Point point, Theory theory) {
            if (target.isEmpty()) {
                target = Optional.of(PointTarget.of(point.model(), theory));
            }
            return target.get();
        }
    }

    /** A replicate of the point begins. It ends later, also if this fails. */
    PointTarget begin(int point) {
        PointTarget target = sharedBy(point).get(points.get(point), theory);
        predictions.put(point, target.prediction());
        return target;
    }

    private synchronized Shared sharedBy(int point) {
        Shared of = shared.computeIfAbsent(point, number -> new Shared());
        of.goingOn++;
        last = point;
        drop();
        return of;
    }

    /** A replicate of the point has ended. */
    synchronized void end(int point) {
        shared.computeIfPresent(point, (number, of) -> of.ended());
        drop();
    }

    private void drop() {
        shared.entrySet().removeIf(entry -> entry.getValue().goingOn == 0 && entry.getKey() != last);
    }

    DistancePrediction prediction(int point) {
        return predictions.computeIfAbsent(
                point, number -> DistancePrediction.of(points.get(number).model(), theory));
    }
}
