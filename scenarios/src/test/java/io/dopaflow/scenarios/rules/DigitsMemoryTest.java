package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.task.Score;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What synapses with a memory reach on handwritten digits, beside an independent implementation in another language: means of
 * five seeds are at most two standard errors below its means.
 */
@Tag("slow")
class DigitsMemoryTest {
    private static final int SEEDS = 5;

    /** A run that has ended. */
    private record Ended(PhasedLearning model, PhasedState state) {
        double accuracy(int task) {
            List<Score> scores = model.heldOutScores(state.stored());
            return 100 * scores.get(task - 1).accuracy().orElseThrow();
        }

        /** Working synapses on pixels over their share of all inputs. */
        double onPixels() {
            int[] sparse = model.circuit().sparse();
            long working = IntStream.of(sparse).filter(this::works).count();
            long found = IntStream.of(sparse)
                    .filter(synapse ->
                            works(synapse) && model.circuit().network().pre(synapse) < 64)
                    .count();
            assertThat(working).isEqualTo(model.circuit().working());
            return found / (working * 64.0 / 256);
        }

        private boolean works(int synapse) {
            return state.memory()[synapse] != 0;
        }
    }

    private static List<Ended> ended(String scenario, String... set) {
        return IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> ended(scenario, seed, set))
                .toList();
    }

    private static Ended ended(String scenario, int seed, String... set) {
        try {
            List<String> all = new ArrayList<>(List.of(set));
            all.add("seed=" + seed);
            PhasedLearning model = ((LoadedPhased) Catalog.load(scenario, all)).model();
            PhasedPlan plan = PhasedPlan.weightsOnly(model.opportunities());
            return new Ended(model, RuleLab.end(new PhasedSimulation(model, plan, new PhasedRecorder() {})));
        } catch (InvalidScenarioException e) {
            throw new AssertionError(e);
        }
    }

    private static StreamingStatistics each(List<Ended> ended, ToDoubleFunction<Ended> value) {
        StreamingStatistics all = new StreamingStatistics();
        ended.stream().mapToDouble(value).forEach(all::addValue);
        return all;
    }

    private static void assertReached(double mean, double deviation, StreamingStatistics found) {
        double error = Math.sqrt((deviation * deviation + found.getVariance()) / SEEDS);
        assertThat(found.getMean())
                .as("%.1f, standard deviation %.1f", found.getMean(), found.getStandardDeviation())
                .isGreaterThanOrEqualTo(mean - 2 * error);
    }

    /** Mean and standard deviation of the first task after the second, and of the second. */
    @ParameterizedTest
    @CsvSource({"elastic-consolidation, 93.4, 1.9, 86.6, 3.9", "synaptic-intelligence, 91.8, 4.2, 84.2, 4.8"})
    void consolidation_keepsTheFirstTask(
            String rule, double first, double firstDeviation, double second, double secondDeviation) {
        List<Ended> all = ended("digits-consolidation", "learning.rule=" + rule);
        assertReached(first, firstDeviation, each(all, run -> run.accuracy(1)));
        assertReached(second, secondDeviation, each(all, run -> run.accuracy(2)));
    }

    /** 65.1 with standard deviation 11.7 elsewhere. */
    @Test
    void withoutConsolidation_theFirstTaskIsForgotten() {
        List<Ended> plain = ended("digits-consolidation", "learning.rule=backpropagation");
        assertThat(each(plain, run -> run.accuracy(1)).getMean()).isLessThan(80);
        assertReached(95.9, 1.4, each(plain, run -> run.accuracy(2)));
    }

    @Test
    void rewiring_findsTheInputsThatCarrySomething() {
        List<Ended> moving = ended("digits-rewiring");
        List<Ended> still = ended("digits-rewiring", "learning.rule=sparse");
        StreamingStatistics share = each(moving, Ended::onPixels);
        assertThat(share.getMean()).isBetween(1.4, 1.7);
        assertThat(each(still, Ended::onPixels).getMean()).isBetween(0.85, 1.15);
        StreamingStatistics gain = new StreamingStatistics();
        for (int i = 0; i < SEEDS; i++) {
            gain.addValue(moving.get(i).accuracy(1) - still.get(i).accuracy(1));
        }
        assertThat(gain.getMean())
                .as("points by rewiring")
                .isGreaterThan(2 * gain.getStandardDeviation() / Math.sqrt(SEEDS));
    }
}
