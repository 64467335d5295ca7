package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Dataset;
import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Type;
import io.dopaflow.analysis.hdf5.Hdf5Value;
import java.util.List;

/** What files of SONATA have in common (SONATA Developer Guide, version 0.1). */
final class SonataFormat {
    /** The first bytes of a file say what it is, its attribute says so too. */
    private static final int MAGIC = 0x0A7A;

    private SonataFormat() {}

    /** A root with the attributes that each file has. */
    static Hdf5Group root() {
        Hdf5Group root = new Hdf5Group();
        root.attribute("magic", Hdf5Value.ofUnsigned(MAGIC));
        root.attribute("version", Hdf5Value.ofUnsigned(0, 1));
        return root;
    }

    /** Real numbers. */
    static Hdf5Dataset reals(Hdf5Group group, String name, double[] values) {
        return group.dataset(name, Hdf5Type.FLOAT64, List.of((long) values.length), to -> {
            for (double value : values) {
                to.put(value);
            }
        });
    }

    /** Ids, as unsigned numbers of 64 bits. */
    static Hdf5Dataset ids(Hdf5Group group, String name, int[] ids) {
        return group.dataset(name, Hdf5Type.UINT64, List.of((long) ids.length), to -> {
            for (int id : ids) {
                to.put((long) id);
            }
        });
    }

    /** One and the same number, of 32 bits without sign. */
    static Hdf5Dataset all(Hdf5Group group, String name, int size, int number) {
        return group.dataset(name, Hdf5Type.UINT32, List.of((long) size), to -> {
            for (int i = 0; i < size; i++) {
                to.put(number);
            }
        });
    }

    /** The numbers from 0 up, of 64 bits without sign. */
    static Hdf5Dataset count(Hdf5Group group, String name, int size) {
        return group.dataset(name, Hdf5Type.UINT64, List.of((long) size), to -> {
            for (int i = 0; i < size; i++) {
                to.put((long) i);
            }
        });
    }
}
