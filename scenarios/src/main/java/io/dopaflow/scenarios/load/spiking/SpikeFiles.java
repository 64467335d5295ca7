package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Report;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads trains of spikes from CSV files, those that NEST writes and SONATA, in whatever order they are. */
record SpikeFiles(InputFiles files, Report report) {
    /** Of a sum of some doubles, as a share of it. */
    private static final double ROUNDING = 0x1p-48;

    private static final int MOST_DIGITS = 60;

    private static final List<String> CELLS = List.of("neuron", "cell", "sender");
    private static final Map<String, Integer> TIMES =
            Map.of("time_s", 12, "time_ms", 9, "time_us", 6, "time_ns", 3, "time_ps", 0);
    private static final List<String> TIME_COLUMNS =
            List.of("time", "time_s", "time_ms", "time_us", "time_ns", "time_ps");

    /**
     * The trains of a file; nothing if anything is wrong, which is reported.
     *
     * @param key the path of the key that names it
     * @param size how many cells there are; one, whose rows have no number, where nothing is said
     */
    Optional<List<SpikeSource>> read(String key, String name, Optional<Integer> size, Grid grid) {
        Optional<InputFiles.Content> content = files.read(key, name);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (content.get().isHdf5()) {
            return ofSonata(key, content.get().path(), size, grid);
        }
        int before = report.problems().count();
        Optional<Lines> read = Lines.of(key, content.get(), report);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Lines lines = read.get();
        Optional<String> time = lines.column(TIME_COLUMNS);
        Optional<String> cell = lines.column(CELLS);
        if (time.isEmpty() || (size.isPresent() && cell.isEmpty())) {
            lines.wrongHeader("time (with units) or time_ms and the like"
                    + (size.isPresent() ? ", and neuron (from 0) or NEST's sender" : ""));
            return Optional.empty();
        }
        List<Set<Long>> trains = new ArrayList<>();
        for (int i = 0; i < size.orElse(1); i++) {
            trains.add(new HashSet<>());
        }
        long first = cell.filter("sender"::equals).isPresent() ? smallest(lines) : 0;
        for (int row = 0; row < lines.size(); row++) {
            Optional<Integer> train =
                    size.isEmpty() ? Optional.of(0) : cell(lines, row, cell.orElseThrow(), first, size.get());
            Optional<Long> at = time(lines, row, time.get(), grid);
            if (train.isPresent() && at.isPresent() && !trains.get(train.get()).add(at.get())) {
                lines.wrong(
                        row,
                        "a second spike of cell " + train.get() + " at " + Grid.text(at.get()),
                        "one spike of a cell at a time");
            }
        }
        return report.problems().count() == before ? Optional.of(lists(trains)) : Optional.empty();
    }

    private static List<SpikeSource> lists(List<Set<Long>> trains) {
        return trains.stream()
                .<SpikeSource>map(times ->
                        new SpikeList(times.stream().mapToLong(Long::longValue).toArray()))
                .toList();
    }

    /** The node ids of a SONATA file are the numbers of cells; without a size all spikes are those of one cell. */
    private Optional<List<SpikeSource>> ofSonata(String key, Path file, Optional<Integer> size, Grid grid) {
        List<NamedSpikes> populations;
        try {
            populations = SpikeFile.read(file);
        } catch (WrongFileException e) {
            report.wrong(key, String.valueOf(e.getMessage()), "a SONATA file of spikes");
            return Optional.empty();
        }
        if (populations.size() != 1) {
            report.wrong(key, file + " with " + populations.size() + " populations", "a file of one population");
            return Optional.empty();
        }
        int before = report.problems().count();
        NamedSpikes spikes = populations.get(0);
        List<Set<Long>> trains = new ArrayList<>();
        for (int i = 0; i < size.orElse(1); i++) {
            trains.add(new HashSet<>());
        }
        long unit = grid.time().unitPs();
        for (int i = 0; i < spikes.ids().length; i++) {
            int cell = size.isEmpty() ? 0 : spikes.ids()[i];
            long at = spikes.timesPs()[i];
            String which = "the spike of node " + spikes.ids()[i] + " at " + Grid.text(at);
            if (cell >= trains.size()) {
                wrong(file, which, "nodes from 0 to " + (trains.size() - 1) + ", as the size is " + trains.size());
            } else if (at < 0 || at % unit != 0) {
                wrong(file, which, "times from 0 that are multiples of the step, " + Grid.text(unit));
            } else if (!trains.get(cell).add(at)) {
                wrong(file, "a second spike of cell " + cell + " at " + Grid.text(at), "one spike of a cell at a time");
            }
        }
        return report.problems().count() == before ? Optional.of(lists(trains)) : Optional.empty();
    }

    private void wrong(Path file, String found, String allowed) {
        report.problems().add(Place.of(file.toString()), "", found, allowed);
    }

    /** NEST counts from wherever the group begins. */
    private static long smallest(Lines lines) {
        long smallest = Long.MAX_VALUE;
        for (int row = 0; row < lines.size(); row++) {
            smallest = Math.min(
                    smallest,
                    Numerals.parse(lines.cell(row, "sender"))
                            .flatMap(number -> Numerals.whole(number, 0, Long.MAX_VALUE))
                            .orElse(Long.MAX_VALUE));
        }
        return smallest;
    }

    private static Optional<Integer> cell(Lines lines, int row, String column, long first, int size) {
        Optional<Integer> cell = Numerals.parse(lines.cell(row, column))
                .flatMap(number -> Numerals.whole(number, first, first + size - 1L))
                .map(number -> (int) (number - first));
        if (cell.isEmpty()) {
            lines.wrong(
                    row,
                    column + " " + lines.cell(row, column),
                    "a whole number from " + first + " to " + (first + size - 1L) + ", as the size is " + size);
        }
        return cell;
    }

    private static Optional<Long> time(Lines lines, int row, String column, Grid grid) {
        String text = lines.cell(row, column);
        Optional<Long> time = (column.equals("time")
                        ? Durations.picoseconds(text)
                        : Numerals.parse(text)
                                .map(number -> number.scaleByPowerOfTen(TIMES.getOrDefault(column, 0)))
                                .flatMap(ps -> Numerals.whole(withoutRounding(ps), 0, Long.MAX_VALUE)))
                .filter(ps -> ps >= 0 && ps < Long.MAX_VALUE);
        if (time.isEmpty()) {
            lines.wrong(row, column + " " + text, "a time from 0 in whole picoseconds");
            return time;
        }
        long unit = grid.time().unitPs();
        if (time.get() % unit != 0) {
            lines.wrong(row, column + " " + text, "multiples of the step, " + Grid.text(unit));
        }
        return time;
    }

    /** Programs write sums of doubles, as 1.6400000000000001: what is that near to a whole number is meant as it. */
    private static BigDecimal withoutRounding(BigDecimal ps) {
        // A longer number is none that a program writes, and may be as long as its exponent says.
        if (Math.abs(ps.scale()) > MOST_DIGITS || ps.precision() > MOST_DIGITS) {
            return ps;
        }
        BigDecimal whole = ps.setScale(0, RoundingMode.HALF_EVEN);
        return ps.subtract(whole).abs().doubleValue() <= ROUNDING * whole.abs().doubleValue() ? whole : ps;
    }
}
