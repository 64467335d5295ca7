package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.FileSpikes;
import io.dopaflow.analysis.spikes.SpikeSequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spikes of two runs, of two files, or of one of each, as those of the same cells.
 *
 * @param cells which they are
 * @param first the spikes of RUN
 * @param second the spikes of OTHER
 */
record ComparedSpikes(NetworkCells cells, SpikeSequence first, SpikeSequence second) {
    /**
     * Reads both.
     *
     * @throws IllegalArgumentException if they are not of the same populations
     */
    static ComparedSpikes read(Path run, Path other) {
        boolean firstIsRun = Files.isDirectory(run);
        if (firstIsRun && Files.isDirectory(other)) {
            return runs(run, other);
        }
        if (firstIsRun || Files.isDirectory(other)) {
            try (SpikingRunReader reader = SpikingRunReader.open(firstIsRun ? run : other)) {
                SpikeSequence recorded = SpikeSequence.of(reader, reader.everything());
                SpikeSequence read = SpikeSequence.of(SpikeFile.read(firstIsRun ? other : run), reader.cells());
                return new ComparedSpikes(reader.cells(), firstIsRun ? recorded : read, firstIsRun ? read : recorded);
            }
        }
        List<NamedSpikes> first = SpikeFile.read(run);
        List<NamedSpikes> second = SpikeFile.read(other);
        NetworkCells cells = cells(first, second);
        return new ComparedSpikes(cells, SpikeSequence.of(first, cells), SpikeSequence.of(second, cells));
    }

    private static ComparedSpikes runs(Path run, Path other) {
        try (SpikingRunReader one = SpikingRunReader.open(run);
                SpikingRunReader two = SpikingRunReader.open(other)) {
            if (!two.cells().equals(one.cells())) {
                throw new IllegalArgumentException(
                        "OTHER: found a run of other populations; allowed: the same names, sizes and models as in RUN");
            }
            return new ComparedSpikes(
                    one.cells(), SpikeSequence.of(one, one.everything()), SpikeSequence.of(two, two.everything()));
        }
    }

    /** As many cells as either file has; what names no population can only be the one that the other names. */
    private static NetworkCells cells(List<NamedSpikes> first, List<NamedSpikes> second) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List<NamedSpikes> all = new ArrayList<>(first);
        all.addAll(second);
        all.stream()
                .filter(each -> each.population().isPresent())
                .forEach(each -> sizes.merge(each.population().get(), each.nodes(), Math::max));
        Optional<NamedSpikes> unnamed =
                all.stream().filter(each -> each.population().isEmpty()).findFirst();
        if (unnamed.isPresent() && sizes.size() > 1) {
            throw new IllegalArgumentException(
                    "OTHER: found the populations " + String.join(", ", sizes.keySet())
                            + " in one file and none in the other; allowed: files that both name them, or the directory of a run");
        }
        String only =
                sizes.isEmpty() ? FileSpikes.UNNAMED : sizes.keySet().iterator().next();
        all.stream()
                .filter(each -> each.population().isEmpty())
                .forEach(each -> sizes.merge(only, each.nodes(), Math::max));
        List<NetworkCells.Group> groups = new ArrayList<>();
        if (sizes.values().stream().mapToLong(Integer::longValue).sum() > FileSpikes.MOST_CELLS) {
            throw new IllegalArgumentException("OTHER: found more than " + Text.count(FileSpikes.MOST_CELLS)
                    + " neurons in both files; allowed: up to that");
        }
        int next = 0;
        for (Map.Entry<String, Integer> each : sizes.entrySet()) {
            groups.add(new NetworkCells.Group(each.getKey(), next, each.getValue(), "file"));
            next += each.getValue();
        }
        return new NetworkCells(groups);
    }
}
