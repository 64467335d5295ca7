package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.BackgroundTask;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** The options of commands that go on for a while and leave a directory: what the user sees of it. */
final class WatchSettings {

    @Option(names = "--no-progress", description = "Show no progress.")
    private boolean noProgress;

    @Option(names = "--quiet", description = "Print nothing but errors, and the directory to standard output.")
    boolean quiet;

    /** Whether no progress is shown. */
    boolean isSilent() {
        return quiet || noProgress;
    }

    /**
     * Work before the eyes of the user: progress while it goes on, Ctrl-C, and at the end what came out.
     *
     * @param display closed at the end of the work
     * @param start starts it
     * @param report tells what came out, and gives the exit code
     */
    <O> int watch(
            Terminal terminal, ProgressDisplay display, Supplier<BackgroundTask<O>> start, ToIntFunction<O> report)
            throws InterruptedException {
        try (Interruption interruption = Interruption.begin()) {
            O outcome;
            try (display) {
                BackgroundTask<O> task = start.get();
                interruption.cancels(task);
                outcome = task.await();
            }
            int exitCode = report.applyAsInt(outcome);
            terminal.out().flush();
            return exitCode;
        }
    }
}
