package io.dopaflow.analysis.hdf5;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes an HDF5 file from its beginning to its end: superblock, headers, data, texts. Where everything stands is known before anything
 * is written, as all sizes are.
 *
 * <p>The format is that of the HDF5 File Format Specification 3.0: superblock 2, object headers 2 with links and attributes in
 * them, contiguous datasets. Equal content gives equal bytes. The library that reads HDF5 files here, jHDF 0.9.4, can write them too, but no
 * empty datasets, unsigned numbers, words for numbers, references, or texts of any length, and only what is in memory.
 */
public final class Hdf5Writer {
    private static final int SUPERBLOCK = 48;
    private static final long NOWHERE = -1;
    private static final int LARGEST_MESSAGE = 0xffff;

    private final IdentityHashMap<Hdf5Node, Long> headers = new IdentityHashMap<>();
    private final IdentityHashMap<Hdf5Node, Long> data = new IdentityHashMap<>();
    private final IdentityHashMap<Hdf5Node, Integer> links = new IdentityHashMap<>();
    private final List<Hdf5Node> all = new ArrayList<>();
    private final TextHeap texts = new TextHeap();
    private long heap;

    private Hdf5Writer() {}

    /** Writes a file. */
    public static void write(Hdf5Group root, OutputStream out) throws IOException {
        new Hdf5Writer().writeAll(root, out);
    }

    private void writeAll(Hdf5Group root, OutputStream out) throws IOException {
        collect(root);
        long end = SUPERBLOCK;
        for (Hdf5Node node : all) {
            headers.put(node, end);
            end += header(node).remaining();
        }
        for (Hdf5Node node : all) {
            if (node instanceof Hdf5Dataset dataset && dataset.size() > 0) {
                data.put(node, end);
                end += (dataset.size() + 7) / 8 * 8;
            }
        }
        heap = end;
        end += texts.size();
        try (ElementStream to = new ElementStream(out)) {
            to.put(superblock(headers.getOrDefault(root, NOWHERE), end));
            for (Hdf5Node node : all) {
                to.put(header(node));
            }
            for (Hdf5Node node : all) {
                if (node instanceof Hdf5Dataset dataset) {
                    writeData(dataset, to);
                }
            }
            to.put(texts.collection());
        }
    }

    private void collect(Hdf5Node node) {
        if (links.merge(node, 1, Integer::sum) > 1) {
            return;
        }
        all.add(node);
        node.attributes().values().forEach(value -> value.texts().forEach(texts::add));
        if (node instanceof Hdf5Group group) {
            group.children().values().forEach(this::collect);
        } else if (node instanceof Hdf5Dataset dataset) {
            dataset.texts().forEach(texts::add);
        }
    }

    private void writeData(Hdf5Dataset dataset, ElementStream to) throws IOException {
        long from = to.count();
        dataset.content().writeTo(to);
        for (String text : dataset.texts()) {
            ByteBuffer reference = buffer(Hdf5Type.TEXT.size());
            texts.reference(text, heap, reference);
            to.put(reference.flip());
        }
        long written = to.count() - from;
        if (written != dataset.size()) {
            throw new IllegalStateException("a dataset of " + dataset.size() + " bytes got " + written);
        }
        while (to.count() % 8 != from % 8) {
            to.put((byte) 0);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer superblock(long root, long end) {
        ByteBuffer bytes = buffer(SUPERBLOCK)
                .put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 2, 8, 8, 0})
                .putLong(0)
                .putLong(NOWHERE)
                .putLong(end)
                .putLong(root);
        return closed(bytes);
    }

    /** With its checksum. */
    private static ByteBuffer closed(ByteBuffer bytes) {
        ByteBuffer before = bytes.duplicate().flip();
        return bytes.putInt(JenkinsLookup3HashLittle.hash(before)).flip();
    }

    private ByteBuffer header(Hdf5Node node) {
        List<ByteBuffer> messages = new ArrayList<>();
        if (node instanceof Hdf5Group group) {
            messages.add(message(
                    0x02, buffer(18).putShort((short) 0).putLong(NOWHERE).putLong(NOWHERE)));
            messages.add(message(0x0a, buffer(2).putShort((short) 0)));
            group.children().forEach((name, child) -> messages.add(link(name, child)));
        } else if (node instanceof Hdf5Dataset dataset) {
            messages.add(message(0x01, space(dataset.dimensions())));
            messages.add(message(
                    0x03,
                    buffer(dataset.type().description().length)
                            .put(dataset.type().description())));
            messages.add(message(0x05, buffer(2).put((byte) 3).put((byte) 0x0a)));
            messages.add(message(
                    0x08,
                    buffer(18)
                            .put((byte) 3)
                            .put((byte) 1)
                            .putLong(data.getOrDefault(node, NOWHERE))
                            .putLong(dataset.size())));
        }
        node.attributes().forEach((name, value) -> messages.add(attribute(name, value)));
        int names = links.getOrDefault(node, 1);
        if (names > 1) {
            messages.add(message(0x16, buffer(5).put((byte) 0).putInt(names)));
        }
        int size = messages.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer bytes = buffer(size + 14)
                .put("OHDR".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 2)
                .put((byte) 2)
                .putInt(size);
        messages.forEach(bytes::put);
        return closed(bytes);
    }

    private static ByteBuffer message(int kind, ByteBuffer content) {
        content.flip();
        if (content.remaining() > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("an attribute or name of " + content.remaining()
                    + " bytes; allowed: up to " + LARGEST_MESSAGE + " with what is said of it");
        }
        return buffer(content.remaining() + 4)
                .put((byte) kind)
                .putShort((short) content.remaining())
                .put((byte) 0)
                .put(content)
                .flip();
    }

    private static ByteBuffer space(List<Long> dimensions) {
        ByteBuffer bytes = buffer(4 + 8 * dimensions.size())
                .put((byte) 2)
                .put((byte) dimensions.size())
                .put((byte) 0)
                .put((byte) (dimensions.isEmpty() ? 0 : 1));
        dimensions.forEach(bytes::putLong);
        return bytes;
    }

    private ByteBuffer link(String name, Hdf5Node child) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return message(
                0x06,
                buffer(13 + bytes.length)
                        .put((byte) 1)
                        .put((byte) 0x11)
                        .put((byte) 1)
                        .putShort((short) bytes.length)
                        .put(bytes)
                        .putLong(headers.getOrDefault(child, NOWHERE)));
    }

    private ByteBuffer attribute(String name, Hdf5Value value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] type = value.type().description();
        ByteBuffer space = space(value.dimensions()).flip();
        ByteBuffer content = buffer(10 + bytes.length + type.length + space.remaining() + value.size())
                .put((byte) 3)
                .put((byte) 0)
                .putShort((short) (bytes.length + 1))
                .putShort((short) type.length)
                .putShort((short) space.remaining())
                .put((byte) 1)
                .put(bytes)
                .put((byte) 0)
                .put(type)
                .put(space)
                .put(value.numbers());
        value.texts().forEach(text -> texts.reference(text, heap, content));
        value.target().ifPresent(target -> content.putLong(headers.getOrDefault(target, NOWHERE)));
        return message(0x0c, content);
    }
}
