package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.figure.Printable;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C does while a run goes on: the process ends, with exit code 130, but first the run is cancelled and its
 * directory closed. A run that does not end in time is left as if the process had been killed: readable, and not
 * finished.
 */
final class Interruption implements AutoCloseable {
    private static final long RUN_SECONDS = 30;
    private static final long REPORT_SECONDS = 2;

    private final AtomicReference<@Nullable BackgroundTask<?>> run = new AtomicReference<>();
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "interruption");

    private Interruption() {}

    /** From now on until this is closed, when the user has been told how the run ended, Ctrl-C is dealt with. */
    static Interruption begin() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The run that is to be cancelled. */
    void cancels(BackgroundTask<?> started) {
        run.set(started);
    }

    private void onShutdown() {
        BackgroundTask<?> started = run.get();
        if (started == null) {
            return;
        }
        started.cancel();
        try {
            if (!started.await(RUN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("dopaflow: the run did not end in time; "
                        + Printable.of(started.directory().toString())
                        + " can be read but is not marked as cancelled");
            } else if (reported.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                System.err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is at work.
        }
    }
}
