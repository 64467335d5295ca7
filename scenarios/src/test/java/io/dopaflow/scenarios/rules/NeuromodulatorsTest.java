package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.environment.Bandit;
import io.dopaflow.models.environment.Chain;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.environment.JumpingMean;
import io.dopaflow.models.environment.Waiting;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.rules.EnvironmentLab.Course;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broadcasts that mean something: errors of values, discounts, and two kinds of uncertainty. */
class NeuromodulatorsTest {
    private static final String HAZARD = "hazard: 0.013333333333333334";
    private static final String GAIN = "[-1, gain, pre@now, error]";
    private static final String DIFFERENCE = "{td: {value: now, next: next, discount: 0.9}}";

    /** A mean over seeds, with its standard error. */
    private record Mean(double value, double error) {

        static Mean of(int seeds, Rule rule, Environment environment, int steps, ToDoubleFunction<Course> measure) {
            double[] all = LongStream.rangeClosed(1, seeds)
                    .mapToDouble(seed -> measure.applyAsDouble(EnvironmentLab.run(rule, environment, seed, steps)))
                    .toArray();
            double mean = Arrays.stream(all).average().orElseThrow();
            double squares =
                    Arrays.stream(all).map(one -> (one - mean) * (one - mean)).sum();
            return new Mean(mean, Math.sqrt(squares / (seeds - 1) / seeds));
        }

        /** Within two standard errors of the difference to a mean that was measured elsewhere, with other numbers. */
        void assertIs(double expected, double otherError) {
            assertThat(value).isCloseTo(expected, within(2 * Math.hypot(error, otherError)));
        }
    }

    // --- Dopamine: the error of a value
    // ---------------------------------------------------------------------------------

    private static final int STATES = 6;
    private static final int EPISODE = STATES + 1;

    private static Course chain(Rule rule) {
        return EnvironmentLab.run(rule, new Chain(STATES), 1, 3000 * EPISODE);
    }

    /**
     * A value stands still once rate d is below half of its last place, 2^-54 below 1: |d| at most 5.6e-16. Each value is
     * foretold from the next, so that the errors of six add up, discounted: to at most 4.7 times that.
     */
    private static double distance(Course course) {
        return IntStream.range(0, STATES)
                .mapToDouble(k -> Math.abs(course.weights()[k] - Math.pow(0.9, STATES - 1 - k)))
                .max()
                .orElseThrow();
    }

    @Test
    void values_areDiscountedRewards() {
        assertThat(distance(chain(RuleLab.rule("temporal-difference")))).isLessThan(2.7e-15);
    }

    @Test
    void values_ofTheStateAfter_orWithoutWhatIsForetold_areOthers() {
        Rule after = RuleLab.planted("temporal-difference", "pre@now", "pre@next");
        Rule blind = RuleLab.planted("temporal-difference", DIFFERENCE, "{loss: now}");
        assertThat(distance(EnvironmentLab.run(after, new Chain(STATES), 1, 200)))
                .isGreaterThan(0.1);
        assertThat(distance(EnvironmentLab.run(blind, new Chain(STATES), 1, 3000)))
                .isGreaterThan(0.1);
    }

    @Test
    void error_movesFromTheRewardToTheCue() {
        Course course = chain(RuleLab.rule("temporal-difference"));
        double[] first = Arrays.copyOf(course.told(), EPISODE);
        assertThat(first).containsExactly(0, 0, 0, 0, 0, 0, 1);
        double[] last = Arrays.copyOfRange(course.told(), course.told().length - EPISODE, course.told().length);
        assertThat(last[0]).as("as the cue comes, after rest").isCloseTo(0.9 * course.weights()[0], within(1e-15));
        assertThat(last[0]).isCloseTo(Math.pow(0.9, STATES), within(2.7e-15));
        assertThat(Arrays.stream(last).skip(1).map(Math::abs).max().orElseThrow())
                .isLessThan(1e-15);
    }

    // --- Serotonin: the discount
    // ----------------------------------------------------------------------------------------

    private static Rule patience(double discount) {
        return RuleLab.planted("q-learning", "discount: 0.9", "discount: " + discount);
    }

    private static long patient(Rule rule) {
        return LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> EnvironmentLab.run(rule, new Waiting(), seed, 20_000))
                .filter(course -> wait(course) > course.weights()[0])
                .count();
    }

    /** The worth of waiting where there is a choice: the synapses onto the second output follow the six of the first. */
    private static double wait(Course course) {
        return course.weights()[6];
    }

    @Test
    void network_waits_whereTheDiscountIsAboveTheFifthRootOfAThird() {
        assertThat(patient(patience(0.78))).isZero();
        assertThat(patient(patience(0.83))).isEqualTo(10);
    }

    @Test
    void worthOfWaiting_isTheDiscountedReward_andOneOfAnyOutputIsNot() {
        Course course = EnvironmentLab.run(patience(0.83), new Waiting(), 1, 20_000);
        assertThat(wait(course)).isCloseTo(3 * Math.pow(0.83, 5), within(1e-4));
        assertThat(course.weights()[0]).as("what is taken").isCloseTo(1, within(1e-4));
        Rule all = RuleLab.planted("q-learning", "pre@now, post@now", "pre@now");
        Course mistaken = EnvironmentLab.run(all, new Waiting(), 1, 20_000);
        assertThat(mistaken.weights()[0]).as("both outputs alike").isEqualTo(wait(mistaken));
    }

    /** One in twenty takes the other: 0.95 x 1 + 0.05 x 3, and the other way round. */
    @Test
    void reward_ofAnEpisode_isThatOfTheChoice_butForExploration() {
        assertThat(rewardOfAnEpisode(0.78)).isCloseTo(1.10, within(0.02));
        assertThat(rewardOfAnEpisode(0.83)).isCloseTo(2.90, within(0.02));
    }

    /** Of the second half; about 8000 or 1700 episodes: standard errors .005 and .010. */
    private static double rewardOfAnEpisode(double discount) {
        double[] rewards =
                EnvironmentLab.run(patience(discount), new Waiting(), 1, 20_000).rewards();
        return Arrays.stream(rewards, 10_000, rewards.length)
                .filter(reward -> reward > 0)
                .average()
                .orElseThrow();
    }

    // --- Dopamine: reward less its mean
    // ---------------------------------------------------------------------------------

    private static Mean regret(int seeds, Rule rule) {
        return Mean.of(seeds, rule, new Bandit(10), 2000, course -> Course.mean(course.measures(), 1000));
    }

    private static Rule rawReward() {
        return RuleLab.planted("three-factor-actor", "baseline: {running-mean: 0.05}", "baseline: zero");
    }

    /** Another implementation of the rule had a regret of .033, standard error .003, and with the raw reward of .165, .014. */
    @Test
    @Tag("slow")
    void actor_hasTheRegretOfAnotherImplementation() {
        regret(400, RuleLab.rule("three-factor-actor")).assertIs(0.033, 0.003);
        regret(400, rawReward()).assertIs(0.165, 0.014);
    }

    @Test
    void actor_withRawReward_orWithoutItsOwnChoice_isWorse() {
        Mean right = regret(60, RuleLab.rule("three-factor-actor"));
        Mean raw = regret(60, rawReward());
        Mean alike = regret(10, RuleLab.planted("three-factor-actor", ", noise@now", ""));
        assertThat(right.value()).isLessThan(0.06);
        assertThat(raw.value()).isGreaterThan(right.value() + 2 * Math.hypot(right.error(), raw.error()));
        assertThat(alike.value()).as("all outputs alike").isGreaterThan(0.5);
    }

    // --- Acetylcholine and noradrenaline: how fast to learn
    // ---------------------------------------------------------------

    /** The steady gain of a Kalman filter: k = (-q + sqrt(q^2 + 4 q r)) / 2 r. */
    @Test
    void gain_withoutSurprise_isThatOfAKalmanFilter() {
        Rule rule = RuleLab.planted("uncertainty", HAZARD, "drift: 0.1", "noise: 1", "noise: 2");
        double steady = (-0.1 + Math.sqrt(0.01 + 4 * 0.1 * 2)) / 4;
        assertThat(lastGain(rule)).isCloseTo(steady, within(1e-10));
        assertThat(lastGain(RuleLab.planted("uncertainty", HAZARD, "drift: 0.1")))
                .as("of less noise")
                .isNotCloseTo(steady, within(1e-2));
        assertThat(lastGain(RuleLab.planted("uncertainty", HAZARD, "drift: 0.1", "noise: 1", "noise: 2, fixed: 0.1")))
                .isEqualTo(0.1);
    }

    private static double lastGain(Rule rule) {
        return EnvironmentLab.run(rule, new JumpingMean(), 1, 300).told()[299];
    }

    private static Mean squaredError(Rule rule) {
        return Mean.of(20, rule, new JumpingMean(), 4000, course -> Course.mean(course.measures(), 0));
    }

    /** Another implementation, 20 seeds: .136 sd .013. */
    @Test
    void uncertaintyAndSurprise_followAMeanThatJumps() {
        squaredError(RuleLab.rule("uncertainty")).assertIs(0.136, 0.013 / Math.sqrt(20));
    }

    /** 20 seeds of another implementation: 10.04 sd 2.44 and .176 sd .026. */
    @Test
    void without_surprise_orExpectedUncertainty_theErrorIsLarger() {
        squaredError(RuleLab.planted("uncertainty", HAZARD, "hazard: 0")).assertIs(10.036, 2.442 / Math.sqrt(20));
        squaredError(RuleLab.planted("uncertainty", HAZARD, HAZARD + ", fixed: 0.1"))
                .assertIs(0.176, 0.026 / Math.sqrt(20));
    }

    /** 20 seeds of another implementation: 2.58 sd .62, .799 sd .149 and .555 sd .056 at rates of .1, .3 and .5. */
    @Test
    void fixedRates_areWorse() {
        squaredError(fixed(0.1)).assertIs(2.579, 0.619 / Math.sqrt(20));
        squaredError(fixed(0.3)).assertIs(0.799, 0.149 / Math.sqrt(20));
        squaredError(fixed(0.5)).assertIs(0.555, 0.056 / Math.sqrt(20));
    }

    private static Rule fixed(double rate) {
        return RuleLab.planted("uncertainty", GAIN, "[-" + rate + ", pre@now, error]");
    }
}
