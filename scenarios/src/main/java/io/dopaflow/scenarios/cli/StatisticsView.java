package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.spikes.SpikeActivity;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.time.VirtualTime;
import java.util.List;
import java.util.Optional;

/** What {@code spikes} tells of each neuron and kind. */
enum StatisticsView {
    /** How many. */
    COUNTS("spikes", "mean_amplitude") {
        @Override
        List<Object> values(SpikeActivity.Train train) {
            return List.of(train.count(), train.meanAmplitude());
        }
    },

    /** How many per second of the virtual time that was recorded. */
    RATES("spikes", "rate_hz") {
        @Override
        List<Object> values(SpikeActivity.Train train) {
            return List.of(train.count(), train.rateHz());
        }
    },

    /** Inter-spike intervals in milliseconds, and their coefficient of variation. */
    INTERVALS("intervals", "shortest_ms", "mean_ms", "longest_ms", "cv") {
        @Override
        List<Object> values(SpikeActivity.Train train) {
            return train.intervals()
                    .<List<Object>>map(intervals -> List.of(
                            intervals.count(),
                            intervals.shortestMs(),
                            intervals.meanMs(),
                            intervals.longestMs(),
                            intervals.coefficientOfVariation()))
                    .orElse(List.of(0L, "", "", "", ""));
        }
    };

    private static final String REGULAR =
            "Graded neurons spike once in every cycle by construction: equal rates, equal intervals (the length of a cycle, ";
    private static final String NO_FAULT = ") and a CV of 0 are no fault.";

    /** Why rates and intervals are regular, for the help. */
    static final String EXPECTED =
            REGULAR + "reward_delay + depth x (conduction_delay + 2 half_window time_constant)" + NO_FAULT;

    private final List<String> header;

    StatisticsView(String... header) {
        this.header = List.of(header);
    }

    /** Why the rates and intervals of a run are regular, if this view shows any. */
    Optional<String> explanation(CycleTiming timing) {
        return this == COUNTS
                ? Optional.empty()
                : Optional.of(
                        REGULAR + Text.number(VirtualTime.toMilliseconds(timing.periodPs())) + " ms here" + NO_FAULT);
    }

    /** Names of the columns. */
    List<String> header() {
        return header;
    }

    /** Their values, as {@link RowOutput} takes them. */
    abstract List<Object> values(SpikeActivity.Train train);
}
