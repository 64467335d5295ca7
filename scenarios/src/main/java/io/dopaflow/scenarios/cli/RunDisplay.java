package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Shows how far a run has come: a bar with the time left on a terminal, elsewhere a line now and then, or nothing. */
interface RunDisplay extends RunListener, AutoCloseable {

    /** No more is shown. */
    @Override
    void close();

    /** The display for the options and the terminal, of a run of which some learning opportunities are done. */
    static RunDisplay of(Terminal terminal, ExecutionSettings settings, LoadedScenario scenario, long done) {
        if (settings.quiet || settings.noProgress) {
            return new Silent();
        }
        String name = scenario.scenario().name();
        if (terminal.errIsTerminal()) {
            return new ProgressBarDisplay(terminal, name, scenario.model().opportunities(), done);
        }
        return new Lines(terminal, name, scenario.model().opportunities());
    }

    /** What a score is in a few words. */
    static String words(Score score) {
        List<String> words = new ArrayList<>();
        score.accuracy().ifPresent(accuracy -> words.add("accuracy " + Text.percent(accuracy)));
        score.r2().ifPresent(r2 -> words.add("R2 " + Text.number(r2)));
        score.error().ifPresent(error -> words.add("error " + Text.number(error)));
        words.add("loss " + Text.number(score.loss()));
        return String.join(", ", words);
    }

    /** Shows nothing. */
    final class Silent implements RunDisplay {
        @Override
        public void close() {}
    }

    /** A line with a score, every ten seconds at most: a run that is shorter shows none. */
    final class Lines implements RunDisplay {
        private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

        private final Terminal terminal;
        private final String name;
        private final long opportunities;
        private long shownNanos = System.nanoTime();

        Lines(Terminal terminal, String name, long opportunities) {
            this.terminal = terminal;
            this.name = name;
            this.opportunities = opportunities;
        }

        @Override
        public void onScore(Progress score) {
            long now = System.nanoTime();
            if (now - shownNanos >= INTERVAL_NANOS) {
                shownNanos = now;
                terminal.err()
                        .println(name + " " + Text.percent(score.opportunity() / (double) opportunities) + ": "
                                + words(score.training()));
            }
        }

        @Override
        public void close() {}
    }
}
