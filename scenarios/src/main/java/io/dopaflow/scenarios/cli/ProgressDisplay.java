package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.batch.BatchListener;
import io.dopaflow.scenarios.run.RunListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far work has come: on a terminal a bar with the time left, which disappears at the end; elsewhere, where there
 * are words for it, a line every ten seconds.
 */
final class ProgressDisplay implements RunListener, BatchListener, DoubleConsumer, AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UPDATE_MILLISECONDS = 200;
    private static final int USUAL_WIDTH = 80;
    private static final int PARTS = 1000;

    private final Terminal terminal;
    private final String name;
    private final boolean showsLines;
    private final Optional<ProgressBar> bar;
    private volatile String words = "";
    private volatile long shownNanos = System.nanoTime();

    /**
     * A display.
     *
     * @param silent whether nothing is to be shown
     * @param name of the work
     */
    ProgressDisplay(Terminal terminal, boolean silent, String name) {
        this(terminal, silent, name, 0, 1);
    }

    /** A display of work of which some is done. */
    ProgressDisplay(Terminal terminal, boolean silent, String name, long done, long whole) {
        this.terminal = terminal;
        this.name = name;
        this.showsLines = !silent && !terminal.errIsTerminal();
        this.bar = silent || showsLines ? Optional.empty() : Optional.of(bar(terminal, name, done, whole));
    }

    private static ProgressBar bar(Terminal terminal, String name, long done, long whole) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(whole)
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
                .setStyle(
                        terminal.errAnsi().enabled() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width() - 1))
                .clearDisplayOnFinish()
                .build();
    }

    private static int width() {
        try {
            return Math.max(USUAL_WIDTH / 2, Integer.parseInt(String.valueOf(System.getenv("COLUMNS"))));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    @Override
    public void onProgress(long done, long planned) {
        show(done, planned);
    }

    @Override
    public void onScore(io.dopaflow.analysis.run.Progress score) {
        say(Text.score(score.training()));
    }

    @Override
    public void onProgress(BatchListener.Progress progress) {
        show(
                progress.membersDone() + " of " + Text.count(progress.members(), "run")
                        + (progress.failed() == 0 ? "" : ", " + progress.failed() + " failed"),
                progress.cyclesDone(),
                Math.max(1, progress.cycles()));
    }

    /** The work has come so far; what else there is to say of it in a few words. */
    void show(String what, long done, long whole) {
        say(what);
        show(done, whole);
    }

    @Override
    public void accept(double fraction) {
        show(Math.round(fraction * PARTS), PARTS);
    }

    private void say(String what) {
        words = what;
        bar.ifPresent(shown -> shown.setExtraMessage(" " + what));
    }

    private void show(long done, long whole) {
        if (bar.isPresent()) {
            bar.get().maxHint(whole);
            bar.get().stepTo(done);
        } else if (showsLines && !words.isEmpty() && System.nanoTime() - shownNanos >= INTERVAL_NANOS) {
            shownNanos = System.nanoTime();
            terminal.err().println(name + " " + Text.percent(done / (double) whole) + ": " + words);
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
