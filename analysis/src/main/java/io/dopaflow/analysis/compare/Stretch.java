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
 * @param start weights as it starts: recorded there, or after the last cycle of the one before
 * @param after weights after some of its cycles
 */
record Stretch(long opportunity, Optional<double[]> start, SortedMap<Integer, double[]> after) {

    /** The weights at the end, if they were recorded. */
    Optional<double[]> end(int lastCycle) {
        return Optional.ofNullable(after.get(lastCycle));
    }

    /** Whether both start and end are known. */
    boolean isWhole(int lastCycle) {
        return start.isPresent() && after.containsKey(lastCycle);
    }

    /** Hands over all opportunities of which weights were recorded, in order. */
    static void each(RunReader run, int lastCycle, Consumer<Stretch> consumer) {
        Walk walk = new Walk(lastCycle, consumer);
        run.weights(run.snapshots(), walk::accept);
        walk.end();
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

    /** Gathers snapshots, which come in order, by opportunity. */
    private static final class Walk {
        private final int lastCycle;
        private final Consumer<Stretch> consumer;
        private Optional<Stretch> current = Optional.empty();

        Walk(int lastCycle, Consumer<Stretch> consumer) {
            this.lastCycle = lastCycle;
            this.consumer = consumer;
        }

        void accept(WeightSnapshot snapshot, double[] theta) {
            if (current.isEmpty() || current.get().opportunity() != snapshot.opportunity()) {
                Optional<double[]> before = current.filter(
                                stretch -> stretch.opportunity() == snapshot.opportunity() - 1)
                        .flatMap(stretch -> stretch.end(lastCycle));
                end();
                current = Optional.of(new Stretch(snapshot.opportunity(), before, new TreeMap<>()));
            }
            Stretch stretch = current.get();
            if (snapshot.cycle() == WeightSnapshot.START) {
                current = Optional.of(new Stretch(stretch.opportunity, Optional.of(theta), stretch.after));
            } else {
                stretch.after.put(snapshot.cycle(), theta);
            }
        }

        void end() {
            current.ifPresent(consumer);
        }
    }
}
