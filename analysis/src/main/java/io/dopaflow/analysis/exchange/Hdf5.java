package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what SONATA and NWB put into HDF5 files. */
final class Hdf5 {
    /** Elements that are read at once: unsigned numbers of 64 bits come as objects. */
    private static final int SLICE = 1 << 16;

    /** Deflate makes no more of a byte. */
    private static final long MOST_COMPRESSED = 1100;

    private static final long SMALLEST = 1 << 20;

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
        } catch (FileException e) {
            throw e;
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        } catch (RuntimeException | StackOverflowError e) {
            // Bytes that are no HDF5 make the library fail in any way.
            throw new WrongFileException(file, "damaged or no HDF5 file", e);
        }
    }

    /** The groups in a group, in the order of their names. */
    static List<Group> groups(Group parent) {
        List<Group> groups = new ArrayList<>();
        for (Node child : parent) {
            if (child instanceof Group group) {
                groups.add(group);
            }
        }
        groups.sort((one, other) -> one.getName().compareTo(other.getName()));
        return groups;
    }

    /** A dataset that a group must have. */
    static Dataset dataset(Path file, Group group, String name, String allowed) {
        if (group.getChild(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new WrongFileException(file, group.getPath() + ": found no " + name + "; allowed: " + allowed);
    }

    /** How many elements, where it is a list that the file can have. */
    private static int size(Path file, Dataset dataset) {
        if (dataset.getDimensions().length != 1) {
            throw new WrongFileException(
                    file, dataset.getPath() + ": found " + dataset.getDimensions().length + " dimensions; allowed: 1");
        }
        long size = dataset.getSize();
        long most;
        try {
            most = Math.max(SMALLEST, Files.size(file) * MOST_COMPRESSED);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
        if (size < 0 || size > Integer.MAX_VALUE - 8 || size > most) {
            throw new WrongFileException(
                    file, dataset.getPath() + ": found " + size + " elements, more than the file can have");
        }
        return (int) size;
    }

    private interface Taker {
        void take(int place, Object number);
    }

    private static void each(Path file, Dataset dataset, Taker taker) {
        int size = size(file, dataset);
        for (int from = 0; from < size; from += SLICE) {
            int count = Math.min(SLICE, size - from);
            Object part = size <= SLICE ? dataset.getData() : dataset.getData(new long[] {from}, new int[] {count});
            for (int i = 0; i < count; i++) {
                taker.take(from + i, Array.get(part, i));
            }
        }
    }

    /** Real numbers; those of 32 bits are what their shortest decimals say, as 0.1 is not 0.10000000149. */
    static double[] doubles(Path file, Dataset dataset) {
        double[] values = new double[size(file, dataset)];
        each(file, dataset, (place, number) -> {
            if (number instanceof Float real) {
                values[place] = Double.parseDouble(real.toString());
            } else if (number instanceof Number any) {
                values[place] = any.doubleValue();
            } else {
                throw new WrongFileException(file, dataset.getPath() + ": found no numbers; allowed: numbers");
            }
        });
        return values;
    }

    /** Real numbers, with a complaint where they are whole ones: ids in the place of times, say. */
    static double[] reals(Path file, Dataset dataset) {
        Class<?> type = dataset.getJavaType();
        if (dataset.getSize() > 0 && type != double.class && type != float.class) {
            throw new WrongFileException(
                    file, dataset.getPath() + ": found no real numbers; allowed: floating-point ones");
        }
        return doubles(file, dataset);
    }

    /** Times in ps, of real numbers in a unit that has so many ps, as a power of ten. */
    static long[] timesPs(Path file, Dataset dataset, int digits) {
        double[] values = reals(file, dataset);
        long[] timesPs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= SpikeFile.LATEST_PS / Math.pow(10, digits))) {
                throw new WrongFileException(
                        file,
                        dataset.getPath() + ": found the time " + values[i]
                                + "; allowed: finite numbers, up to 100 days");
            }
            timesPs[i] = SpikeFile.picoseconds(BigDecimal.valueOf(values[i]), digits);
        }
        return timesPs;
    }

    /** Texts. */
    static String[] texts(Path file, Dataset dataset) {
        String[] texts = new String[size(file, dataset)];
        each(file, dataset, (place, text) -> texts[place] = String.valueOf(text));
        return texts;
    }

    /** Whole numbers from 0. */
    static int[] ids(Path file, Dataset dataset) {
        int[] ids = new int[size(file, dataset)];
        each(file, dataset, (place, id) -> {
            long number = whole(id);
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new WrongFileException(
                        file,
                        dataset.getPath() + ": found the id " + id + "; allowed: whole numbers from 0 to 2^31 - 1");
            }
            ids[place] = (int) number;
        });
        return ids;
    }

    /** A whole number; -1 of what is none. Unsigned ones of 64 bits, as files of old have them, come as large numbers. */
    private static long whole(Object number) {
        if (number instanceof BigInteger large) {
            return large.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        }
        return number instanceof Number small && !(small instanceof Double || small instanceof Float)
                ? small.longValue()
                : -1;
    }
}
