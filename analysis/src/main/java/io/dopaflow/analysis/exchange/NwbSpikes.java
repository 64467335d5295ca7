package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spikes of the table of units of an NWB file: {@code /units/spike_times} in s, the times of one unit after those of another, and
 * {@code spike_times_index}, behind the last of each. Units are numbered by their rows; where columns {@code population} and {@code
 * node_id} are there, as {@link NwbSpikeFile} writes them, they have these.
 */
final class NwbSpikes {
    private static final String TIMES = "spike_times";
    private static final String ENDS = "spike_times_index";

    private NwbSpikes() {}

    static List<NamedSpikes> read(Path file) {
        return Hdf5.read(file, opened -> {
            if (!(opened.getChild("units") instanceof Group units)) {
                throw new WrongFileException(file, "found no group /units; allowed: the units of an NWB file");
            }
            return read(file, units);
        });
    }

    private static List<NamedSpikes> read(Path file, Group units) {
        int[] ids = Hdf5.ids(file, Hdf5.dataset(file, units, "id", "id, spike_times and spike_times_index"));
        if (ids.length == 0 && units.getChild(TIMES) == null) {
            return List.of(new NamedSpikes(Optional.empty(), new long[0], new int[0]));
        }
        Dataset times = Hdf5.dataset(file, units, TIMES, TIMES + " and " + ENDS);
        long[] timesPs = Hdf5.timesPs(file, times, SpikeFile.S_DIGITS);
        int[] ends = Hdf5.ids(file, Hdf5.dataset(file, units, ENDS, TIMES + " and " + ENDS));
        check(file, units, timesPs.length, ends, ids.length);
        String[] populations = new String[ids.length];
        Arrays.fill(populations, "");
        int[] nodes = new int[ids.length];
        Arrays.setAll(nodes, row -> row);
        boolean isNamed = units.getChild("population") instanceof Dataset names
                && names.getJavaType() == String.class
                && units.getChild("node_id") instanceof Dataset;
        if (isNamed) {
            populations = column(file, Hdf5.texts(file, (Dataset) units.getChild("population")), ids.length);
            nodes = Hdf5.ids(file, (Dataset) units.getChild("node_id"));
            if (nodes.length != ids.length) {
                throw new WrongFileException(
                        file, "/units/node_id: found " + nodes.length + " rows; allowed: " + ids.length);
            }
        }
        return spikes(populations, nodes, timesPs, ends, endPs(file, units));
    }

    private static String[] column(Path file, String[] names, int rows) {
        if (names.length != rows || Arrays.stream(names).anyMatch(String::isEmpty)) {
            throw new WrongFileException(
                    file,
                    "/units/population: found " + names.length + " names; allowed: one for each of " + rows + " units");
        }
        return names;
    }

    private static void check(Path file, Group units, int spikes, int[] ends, int rows) {
        if (ends.length != rows) {
            throw new WrongFileException(
                    file,
                    units.getPath() + ENDS + ": found " + ends.length + " rows; allowed: " + rows
                            + ", as there are ids");
        }
        int before = 0;
        for (int end : ends) {
            if (end < before || end > spikes) {
                throw new WrongFileException(
                        file,
                        units.getPath() + ENDS + ": found " + end + " after " + before
                                + "; allowed: ascending numbers up to " + spikes + ", the number of spikes");
            }
            before = end;
        }
    }

    /** How long units were observed, in ps; 0 where nothing is said. */
    private static long endPs(Path file, Group units) {
        if (!(units.getChild("obs_intervals") instanceof Dataset intervals)
                || intervals.getDimensions().length != 2
                || intervals.getDimensions()[0] == 0
                || !(intervals.getData() instanceof double[][] pairs)) {
            return 0;
        }
        double last = Arrays.stream(pairs).flatMapToDouble(Arrays::stream).max().orElse(0);
        if (!(last >= 0 && last <= SpikeFile.LATEST_PS / 1e12)) {
            throw new WrongFileException(
                    file, "/units/obs_intervals: found the time " + last + "; allowed: from 0, up to 100 days");
        }
        return SpikeFile.picoseconds(BigDecimal.valueOf(last), SpikeFile.S_DIGITS);
    }

    private static List<NamedSpikes> spikes(String[] populations, int[] nodes, long[] timesPs, int[] ends, long endPs) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < nodes.length; row++) {
            rows.computeIfAbsent(populations[row], any -> new ArrayList<>()).add(row);
        }
        if (rows.isEmpty()) {
            rows.put("", List.of());
        }
        List<NamedSpikes> all = new ArrayList<>();
        rows.forEach((population, own) -> {
            int count =
                    own.stream().mapToInt(row -> ends[row] - from(ends, row)).sum();
            long[] times = new long[count];
            int[] ids = new int[count];
            int at = 0;
            for (int row : own) {
                for (int spike = from(ends, row); spike < ends[row]; spike++) {
                    times[at] = timesPs[spike];
                    ids[at++] = nodes[row];
                }
            }
            int known = (int) Math.min(
                    Integer.MAX_VALUE,
                    1L + own.stream().mapToInt(row -> nodes[row]).max().orElse(-1));
            all.add(NamedSpikes.sorted(population.isEmpty() ? Optional.empty() : Optional.of(population), times, ids)
                    .atLeast(known, endPs));
        });
        return all;
    }

    private static int from(int[] ends, int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
