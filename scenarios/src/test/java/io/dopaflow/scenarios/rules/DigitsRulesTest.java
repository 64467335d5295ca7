package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What rules reach on handwritten digits: the mean held-out accuracy of five seeds is at most two standard errors below that of
 * an independent implementation in another language, five seeds too (mean and standard deviation beside each).
 */
@Tag("slow")
class DigitsRulesTest {
    private static final int SEEDS = 5;

    private static StreamingStatistics accuracies(IntFunction<PhasedLearning> ofSeed) {
        StreamingStatistics all = new StreamingStatistics();
        IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(ofSeed)
                .mapToDouble(DigitsRulesTest::accuracy)
                .boxed()
                .toList()
                .forEach(all::addValue);
        return all;
    }

    private static double accuracy(PhasedLearning model) {
        return 100
                * model.heldOutScore(RuleLab.trained(model))
                        .orElseThrow()
                        .accuracy()
                        .orElseThrow();
    }

    private static PhasedLearning model(String scenario, int seed, String... overrides) {
        try {
            List<String> set = Stream.concat(Stream.of("seed=" + seed), Stream.of(overrides))
                    .toList();
            return ((LoadedPhased) Catalog.load(scenario, set)).model();
        } catch (InvalidScenarioException e) {
            throw new AssertionError(e);
        }
    }

    /** The same with another rule. */
    private static PhasedLearning model(String scenario, int seed, Rule rule) {
        PhasedLearning model = model(scenario, seed);
        Circuit circuit = new Circuit(model.circuit().network(), rule);
        return model.with(circuit, PhasedLearning.initialWeights(circuit, 1, model.streams()), model.opportunities());
    }

    @ParameterizedTest
    @CsvSource({
        "digits-backpropagation, 97.3, 1.1",
        "digits-feedback-alignment, 96.8, 0.5",
        "digits-direct-feedback-alignment, 96.8, 0.5",
        "digits-sign-symmetric, 96.4, 0.9",
        "digits-kolen-pollack, 97.3, 0.8",
        "digits-target-propagation, 97.5, 1.4",
        "digits-synthetic-gradients, 96.4, 1.0",
        "digits-equilibrium-propagation, 97.2, 0.7",
        "digits-denoising, 95.8, 1.3",
        "digits-boltzmann, 91.7, 1.0",
        "digits-deep-belief, 86.8, 1.9",
        "digits-variational, 95.0, 0.6",
        "digits-node-perturbation, 91.3, 1.6",
        "digits-weight-perturbation, 70.0, 3.2",
        "digits-homeostasis, 92.0, 2.0",
        "digits-reinforce, 91.8, 1.0",
        "digits-rounded-weights, 96.7, 1.9",
        "digits-binary, 96.5, 1.2",
        "digits-spikes, 94.4, 0.9"
    })
    void scenario_reachesWhatIsExpected(String scenario, double mean, double deviation) {
        assertReached(scenario, mean, deviation, accuracies(seed -> model(scenario, seed)));
    }

    private static void assertReached(String scenario, double mean, double deviation, StreamingStatistics found) {
        double error = Math.sqrt((deviation * deviation + found.getVariance()) / SEEDS);
        assertThat(found.getMean())
                .as("%s: %.1f, standard deviation %.1f", scenario, found.getMean(), found.getStandardDeviation())
                .isGreaterThanOrEqualTo(mean - 2 * error);
    }

    /** What should fail, fails: at least so many points are lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feedback-alignment | hidden: [[-1, pre@free, apical@error, slope@free]] | # | 5",
                "synthetic-gradients | lateral-and-labels | lateral | 1",
                "reinforce | {running-mean: 0.005} | zero | 2",
                "node-perturbation | hidden: [[100, reward, pre@noisy, noise@noisy]] | # | 1"
            })
    void ablation_costsAccuracy(String rule, String text, String instead, double points) {
        String scenario = "digits-" + rule;
        double whole = accuracies(seed -> model(scenario, seed)).getMean();
        double ablated = accuracies(seed -> model(scenario, seed, RuleLab.planted(rule, text, instead)))
                .getMean();
        assertThat(whole - ablated).isGreaterThan(points);
    }

    /** The same of scenarios with some keys changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digits-binary | 97.2 | 1.0 | network.hidden=[{size: 32, activation: ternary}]",
                "digits-spikes | 86.3 | 1.1 | learning.answer.waves=1",
                "digits-backpropagation | 96.9 | 1.1 | learning.rule=three-valued-errors",
                "digits-equilibrium-propagation | 96.8 | 0.9 | learning.rule=equilibrium-propagation-random-sign",
                "digits-equilibrium-propagation | 97.2 | 0.7 | learning.rule=equilibrium-propagation-timing"
            })
    void variant_reachesWhatIsExpected(String scenario, double mean, double deviation, String change) {
        assertReached(scenario, mean, deviation, accuracies(seed -> model(scenario, seed, change)));
    }

    /** Weights of 8 bits, spikes both ways. */
    @Test
    void weightsErrorsAndSpikes_mayAllBeCoarse() {
        String rule = RuleCatalog.text("three-valued-errors")
                .orElseThrow()
                .replace("kind: forward", "kind: forward, noise: spikes")
                .concat("after: [{round: {bits: 8, size: 2, mode: stochastic}}]\n");
        Rule coarse =
                RuleCatalog.read(rule, "coarse", new Problems()).orElseThrow().rule();
        assertReached(
                "coarse",
                94.3,
                0.7,
                accuracies(
                        seed -> model("digits-spikes", seed, coarse.atRate(0.1)).answeringBy(16)));
    }

    /** The sign of an error whatever its size is biased: nothing is learnt. */
    @Test
    void signsOfErrors_teachNothing() {
        Rule signs = RuleLab.planted("three-valued-errors", "noise: three-valued", "noise: sign");
        assertThat(accuracies(seed -> model("digits-backpropagation", seed, signs))
                        .getMean())
                .isLessThan(15);
    }

    /** Rounding to the nearest level loses every update below half a level; by chance it is right in the mean. */
    @Test
    void roundingToTheNearest_learnsLittle() {
        double coin = accuracies(seed -> model("digits-rounded-weights", seed)).getMean();
        double nearest = accuracies(seed -> model(
                        "digits-rounded-weights",
                        seed,
                        "learning.rule.after=[{round: {bits: 6, size: 2, mode: nearest}}]"))
                .getMean();
        assertThat(coin - nearest).isGreaterThan(20);
    }

    /**
     * A rule that a search has found on regression with tanh neurons. Where no slope is above a quarter, as of sigmoids, its
     * sum of two terms has the wrong sign.
     */
    @Test
    void learnedRule_learnsWhatItWasNotSoughtOn_withNeuronsAsItWasSoughtWith() {
        double tanh = accuracies(seed -> model("digits-learned", seed)).getMean();
        double sigmoid = accuracies(
                        seed -> model("digits-learned", seed, "network.hidden=[{size: 32, activation: sigmoid}]"))
                .getMean();
        assertThat(tanh).isGreaterThan(94);
        assertThat(sigmoid).isLessThan(60);
    }

    /** Neurons far below their threshold have no slope, so that errors alone do not wake them. */
    @Test
    void silentNeurons_stayAtChance_withoutHomeostasis() {
        assertThat(accuracies(seed -> model("digits-homeostasis", seed, "learning.rule=feedback-alignment"))
                        .getMax())
                .isLessThan(20);
    }
}
