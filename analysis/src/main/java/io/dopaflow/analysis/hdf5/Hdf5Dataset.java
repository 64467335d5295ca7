package io.dopaflow.analysis.hdf5;

import java.io.IOException;
import java.util.List;

/** A dataset of a file that is to be written. Its elements are made when they are written: none need be in memory. */
public final class Hdf5Dataset extends Hdf5Node {
    private final Hdf5Type type;
    private final List<Long> dimensions;
    private final Content content;
    private final List<String> texts;

    /** Makes the elements of a dataset. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of them, in order. */
        void writeTo(Elements to) throws IOException;
    }

    /** Takes elements; each method the elements of types that take as many bytes. */
    public interface Elements {
        /** Of 8 bytes. */
        void put(double number) throws IOException;

        /** Of 8 bytes. */
        void put(long number) throws IOException;

        /** Of 4 bytes. */
        void put(int number) throws IOException;

        /** Of 1 byte. */
        void put(byte number) throws IOException;
    }

    Hdf5Dataset(Hdf5Type type, List<Long> dimensions, Content content, List<String> texts) {
        this.type = type;
        this.dimensions = List.copyOf(dimensions);
        this.content = content;
        this.texts = List.copyOf(texts);
    }

    Hdf5Type type() {
        return type;
    }

    List<Long> dimensions() {
        return dimensions;
    }

    Content content() {
        return content;
    }

    List<String> texts() {
        return texts;
    }

    /** In bytes. */
    long size() {
        return type.size() * dimensions.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
}
