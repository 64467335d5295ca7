package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.run.SpikeStatistics;
import java.util.List;

/** The columns that {@code spikes} shows of each neuron and kind. */
interface StatisticsView {

    /** Names of the columns. */
    List<String> header();

    /** Their values, as {@link RowOutput} takes them. */
    List<Object> values(SpikeStatistics statistics);

    /** The view that the options ask for: counts unless it is rates or intervals. */
    static StatisticsView of(boolean rates, boolean isi, RunReader reader, SpikeQuery query, boolean forPeople) {
        if (rates) {
            return new Rates(RecordedTime.seconds(reader, query));
        }
        return isi ? new Intervals(forPeople) : new Counts(forPeople);
    }

    /** A time as words for people, in picoseconds for programs. */
    static Object time(long picoseconds, boolean forPeople) {
        return forPeople ? Text.time(picoseconds) : (Object) picoseconds;
    }

    /**
     * How many, and when.
     *
     * @param forPeople whether times are words
     */
    record Counts(boolean forPeople) implements StatisticsView {
        @Override
        public List<String> header() {
            return forPeople
                    ? List.of("spikes", "first", "last", "mean amplitude")
                    : List.of("spikes", "first_ps", "last_ps", "mean_amplitude");
        }

        @Override
        public List<Object> values(SpikeStatistics of) {
            return List.of(
                    forPeople ? Text.count(of.count()) : (Object) of.count(),
                    time(of.firstPs(), forPeople),
                    time(of.lastPs(), forPeople),
                    of.meanAmplitude());
        }
    }

    /**
     * Spikes per second.
     *
     * @param seconds of virtual time that were recorded
     */
    record Rates(double seconds) implements StatisticsView {
        @Override
        public List<String> header() {
            return List.of("spikes", "recorded_s", "rate_hz");
        }

        @Override
        public List<Object> values(SpikeStatistics of) {
            return List.of(of.count(), seconds, of.count() / seconds);
        }
    }

    /**
     * Inter-spike intervals.
     *
     * @param forPeople whether times are words
     */
    record Intervals(boolean forPeople) implements StatisticsView {
        @Override
        public List<String> header() {
            return forPeople
                    ? List.of("intervals", "shortest", "mean", "longest", "cv")
                    : List.of("intervals", "shortest_ps", "mean_ps", "longest_ps", "cv");
        }

        @Override
        public List<Object> values(SpikeStatistics of) {
            if (of.intervals().isEmpty()) {
                return List.of(0L, "", "", "", "");
            }
            SpikeStatistics.Intervals intervals = of.intervals().get();
            return List.of(
                    of.count() - 1,
                    time(intervals.shortestPs(), forPeople),
                    time(Math.round(intervals.meanPs()), forPeople),
                    time(intervals.longestPs(), forPeople),
                    intervals.deviationPs() / intervals.meanPs());
        }
    }
}
