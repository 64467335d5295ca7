package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.spikes.NetworkActivity;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The spikes of a network that spikes freely, as {@code spikes} shows them. */
final class NetworkSpikes {
    private static final int TABLE_ROWS = 100;

    private final Terminal terminal;
    private final RecordedSpikes run;
    private final Choice choice;
    private final String format;
    private final @Nullable Long limit;

    /** What is shown. */
    enum Shown {
        /** Each spike. */
        SPIKES,
        /** The rate of each neuron. */
        RATES,
        /** The intervals of each neuron. */
        INTERVALS,
        /** The statistics of each population. */
        STATISTICS
    }

    /**
     * Which spikes.
     *
     * @param cells of which
     * @param window of the statistics
     * @param lastPs the last time
     * @param isGiven whether anything was narrowed
     */
    record Choice(BitSet cells, StatisticsWindow window, long lastPs, boolean isGiven) {}

    NetworkSpikes(Terminal terminal, RecordedSpikes run, Choice choice, String format, @Nullable Long limit) {
        this.terminal = terminal;
        this.run = run;
        this.choice = choice;
        this.format = format;
        this.limit = limit;
    }

    /** Shows it. */
    void show(Shown shown) {
        switch (shown) {
            case SPIKES -> list();
            case RATES -> neurons(List.of("spikes", "rate_hz"), train -> List.of(train.spikes(), train.rateHz()));
            case INTERVALS ->
                neurons(
                        List.of("spikes", "mean_interval_ms", "cv", "cv2"),
                        train -> List.of(
                                train.spikes(), cell(train.meanIntervalMs()), cell(train.cv()), cell(train.cv2())));
            case STATISTICS -> statistics();
        }
    }

    private void list() {
        boolean forPeople = format.equals("table");
        long most = limit != null ? limit : forPeople ? TABLE_ROWS : Long.MAX_VALUE;
        SpikeSelection selection = run.everything().of(choice.cells).between(choice.window.fromPs(), choice.lastPs);
        if (most < Long.MAX_VALUE) {
            selection = selection.atMost(most + 1);
        }
        long[] shown = {0};
        RowOutput rows =
                RowOutput.of(format, terminal, List.of(forPeople ? "time" : "time_ps", "neuron", "name", "population"));
        run.spikes(selection, (time, cell) -> {
            shown[0]++;
            if (shown[0] <= most) {
                rows.row(
                        forPeople ? Text.time(time) : (Object) time,
                        cell,
                        run.cells().nameOf(cell),
                        run.cells().groupOf(cell).name());
            }
        });
        rows.close();
        sayIfNone(shown[0]);
        if (shown[0] > most) {
            terminal.tell("@|faint more than " + Text.count(most)
                    + " spikes: use --limit, --stats or --format csv to see more|@");
        }
    }

    /** Tells of a neuron. */
    private interface Values {
        List<Object> of(PopulationStatistics.Train train);
    }

    private void neurons(List<String> columns, Values values) {
        List<String> header = new ArrayList<>(List.of("neuron", "name", "population"));
        header.addAll(columns);
        RowOutput rows = RowOutput.of(format, terminal, header);
        long spikes = 0;
        for (PopulationStatistics of : statisticsOfAll()) {
            NetworkCells.Group group = run.cells().group(of.name());
            for (PopulationStatistics.Train train : of.trains()) {
                List<Object> row = new ArrayList<>(
                        List.of(train.cell(), of.name() + "[" + (train.cell() - group.first()) + "]", of.name()));
                row.addAll(values.of(train));
                rows.row(row.toArray());
            }
            spikes += of.spikes();
        }
        rows.close();
        sayIfNone(spikes);
        sayWindow();
    }

    private void statistics() {
        List<PopulationStatistics> all = statisticsOfAll();
        RowOutput rows = RowOutput.of(format, terminal, StatisticsTable.COLUMNS);
        all.forEach(of -> rows.row(StatisticsTable.row(of).toArray()));
        rows.close();
        sayIfNone(all.stream().mapToLong(PopulationStatistics::spikes).sum());
        sayWindow();
    }

    private List<PopulationStatistics> statisticsOfAll() {
        return NetworkActivity.of(run, choice.cells, choice.window);
    }

    private static Object cell(OptionalDouble value) {
        return StatisticsTable.cell(value);
    }

    private void sayWindow() {
        terminal.tell(
                "@|faint from " + Text.time(choice.window.fromPs()) + " to " + Text.time(choice.window.toPs()) + "|@");
    }

    private void sayIfNone(long found) {
        if (found == 0) {
            terminal.tell(
                    choice.isGiven
                            ? "no recorded spike matches; try fewer of the options"
                            : "no spikes were recorded; record.spikes in the scenario says which are");
        }
    }
}
