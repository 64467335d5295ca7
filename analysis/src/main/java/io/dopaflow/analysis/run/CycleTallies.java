package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.CycleTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts over the tables of a run of learning cycles, made where the tables are: no row of millions comes into memory. */
public final class CycleTallies {
    private final RunDatabase database;

    CycleTallies(RunDatabase database) {
        this.database = database;
    }

    /** Learning opportunities from one to another, both counted. */
    public record Opportunities(long first, long last) {
        /** All of them. */
        public static final Opportunities ALL = new Opportunities(0, Long.MAX_VALUE);
    }

    /**
     * How many spikes neurons of one depth had in a learning opportunity; silent readouts are none.
     *
     * @param opportunity from 0
     * @param depth of the neurons
     */
    public record Firing(long opportunity, int depth, long spikes) {}

    /** The spikes of each recorded opportunity and depth, in order. */
    public List<Firing> firing(Opportunities of) {
        List<Firing> rows = new ArrayList<>();
        database.query(
                Set.of(RunTable.SPIKES, RunTable.NEURONS),
                "SELECT opportunity, depth, count(*) FILTER (amplitude <> 0) FROM spikes JOIN neurons USING (neuron)"
                        + " WHERE opportunity BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2",
                List.of(of.first, of.last),
                row -> rows.add(new Firing(row.getLong(1), row.getInt(2), row.getLong(3))));
        return rows;
    }

    /**
     * How many intervals of one length neurons of one depth had.
     *
     * @param depth of the neurons
     * @param intervalPs their length
     */
    public record Interval(int depth, long intervalPs, long count) {}

    /**
     * The intervals between successive onsets, and between successive readouts, of each neuron, within stretches of
     * opportunities without a gap.
     */
    public List<Interval> intervals(Opportunities of) {
        List<Interval> rows = new ArrayList<>();
        database.query(
                Set.of(RunTable.SPIKES, RunTable.NEURONS),
                """
                WITH kept AS (
                    SELECT opportunity, opportunity - row_number() OVER (ORDER BY opportunity) AS stretch
                    FROM (SELECT DISTINCT opportunity FROM spikes WHERE opportunity BETWEEN ? AND ?)),
                  apart AS (
                    SELECT neuron, time_ps - lag(time_ps) OVER (PARTITION BY neuron, kind, stretch ORDER BY time_ps)
                      AS interval_ps
                    FROM spikes JOIN kept USING (opportunity) WHERE amplitude <> 0)
                SELECT depth, interval_ps, count(*) FROM apart JOIN neurons USING (neuron)
                WHERE interval_ps IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2""",
                List.of(of.first, of.last),
                row -> rows.add(new Interval(row.getInt(1), row.getLong(2), row.getLong(3))));
        return rows;
    }

    /**
     * Arrivals by their distance from the middle of their window, in equal bins over the whole window.
     *
     * @param cyclesPerOpportunity of the run
     * @param drawn of so many successive cycles the one whose jitter is drawn; that of others follows from it
     * @param cyclesPerUpdate how many successive cycles these are
     * @param counts receives the counts, by bin; those outside the window are in none
     */
    public void jitter(
            CycleTiming timing,
            long cyclesPerOpportunity,
            int drawn,
            int cyclesPerUpdate,
            Opportunities of,
            long[] counts) {
        long firstMiddle = timing.onsetPs(0, 1) + timing.halfWindowPs();
        long step = timing.depth() > 1 ? timing.onsetPs(0, 2) - timing.onsetPs(0, 1) : 0;
        database.query(
                Set.of(RunTable.ARRIVALS, RunTable.SYNAPSES, RunTable.NEURONS),
                """
                SELECT bin, count(*) FROM (
                    SELECT (time_ps - (opportunity * ? + cycle) * ? - ? - (depth - 1) * ? + ?) * ? // ? AS bin
                    FROM arrivals JOIN synapses USING (synapse) JOIN neurons ON neurons.neuron = synapses.post
                    WHERE opportunity BETWEEN ? AND ? AND cycle % ? = ?)
                GROUP BY 1""",
                List.of(
                        cyclesPerOpportunity,
                        timing.periodPs(),
                        firstMiddle,
                        step,
                        timing.halfWindowPs(),
                        (long) counts.length,
                        2 * timing.halfWindowPs() + 1,
                        of.first,
                        of.last,
                        (long) cyclesPerUpdate,
                        (long) drawn),
                row -> {
                    long bin = row.getLong(1);
                    if (bin >= 0 && bin < counts.length) {
                        counts[(int) bin] += row.getLong(2);
                    }
                });
    }

    /**
     * Losses and rewards of some successive cycles.
     *
     * @param from the first cycle, counted through the run
     * @param to the first behind
     * @param cycles how many of them were recorded
     */
    public record Rewards(
            double from,
            double to,
            long cycles,
            double meanLoss,
            double lowestLoss,
            double highestLoss,
            double meanReward,
            double lowestReward,
            double highestReward) {}

    /**
     * Losses and rewards in at most so many equal stretches of the run, in order; those of which nothing was recorded are
     * left out.
     */
    public List<Rewards> rewards(long cyclesPerOpportunity, Opportunities of, int stretches) {
        long[] ends = new long[2];
        database.query(
                Set.of(RunTable.REWARDS),
                "SELECT coalesce(min(opportunity * ? + cycle), 0), coalesce(max(opportunity * ? + cycle), -1)"
                        + " FROM rewards WHERE opportunity BETWEEN ? AND ?",
                List.of(cyclesPerOpportunity, cyclesPerOpportunity, of.first, of.last),
                row -> {
                    ends[0] = row.getLong(1);
                    ends[1] = row.getLong(2);
                });
        long each = Math.max(1, (ends[1] - ends[0] + stretches) / stretches);
        List<Rewards> rows = new ArrayList<>();
        database.query(
                Set.of(RunTable.REWARDS),
                "SELECT (opportunity * ? + cycle - ?) // ? AS bin, count(*), avg(loss), min(loss), max(loss), avg(reward),"
                        + " min(reward), max(reward) FROM rewards WHERE opportunity BETWEEN ? AND ? GROUP BY 1 ORDER BY 1",
                List.of(cyclesPerOpportunity, ends[0], each, of.first, of.last),
                row -> rows.add(new Rewards(
                        ends[0] + (double) row.getLong(1) * each,
                        ends[0] + (row.getLong(1) + 1.0) * each,
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        row.getDouble(7),
                        row.getDouble(8))));
        return rows;
    }
}
