package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spikes in a SONATA file: {@code /spikes/POPULATION/timestamps} and {@code node_ids}, or in the legacy layout {@code
 * /spikes/timestamps} and {@code gids}. The unit is that of the attribute {@code units} of the times, ms without it. What the
 * attribute {@code sorting} says is not trusted.
 */
final class SonataSpikes {
    private static final String TIMES = "timestamps";

    private SonataSpikes() {}

    static List<NamedSpikes> read(Path file) {
        return Hdf5.read(file, opened -> {
            if (!(opened.getChild("spikes") instanceof Group spikes)) {
                throw new WrongFileException(file, "found no group /spikes; allowed: the spikes of a SONATA file");
            }
            long endPs = endPs(opened);
            return populations(file, spikes).stream()
                    .map(each -> each.atLeast(0, endPs))
                    .toList();
        });
    }

    /** What Dopaflow says of the end of a recording, in ps; 0 where nothing is said. */
    private static long endPs(Group root) {
        Attribute end = root.getAttribute("t_stop");
        return end != null && end.getData() instanceof Double stop && stop >= 0 && stop <= SpikeFile.LATEST_PS / 1e9
                ? SpikeFile.picoseconds(BigDecimal.valueOf(stop), SpikeFile.MS_DIGITS)
                : 0;
    }

    private static List<NamedSpikes> populations(Path file, Group spikes) {
        if (spikes.getChild(TIMES) != null) {
            return List.of(population(file, Optional.empty(), spikes));
        }
        List<NamedSpikes> all = new ArrayList<>();
        for (Node child : spikes) {
            if (child instanceof Group group) {
                all.add(population(file, Optional.of(group.getName()), group));
            }
        }
        return all;
    }

    private static NamedSpikes population(Path file, Optional<String> name, Group group) {
        Dataset times = dataset(file, group, TIMES);
        Dataset ids = dataset(file, group, group.getChild("node_ids") == null ? "gids" : "node_ids");
        long[] timesPs = timesPs(file, times);
        int[] cells = Hdf5.ids(file, ids);
        if (timesPs.length != cells.length) {
            throw new WrongFileException(
                    file,
                    group.getPath() + ": found " + timesPs.length + " times and " + cells.length
                            + " ids; allowed: one of each for a spike");
        }
        return NamedSpikes.sorted(name, timesPs, cells);
    }

    private static Dataset dataset(Path file, Group group, String name) {
        return Hdf5.dataset(file, group, name, "timestamps, and node_ids (or gids, of old)");
    }

    private static long[] timesPs(Path file, Dataset dataset) {
        Attribute attribute = dataset.getAttribute("units");
        String unit = attribute == null ? "ms" : String.valueOf(attribute.getData());
        int digits = SpikeFile.digits(unit);
        if (digits < 0) {
            throw new WrongFileException(file, dataset.getPath() + ": found the unit " + unit + "; allowed: ms or s");
        }
        return Hdf5.timesPs(file, dataset, digits);
    }
}
