package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * The loss of the emergent run and of the rules that it is compared with, over samples and over evaluations of the loss.
 *
 * @param trainingSamples over which a loss is the mean, and of which an epoch consists
 * @param evaluations n of a sample
 * @param curves the emergent run's first, then one for each rule
 * @param notes on what was left out, a sentence each
 */
public record LearningCurves(int trainingSamples, int evaluations, List<LearningCurve> curves, List<String> notes) {

    /** Copies the lists. */
    public LearningCurves {
        curves = List.copyOf(curves);
        notes = List.copyOf(notes);
    }

    /**
     * What is asked for.
     *
     * @param rules to go beside the run
     * @param mostWork evaluations times synapses that each rule may take, at least 1: a thousand million are some ten
     *     seconds. A rule goes as far as that lasts, from the start
     */
    public record Settings(List<ComparedRule> rules, long mostWork) {
        /** Enough for every built-in scenario but the largest. */
        public static final long USUAL_WORK = 500_000_000L;

        /** Copies the rules. */
        public Settings {
            rules = List.copyOf(rules);
            if (mostWork < 1) {
                throw new IllegalArgumentException("most work is " + mostWork + "; allowed: at least 1");
            }
        }

        /** All rules, as far as the usual work goes. */
        public static Settings all() {
            return new Settings(List.of(ComparedRule.values()), USUAL_WORK);
        }
    }

    /**
     * Computes the curves, on all processors. The emergent one is that of the run's progress table; the others are scored
     * at the same moments, the end of each epoch or so.
     *
     * @param run what was recorded; nothing but its progress is read
     * @param model what was executed
     * @param settings what is asked for
     * @param progress receives the fraction done, from 0 to 1, from any thread, one at a time
     */
    public static LearningCurves of(RunReader run, LearningCycle model, Settings settings, DoubleConsumer progress) {
        return new CurveComputation(run.progress(), model, settings, progress).curves();
    }
}
