package io.dopaflow.analysis.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the elements of a dataset or attribute are; all little endian. */
public final class Hdf5Type {
    private static final int LARGEST_DESCRIPTION = 1024;

    /** Floating-point numbers of 64 bits. */
    public static final Hdf5Type FLOAT64 = new Hdf5Type(
            8,
            start(0x11, 0x20, 0x3f, 8)
                    .putShort((short) 0)
                    .putShort((short) 64)
                    .put((byte) 52)
                    .put((byte) 11)
                    .put((byte) 0)
                    .put((byte) 52)
                    .putInt(1023));

    /** Signed whole numbers of 8 bits. */
    public static final Hdf5Type INT8 = whole(1, true);

    /** Signed whole numbers of 32 bits. */
    public static final Hdf5Type INT32 = whole(4, true);

    /** Unsigned whole numbers of 8 bits. */
    public static final Hdf5Type UINT8 = whole(1, false);

    /** Unsigned whole numbers of 32 bits. */
    public static final Hdf5Type UINT32 = whole(4, false);

    /** Unsigned whole numbers of 64 bits. */
    public static final Hdf5Type UINT64 = whole(8, false);

    /** Text in UTF-8, of any length. */
    public static final Hdf5Type TEXT = new Hdf5Type(16, text());

    /** A reference to a group or dataset of the same file. */
    public static final Hdf5Type REFERENCE = new Hdf5Type(8, start(0x17, 0, 0, 8));

    private final int size;
    private final byte[] description;

    private Hdf5Type(int size, ByteBuffer description) {
        this.size = size;
        this.description = new byte[description.position()];
        description.flip().get(this.description);
    }

    /** Words that a byte stands for: the place of each in the list. */
    public static Hdf5Type words(List<String> words) {
        ByteBuffer bytes = start(0x38, words.size(), 0, 1).put(UINT8.description);
        for (String word : words) {
            bytes.put(word.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        for (int i = 0; i < words.size(); i++) {
            bytes.put((byte) i);
        }
        return new Hdf5Type(1, bytes);
    }

    private static Hdf5Type whole(int size, boolean isSigned) {
        return new Hdf5Type(
                size, start(0x10, isSigned ? 8 : 0, 0, size).putShort((short) 0).putShort((short) (8 * size)));
    }

    /** A sequence of characters: its length, and where it is in the heap. */
    private static ByteBuffer text() {
        ByteBuffer character = start(0x13, 0x10, 0, 1).flip();
        return start(0x19, 1, 1, 16).put(character);
    }

    private static ByteBuffer start(int kind, int bits, int moreBits, int size) {
        return ByteBuffer.allocate(LARGEST_DESCRIPTION)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) kind)
                .put((byte) bits)
                .put((byte) moreBits)
                .put((byte) 0)
                .putInt(size);
    }

    /** How many bytes an element takes. */
    int size() {
        return size;
    }

    /** The message that tells readers of it. */
    byte[] description() {
        return description.clone();
    }
}
