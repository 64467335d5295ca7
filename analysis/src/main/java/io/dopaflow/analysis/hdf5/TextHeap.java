package io.dopaflow.analysis.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a file, each once: one collection of a global heap (format specification, III.E). */
final class TextHeap {
    private static final int MOST = 0xffff;
    private static final int HEAD = 16;
    private static final int SMALLEST = 4096;

    private final Map<String, Integer> places = new LinkedHashMap<>();

    /** Takes a text. */
    void add(String text) {
        places.putIfAbsent(text, places.size() + 1);
        if (places.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " different texts for one file");
        }
    }

    /** In bytes. */
    int size() {
        if (places.isEmpty()) {
            return 0;
        }
        int used = HEAD;
        for (String text : places.keySet()) {
            used = Math.addExact(used, HEAD + padded(bytes(text).length));
        }
        return Math.max(SMALLEST, used + HEAD);
    }

    private static int padded(int length) {
        return (length + 7) / 8 * 8;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What stands for a text in its place. */
    void reference(String text, long heapAddress, ByteBuffer to) {
        int length = bytes(text).length;
        // Readers take a text of no length for none at all where it leads somewhere.
        to.putInt(length).putLong(length == 0 ? 0 : heapAddress).putInt(length == 0 ? 0 : places.getOrDefault(text, 0));
    }

    /** The collection. */
    ByteBuffer collection() {
        int size = size();
        ByteBuffer all = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        if (size == 0) {
            return all;
        }
        all.put("GCOL".getBytes(StandardCharsets.US_ASCII)).putInt(1).putLong(size);
        places.forEach((text, place) -> {
            byte[] bytes = bytes(text);
            all.putShort(place.shortValue())
                    .putShort((short) 1)
                    .putInt(0)
                    .putLong(bytes.length)
                    .put(bytes);
            all.position(all.position() + padded(bytes.length) - bytes.length);
        });
        // What is left is an object of the number 0.
        int left = all.remaining();
        all.putLong(0).putLong(left);
        return all.clear();
    }
}
