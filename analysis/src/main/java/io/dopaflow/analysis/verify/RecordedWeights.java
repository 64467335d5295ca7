package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.WeightRows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The recorded weights of a range of synapses in the order of time, read ahead in bounded pieces. */
final class RecordedWeights {
    private static final long MOST_ROWS = 200_000;

    private final WeightRows rows;
    private final long from;
    private final long to;
    private final List<WeightRows.Recorded> times;
    private final Deque<Row> ahead = new ArrayDeque<>();
    private int next;

    /** A recorded weight. */
    record Row(long timePs, long synapse, double weight, double eligibility) {}

    RecordedWeights(WeightRows rows, long from, long to) {
        this.rows = rows;
        this.from = from;
        this.to = to;
        this.times = rows.times(from, to);
    }

    /** Whether the next one is from before a time. */
    boolean isBefore(long timePs) {
        if (ahead.isEmpty() && next < times.size() && times.get(next).timePs() < timePs) {
            long first = times.get(next).timePs();
            long last = first;
            for (long count = 0;
                    next < times.size()
                            && (count == 0 || count + times.get(next).synapses() <= MOST_ROWS);
                    next++) {
                count += times.get(next).synapses();
                last = times.get(next).timePs();
            }
            rows.between(
                    first,
                    last,
                    from,
                    to,
                    (time, synapse, weight, eligibility) -> ahead.add(new Row(time, synapse, weight, eligibility)));
        }
        return !ahead.isEmpty() && ahead.getFirst().timePs < timePs;
    }

    /** The next one. */
    Row take() {
        return ahead.removeFirst();
    }
}
