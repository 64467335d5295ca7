package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The weights recorded of one learning opportunity.
 *
 * @param opportunity which, from 0
 * @param before weights at the end of the opportunity before, if they were recorded
 * @param recorded weights after some of its cycles; after cycle -1, as it starts
 */
record OpportunityWeights(long opportunity, Optional<double[]> before, SortedMap<Integer, double[]> recorded) {

    /** The weights as it starts, if they are known. */
    Optional<double[]> start() {
        return Optional.ofNullable(recorded.get(WeightSnapshot.START)).or(() -> before);
    }

    /** The weights after some of its cycles. */
    SortedMap<Integer, double[]> after() {
        return recorded.tailMap(0);
    }

    /** The weights at the end, if they were recorded. */
    Optional<double[]> end(int lastCycle) {
        return Optional.ofNullable(recorded.get(lastCycle));
    }

    /** Whether both start and end are known. */
    boolean isWhole(int lastCycle) {
        return start().isPresent() && recorded.containsKey(lastCycle);
    }

    /** Hands over all opportunities of which weights were recorded, in order. */
    static void each(RunReader run, int lastCycle, Consumer<OpportunityWeights> consumer) {
        List<OpportunityWeights> current = new ArrayList<>(1);
        run.logWeights(run.snapshots(), (snapshot, theta) -> {
            if (current.isEmpty() || current.get(0).opportunity != snapshot.opportunity()) {
                Optional<double[]> before = current.stream()
                        .filter(weights -> weights.opportunity == snapshot.opportunity() - 1)
                        .findFirst()
                        .flatMap(weights -> weights.end(lastCycle));
                current.forEach(consumer);
                current.clear();
                current.add(new OpportunityWeights(snapshot.opportunity(), before, new TreeMap<>()));
            }
            current.get(0).recorded.put(snapshot.cycle(), theta);
        });
        current.forEach(consumer);
    }

    /** Opportunities of which both start and end were recorded, ascending. */
    static List<Long> whole(List<WeightSnapshot> snapshots, int lastCycle) {
        Set<Long> started = new HashSet<>();
        started.add(0L);
        List<Long> whole = new ArrayList<>();
        for (WeightSnapshot snapshot : snapshots) {
            if (snapshot.cycle() == WeightSnapshot.START) {
                started.add(snapshot.opportunity());
            }
            if (snapshot.cycle() == lastCycle) {
                started.add(snapshot.opportunity() + 1);
                if (started.contains(snapshot.opportunity())) {
                    whole.add(snapshot.opportunity());
                }
            }
        }
        return whole;
    }
}
