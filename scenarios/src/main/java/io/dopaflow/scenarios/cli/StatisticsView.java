package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.spikes.SpikeActivity;
import java.util.List;

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

    private final List<String> header;

    StatisticsView(String... header) {
        this.header = List.of(header);
    }

    /** Names of the columns. */
    List<String> header() {
        return header;
    }

    /** Their values, as {@link RowOutput} takes them. */
    abstract List<Object> values(SpikeActivity.Train train);
}
