package io.dopaflow.analysis.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The value of an attribute: one element, or a list of them.
 *
 * @param type of its elements
 * @param dimensions none of one element
 * @param numbers of the elements, as they stand in the file; empty of texts and references
 * @param texts where it is text
 * @param target where it is a reference
 */
public record Hdf5Value(
        Hdf5Type type, List<Long> dimensions, byte[] numbers, List<String> texts, Optional<Hdf5Node> target) {

    /** Copies. */
    public Hdf5Value {
        dimensions = List.copyOf(dimensions);
        numbers = numbers.clone();
        texts = List.copyOf(texts);
    }

    /** A text. */
    public static Hdf5Value of(String text) {
        return new Hdf5Value(Hdf5Type.TEXT, List.of(), new byte[0], List.of(text), Optional.empty());
    }

    /** A list of texts. */
    public static Hdf5Value ofTexts(List<String> texts) {
        return new Hdf5Value(Hdf5Type.TEXT, List.of((long) texts.size()), new byte[0], texts, Optional.empty());
    }

    /** A reference. */
    public static Hdf5Value ofReference(Hdf5Node target) {
        return new Hdf5Value(Hdf5Type.REFERENCE, List.of(), new byte[0], List.of(), Optional.of(target));
    }

    /** A real number. */
    public static Hdf5Value of(double number) {
        return ofNumbers(Hdf5Type.FLOAT64, List.of(), bytes(8).putDouble(number));
    }

    /** Whole numbers of 32 bits, without sign; one that is alone is no list. */
    public static Hdf5Value ofUnsigned(int... numbers) {
        ByteBuffer bytes = bytes(4 * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putInt);
        return ofNumbers(Hdf5Type.UINT32, numbers.length == 1 ? List.of() : List.of((long) numbers.length), bytes);
    }

    /** One of the words of a type. */
    public static Hdf5Value ofWord(Hdf5Type words, int place) {
        return ofNumbers(words, List.of(), bytes(1).put((byte) place));
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Hdf5Value ofNumbers(Hdf5Type type, List<Long> dimensions, ByteBuffer numbers) {
        byte[] bytes = new byte[numbers.position()];
        numbers.flip().get(bytes);
        return new Hdf5Value(type, dimensions, bytes, List.of(), Optional.empty());
    }

    /** How many bytes it takes in its place. */
    int size() {
        return type.size()
                * (int) dimensions.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }
}
