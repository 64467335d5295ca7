package io.dopaflow.scenarios.cli;

import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows what fraction of some work is done: a bar on a terminal, nothing elsewhere. */
interface FractionDisplay extends DoubleConsumer, AutoCloseable {

    /** No more is shown. */
    @Override
    void close();

    /** The display for the terminal. */
    static FractionDisplay of(Terminal terminal, boolean noProgress, String name) {
        return terminal.errIsTerminal() && !noProgress ? new Bar(terminal, name) : new Silent();
    }

    /** Shows nothing. */
    final class Silent implements FractionDisplay {
        @Override
        public void accept(double fraction) {}

        @Override
        public void close() {}
    }

    /** A bar; it disappears at the end. */
    final class Bar implements FractionDisplay {
        private static final int PARTS = 1000;

        private final ProgressBar bar;

        Bar(Terminal terminal, String name) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(PARTS)
                    .setUpdateIntervalMillis(ProgressBarDisplay.UPDATE_MILLISECONDS)
                    .setStyle(terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), ProgressBarDisplay.width() - 1))
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void accept(double fraction) {
            bar.stepTo(Math.round(fraction * PARTS));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
