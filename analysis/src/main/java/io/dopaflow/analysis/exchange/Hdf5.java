package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads what SONATA puts into HDF5 files. */
final class Hdf5 {

    private Hdf5() {}

    /**
     * Reads a file.
     *
     * @throws FileException if it cannot be read, or is no HDF5 file
     */
    static <T> T read(Path file, Function<HdfFile, T> reader) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            try (HdfFile opened = new HdfFile(file)) {
                return reader.apply(opened);
            }
        } catch (HdfException | ClassCastException e) {
            throw new WrongFileException(file, "damaged or no HDF5 file", e);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
    }

    /** A dataset that a group must have. */
    static Dataset dataset(Path file, Group group, String name, String allowed) {
        if (group.getChild(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new WrongFileException(file, group.getPath() + ": found no " + name + "; allowed: " + allowed);
    }

    /** Real numbers. */
    static double[] doubles(Path file, Dataset dataset) {
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
        throw new WrongFileException(file, dataset.getPath() + ": found no real numbers; allowed: floating-point ones");
    }

    /** Whole numbers from 0. */
    static int[] ids(Path file, Dataset dataset) {
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
