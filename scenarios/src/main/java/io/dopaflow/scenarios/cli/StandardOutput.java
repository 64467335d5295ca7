package io.dopaflow.scenarios.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * Standard output of the process. When it cannot be written any more, the rest is dropped, and a print stream over this
 * knows of it: but not when it is a pipe, whose reader has seen enough, as {@code head} has.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream next;
    private final BooleanSupplier isPipe;
    private boolean lost;

    StandardOutput(OutputStream next, BooleanSupplier isPipe) {
        this.next = next;
        this.isPipe = isPipe;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (lost) {
            return;
        }
        try {
            next.write(bytes, from, length);
        } catch (IOException e) {
            lost = true;
            if (!isPipe.getAsBoolean()) {
                throw e;
            }
        }
    }
}
