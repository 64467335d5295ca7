package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the replicates of a study ended, by grid point. */
final class PointResults<V> {
    private final Map<Integer, List<V>> measured = new HashMap<>();
    private final Map<Integer, Integer> failed = new HashMap<>();

    PointResults(Study<V> study, BatchOutcome<V> outcome) {
        for (MemberResult<V> result : outcome.results()) {
            int point = study.point(result.number());
            result.value()
                    .ifPresentOrElse(
                            value -> measured.computeIfAbsent(point, number -> new ArrayList<>())
                                    .add(value),
                            () -> failed.merge(point, 1, Integer::sum));
        }
    }

    /** What was measured at a point, by number of the replicate. */
    List<V> measured(int point) {
        return measured.getOrDefault(point, List.of());
    }

    /** How many replicates of a point did not come to their end. */
    int failed(int point) {
        return failed.getOrDefault(point, 0);
    }
}
