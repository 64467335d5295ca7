package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            try (HdfFile opened = new HdfFile(file)) {
                if (!(opened.getChild("spikes") instanceof Group spikes)) {
                    throw new WrongFileException(file, "found no group /spikes; allowed: the spikes of a SONATA file");
                }
                return populations(file, spikes);
            }
        } catch (HdfException | ClassCastException e) {
            throw new WrongFileException(file, "damaged or no HDF5 file", e);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
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
        int[] cells = ids(file, ids);
        if (timesPs.length != cells.length) {
            throw new WrongFileException(
                    file,
                    group.getPath() + ": found " + timesPs.length + " times and " + cells.length
                            + " ids; allowed: one of each for a spike");
        }
        return NamedSpikes.sorted(name, timesPs, cells);
    }

    private static Dataset dataset(Path file, Group group, String name) {
        if (group.getChild(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new WrongFileException(
                file,
                group.getPath() + ": found no " + name + "; allowed: timestamps, and node_ids" + " (or gids, of old)");
    }

    private static long[] timesPs(Path file, Dataset dataset) {
        Attribute attribute = dataset.getAttribute("units");
        String unit = attribute == null ? "ms" : String.valueOf(attribute.getData());
        int digits = SpikeFile.digits(unit);
        if (digits < 0) {
            throw new WrongFileException(file, dataset.getPath() + ": found the unit " + unit + "; allowed: ms or s");
        }
        double[] values = doubles(file, dataset);
        long[] timesPs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new WrongFileException(
                        file, dataset.getPath() + ": found " + values[i] + "; allowed: finite numbers");
            }
            timesPs[i] = SpikeFile.picoseconds(BigDecimal.valueOf(values[i]), digits);
        }
        return timesPs;
    }

    private static double[] doubles(Path file, Dataset dataset) {
        if (dataset.getSize() == 0) {
            return new double[0];
        }
        Object data = dataset.getData();
        if (data instanceof double[] values) {
            return values;
        }
        if (data instanceof float[] values) {
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[i];
            }
            return wide;
        }
        throw new WrongFileException(file, dataset.getPath() + ": found no real numbers; allowed: times");
    }

    private static int[] ids(Path file, Dataset dataset) {
        int[] ids = new int[Math.toIntExact(dataset.getSize())];
        Object data = ids.length == 0 ? ids : dataset.getData();
        for (int i = 0; i < ids.length; i++) {
            // Unsigned ones of 64 bits, as files of old have them, come as large numbers.
            Object id = Array.get(data, i);
            long number = id instanceof BigInteger large
                    ? large.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue()
                    : id instanceof Double || id instanceof Float ? -1 : ((Number) id).longValue();
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new WrongFileException(
                        file,
                        dataset.getPath() + ": found the id " + id + "; allowed: whole numbers from 0 to 2^31 - 1");
            }
            ids[i] = (int) number;
        }
        return ids;
    }
}
