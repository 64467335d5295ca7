package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.Progress;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left and the latest score; it disappears when the run has ended. */
final class ProgressBarDisplay implements RunDisplay {
    private static final int USUAL_WIDTH = 80;
    static final int UPDATE_MILLISECONDS = 200;

    private final ProgressBar bar;

    ProgressBarDisplay(Terminal terminal, String name, long opportunities, long done) {
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(opportunities)
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
                .setStyle(terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width() - 1))
                .clearDisplayOnFinish()
                .build();
    }

    static int width() {
        try {
            return Math.max(USUAL_WIDTH / 2, Integer.parseInt(String.valueOf(System.getenv("COLUMNS"))));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    @Override
    public void onOpportunity(long done, long planned) {
        bar.stepTo(done);
    }

    @Override
    public void onScore(Progress score) {
        bar.setExtraMessage(" " + RunDisplay.words(score.training()));
    }

    @Override
    public void close() {
        bar.close();
    }
}
