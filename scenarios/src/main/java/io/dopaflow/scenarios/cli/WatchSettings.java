package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.batch.BatchOutcome;
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

    /** Tells how a batch ended, with the table of its results; where little is to be said, only in which directory. */
    void tell(Terminal terminal, BatchOutcome<?> outcome, String member, Runnable table) {
        if (quiet) {
            terminal.out().println(outcome.directory());
            return;
        }
        int members = outcome.batch().size();
        int failed = outcome.failures().size();
        String done = outcome.cancelled()
                ? " @|yellow cancelled|@ after " + outcome.results().size() + " of " + Text.count(members, member)
                : " @|green finished|@ " + Text.count(members, member);
        terminal.tell("@|bold " + outcome.batch().name() + "|@" + done
                + (failed == 0 ? "" : ", @|red " + failed + " failed|@")
                + (outcome.earlier() == 0 ? "" : " (" + outcome.earlier() + " of them made earlier)") + " in "
                + Text.seconds(outcome.seconds()));
        table.run();
        terminal.tell("results in " + Text.escaped(outcome.directory().toString()));
    }
}
