package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.sweep.SweepListener;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a sweep or a study has come: a bar with the time left on a terminal, elsewhere a line now and then, or nothing. */
interface SweepDisplay extends SweepListener, AutoCloseable {

    /** No more is shown. */
    @Override
    void close();

    /**
     * The display for a terminal.
     *
     * @param silent whether nothing is to be shown
     * @param name of what goes on
     */
    static SweepDisplay of(Terminal terminal, boolean silent, String name) {
        if (silent) {
            return new Silent();
        }
        return terminal.errIsTerminal() ? new Bar(terminal, name) : new Lines(terminal, name);
    }

    /** How many runs have ended. */
    static String words(SweepProgress progress) {
        return progress.membersDone() + " of " + Text.count(progress.members(), "run")
                + (progress.failed() == 0 ? "" : ", " + progress.failed() + " failed");
    }

    /** Shows nothing. */
    final class Silent implements SweepDisplay {
        @Override
        public void onProgress(SweepProgress progress) {}

        @Override
        public void close() {}
    }

    /** A line every ten seconds. */
    final class Lines implements SweepDisplay {
        private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

        private final Terminal terminal;
        private final String name;
        private long shownNanos = System.nanoTime();

        Lines(Terminal terminal, String name) {
            this.terminal = terminal;
            this.name = name;
        }

        @Override
        public void onProgress(SweepProgress progress) {
            long now = System.nanoTime();
            if (now - shownNanos >= INTERVAL_NANOS) {
                shownNanos = now;
                double part = progress.cyclesDone() / (double) Math.max(1, progress.cycles());
                terminal.err().println(name + " " + Text.percent(part) + ": " + words(progress));
            }
        }

        @Override
        public void close() {}
    }

    /** A bar over the cycles of all runs; it disappears at the end. */
    final class Bar implements SweepDisplay {
        private final ProgressBar bar;

        Bar(Terminal terminal, String name) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(1)
                    .setUpdateIntervalMillis(ProgressBarDisplay.UPDATE_MILLISECONDS)
                    .setStyle(terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), ProgressBarDisplay.width() - 1))
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void onProgress(SweepProgress progress) {
            bar.maxHint(progress.cycles());
            bar.stepTo(progress.cyclesDone());
            bar.setExtraMessage(" " + words(progress));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
