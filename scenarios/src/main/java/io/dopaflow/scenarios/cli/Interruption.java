package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.ScenarioRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does while a run goes on: the process ends, with exit code 130, but first the run is cancelled and its
 * directory closed. A run that does not end in time is left as if the process had been killed: readable, and not
 * finished.
 */
final class Interruption implements AutoCloseable {
    private static final long RUN_SECONDS = 30;
    private static final long REPORT_SECONDS = 2;

    private final ScenarioRun run;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "interruption");

    private Interruption(ScenarioRun run) {
        this.run = run;
    }

    /** From now on until closed, Ctrl-C cancels the run. */
    static Interruption of(ScenarioRun run) {
        Interruption interruption = new Interruption(run);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The user has been told how the run ended. */
    void reported() {
        reported.countDown();
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // The process ends, whether in time or not.
    private void onShutdown() {
        run.cancel();
        try {
            if (run.await(RUN_SECONDS, TimeUnit.SECONDS)) {
                reported.await(REPORT_SECONDS, TimeUnit.SECONDS);
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
