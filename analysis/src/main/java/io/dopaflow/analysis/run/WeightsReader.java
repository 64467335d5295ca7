package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Reads weights: when they were recorded of all synapses, and what they were. */
record WeightsReader(RunDatabase database, int synapses) {

    /** About how many rows are asked for at one time. */
    private static final int ROWS_AT_A_TIME = 400_000;

    List<WeightSnapshot> snapshots() {
        List<WeightSnapshot> snapshots = new ArrayList<>();
        database.query(
                Set.of(RunTable.WEIGHTS),
                "SELECT opportunity, cycle, max(time_ps) FROM weights GROUP BY opportunity, cycle"
                        + " HAVING count(*) = ? AND min(synapse) = 0 AND max(synapse) = ? ORDER BY opportunity, cycle",
                List.of(synapses, synapses - 1),
                row -> snapshots.add(new WeightSnapshot(row.getLong(1), row.getInt(2), row.getLong(3))));
        return snapshots;
    }

    /** Hands over a column, {@code theta} or {@code weight}, by synapse, at these moments. */
    void read(String column, Collection<WeightSnapshot> wanted, BiConsumer<WeightSnapshot, double[]> consumer) {
        List<WeightSnapshot> sorted = new ArrayList<>(new TreeSet<>(wanted));
        int stretch = Math.max(1, ROWS_AT_A_TIME / Math.max(1, synapses));
        for (int from = 0; from < sorted.size(); from += stretch) {
            readStretch(column, sorted.subList(from, Math.min(sorted.size(), from + stretch)), consumer);
        }
    }

    private void readStretch(
            String column, List<WeightSnapshot> wanted, BiConsumer<WeightSnapshot, double[]> consumer) {
        Path file = database.place(RunTable.WEIGHTS);
        Map<Long, Map<Integer, PartialWeights>> found = new HashMap<>();
        for (WeightSnapshot snapshot : wanted) {
            found.computeIfAbsent(snapshot.opportunity(), opportunity -> new HashMap<>())
                    .put(snapshot.cycle(), new PartialWeights(file, moment(snapshot), synapses));
        }
        database.query(
                Set.of(RunTable.WEIGHTS),
                "SELECT opportunity, cycle, synapse, " + column + " FROM weights WHERE opportunity BETWEEN ? AND ?",
                List.of(
                        wanted.get(0).opportunity(),
                        wanted.get(wanted.size() - 1).opportunity()),
                row -> {
                    PartialWeights partial =
                            found.getOrDefault(row.getLong(1), Map.of()).get(row.getInt(2));
                    if (partial != null) {
                        partial.put(row.getInt(3), row.getDouble(4));
                    }
                });
        for (WeightSnapshot snapshot : wanted) {
            double[] values = Objects.requireNonNull(
                            found.getOrDefault(snapshot.opportunity(), Map.of()).get(snapshot.cycle()))
                    .whole()
                    .orElseThrow(() ->
                            new WrongFileException(file, "found weights of only some synapses in " + moment(snapshot)));
            consumer.accept(snapshot, values);
        }
    }

    private static String moment(WeightSnapshot snapshot) {
        return "opportunity " + snapshot.opportunity() + ", cycle " + snapshot.cycle();
    }
}
