package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.CycleRaster;
import io.dopaflow.analysis.spikes.SpikeActivity;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spikes of a run of learning cycles, as {@code spikes} shows them. */
final class CycleSpikes {
    /** How many spikes a table has, unless more are asked for. */
    static final int TABLE_ROWS = 100;

    private final Terminal terminal;
    private final RecordedRun recorded;
    private final SpikeFilter filter;
    private final String format;
    private final @Nullable Long limit;

    CycleSpikes(Terminal terminal, RecordedRun recorded, SpikeFilter filter, String format, @Nullable Long limit) {
        this.terminal = terminal;
        this.recorded = recorded;
        this.filter = filter;
        this.format = format;
        this.limit = limit;
    }

    /** Draws the raster. */
    void draw(Path file) {
        RunReader reader = recorded.reader();
        Optional<Figure> figure = CycleRaster.of(reader, limited());
        figure.ifPresent(drawn -> {
            Drawing.of(drawn).save(file);
            terminal.tell("wrote " + Text.escaped(file.toString()));
        });
        sayIfNone(figure.isPresent() ? 1 : 0);
    }

    private SpikeQuery limited() {
        return limit == null ? filter.query() : filter.query().atMost(limit);
    }

    /** Lists the spikes. */
    void list() {
        RunReader reader = recorded.reader();
        boolean forPeople = format.equals("table");
        SpikeQuery query = filter.query();
        long most = limit != null ? limit : forPeople ? TABLE_ROWS : Long.MAX_VALUE;
        if (most < Long.MAX_VALUE) {
            query = query.atMost(most + 1);
        }
        Network network = reader.network();
        long[] shown = {0};
        String time = forPeople ? "time" : "time_ps";
        RowOutput rows = output(time, "neuron", "name", "kind", "amplitude", "opportunity", "cycle");
        reader.spikes(query, spike -> {
            shown[0]++;
            if (shown[0] <= most) {
                rows.row(
                        forPeople ? Text.time(spike.timePs()) : (Object) spike.timePs(),
                        spike.neuron(),
                        network.neuron(spike.neuron()).name(),
                        word(spike.kind()),
                        spike.amplitude(),
                        spike.opportunity(),
                        spike.cycle());
            }
        });
        rows.close();
        sayIfNone(shown[0]);
        if (shown[0] > most) {
            sayMore(terminal, most);
        }
    }

    /** Shows numbers of each neuron. */
    void statistics(Statistics columns) {
        CycleTiming timing = recorded.scenario().model().timing();
        SpikeActivity activity = SpikeActivity.of(recorded.reader(), timing, limited());
        List<String> header = new ArrayList<>(List.of("neuron", "name", "depth", "kind"));
        header.addAll(columns.header());
        RowOutput rows = output(header.toArray(String[]::new));
        for (SpikeActivity.Train train : activity.trains()) {
            List<Object> row =
                    new ArrayList<>(List.of(train.neuron(), train.name(), train.depth(), word(train.kind())));
            row.addAll(columns.values(train));
            rows.row(row.toArray());
        }
        rows.close();
        sayIfNone(activity.spikes());
        if (activity.spikes() > 0) {
            terminal.tell("@|faint over " + Text.number(activity.observedMs() / 1e3) + " s of recorded virtual time|@");
            if (format.equals("table")) {
                columns.explanation(timing).ifPresent(why -> terminal.tell("@|faint " + why + "|@"));
            }
        }
    }

    private void sayIfNone(long found) {
        if (found == 0) {
            sayNone(terminal, filter);
        }
    }

    /** Says that there are no spikes, and what to do. */
    static void sayNone(Terminal terminal, SpikeFilter filter) {
        terminal.tell(
                filter.isGiven()
                        ? "no recorded spike matches; try fewer of the options"
                        : "no spikes were recorded; to keep them, set record.spikes in the scenario or use run --record full");
    }

    /** Says that there are more spikes than were shown. */
    static void sayMore(Terminal terminal, long most) {
        terminal.tell("@|faint more than " + Text.count(most)
                + " spikes: use --limit, --counts or --format csv to see more|@");
    }

    private RowOutput output(String... columns) {
        return RowOutput.of(format, terminal, List.of(columns));
    }

    private static String word(SpikeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What {@code spikes} tells of each neuron and kind. */
    enum Statistics {
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
                "Graded neurons spike once in every cycle by construction: equal rates, equal intervals (the length of a"
                        + " cycle, ";
        private static final String NO_FAULT = ") and a CV of 0 are no fault.";

        /** Why rates and intervals are regular, for the help. */
        static final String EXPECTED =
                REGULAR + "reward_delay + depth x (conduction_delay + 2 half_window time_constant)" + NO_FAULT;

        private final List<String> header;

        Statistics(String... header) {
            this.header = List.of(header);
        }

        /** Why the rates and intervals of a run are regular, if this view shows any. */
        Optional<String> explanation(CycleTiming timing) {
            return this == COUNTS
                    ? Optional.empty()
                    : Optional.of(REGULAR + Text.number(VirtualTime.toMilliseconds(timing.periodPs())) + " ms here"
                            + NO_FAULT);
        }

        /** Names of the columns. */
        List<String> header() {
            return header;
        }

        /** Their values, as {@link RowOutput} takes them. */
        abstract List<Object> values(SpikeActivity.Train train);
    }
}
