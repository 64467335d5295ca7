package io.dopaflow.analysis.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a file on their way, and how many they were. */
final class ElementStream implements Hdf5Dataset.Elements, AutoCloseable {
    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    ElementStream(OutputStream out) {
        this.out = out;
    }

    /** How many bytes came so far. */
    long count() {
        return flushed + buffer.position();
    }

    @Override
    public void put(double number) throws IOException {
        room(Double.BYTES).putDouble(number);
    }

    @Override
    public void put(long number) throws IOException {
        room(Long.BYTES).putLong(number);
    }

    @Override
    public void put(int number) throws IOException {
        room(Integer.BYTES).putInt(number);
    }

    @Override
    public void put(byte number) throws IOException {
        room(1).put(number);
    }

    void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            room(1);
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(bytes.remaining(), buffer.remaining()));
            bytes.position(bytes.position() + part.remaining());
            buffer.put(part);
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        flushed += buffer.position();
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Sends what is left; the stream beneath stays open. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
