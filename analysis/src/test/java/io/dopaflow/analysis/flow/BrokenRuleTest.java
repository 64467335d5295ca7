package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.RuleVariant.Baseline;
import io.dopaflow.analysis.flow.RuleVariant.Pairing;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

/**
 * What breaks the rule, and how. Means of 50 batches against their standard error as in {@link DriftTest}; variances
 * against an allowance of 4.5 standard deviations of the estimate (by chance below 1e-5). Seeds are fixed.
 */
class BrokenRuleTest {
    private static final int BATCHES = 50;
    private static final double[] GRADIENT = {1.0, -0.4};
    private static final ToDoubleFunction<double[]> LINEAR = theta -> Vectors.dot(GRADIENT, theta);

    /** Mean change of each parameter in units of T, over a linear loss. */
    private static StreamingStatistics[] drift(RuleVariant variant) {
        int n = 20_000;
        double a = 0.2;
        double time = 0.1;
        SplittableRandom random = new SplittableRandom(21);
        StreamingStatistics[] drift = {new StreamingStatistics(), new StreamingStatistics()};
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] moved = variant.run(LINEAR, new double[2], n, alpha(time, n, a), a, random);
            drift[0].addValue(moved[0] / time);
            drift[1].addValue(moved[1] / time);
        }
        return drift;
    }

    private static double alpha(double time, int n, double a) {
        return time / (n * DriftConstant.kappa(a));
    }

    @Test
    void originalRule_movesAlongTheGradient() {
        StreamingStatistics[] drift = drift(RuleVariant.ORIGINAL);
        DriftTest.assertMean(drift[0], -GRADIENT[0]);
        DriftTest.assertMean(drift[1], -GRADIENT[1]);
    }

    @Test
    void reward_pairedWithTheNextSpike_hasNoDrift() {
        StreamingStatistics[] drift = drift(RuleVariant.ORIGINAL.with(Pairing.NEXT));
        DriftTest.assertMean(drift[0], 0);
        DriftTest.assertMean(drift[1], 0);
        assertThat(drift[0].getMean()).isBetween(-0.02, 0.02);
    }

    @Test
    void reward_pairedWithThePreviousSpike_climbsTheLoss() {
        StreamingStatistics[] drift = drift(RuleVariant.ORIGINAL.with(Pairing.PREVIOUS));
        DriftTest.assertMean(drift[0], GRADIENT[0]);
        DriftTest.assertMean(drift[1], GRADIENT[1]);
    }

    @Test
    void sharedJitter_movesEachAlongTheSumOfAllGradients() {
        StreamingStatistics[] drift = drift(RuleVariant.ORIGINAL.withSharedJitter());
        DriftTest.assertMean(drift[0], -(GRADIENT[0] + GRADIENT[1]));
        DriftTest.assertMean(drift[1], -(GRADIENT[0] + GRADIENT[1]));
    }

    @Test
    void withoutJitter_nothingIsLearnt() {
        SplittableRandom random = new SplittableRandom(22);
        for (int i = 0; i < 10; i++) {
            Network network = RandomGraph.of(random, 0.3);
            double[] theta = Experiments.thetas(network, random);
            Sample sample = Experiments.sample(network, Loss.PSEUDO_HUBER, random);
            LearningCycle model = Experiments.of(
                    network,
                    theta,
                    new CycleSchedule.MultiUpdate(50),
                    Loss.PSEUDO_HUBER,
                    0,
                    10.0,
                    List.of(sample),
                    1,
                    i);
            AbstractRule rule = new AbstractRule(model);
            rule.opportunity();
            assertThat(rule.weights()).isEqualTo(LogWeights.exp(theta));
        }
    }

    /** Relative mean square error of one learning opportunity over the linear loss, E||theta - Z||^2 / (T ||g||)^2. */
    private static double relativeError(RuleVariant variant, int n, double a, double offset, double staleBy, int runs) {
        double time = 0.05;
        SplittableRandom random = new SplittableRandom(23);
        ToDoubleFunction<double[]> loss = theta -> offset + LINEAR.applyAsDouble(theta);
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            double first = offset
                    + LINEAR.applyAsDouble(
                            new double[] {a * (2 * random.nextDouble() - 1), a * (2 * random.nextDouble() - 1)});
            double[] theta = variant.runFrom(
                    first + staleBy, new double[2], loss, new double[2], n, alpha(time, n, a), a, random);
            for (int v = 0; v < theta.length; v++) {
                double error = theta[v] / time + GRADIENT[v];
                sum += error * error;
            }
        }
        return sum / runs / Vectors.dot(GRADIENT, GRADIENT);
    }

    /**
     * n times the relative error is 2d - 1/5, and 3 d dL^2 / (n A^2 ||g||^2) more where the first loss of a sample is
     * compared with that of another, which differs by dL. The sum of squares of d = 2 nearly Gaussian errors has a
     * standard deviation of at most sqrt(2 / runs) of its mean; 3 % more for terms of higher order in A.
     */
    @Test
    void staleBaseline_addsThePredictedNoise() {
        int n = 200;
        double a = 0.1;
        int runs = 4000;
        double allowed = 4.5 * Math.sqrt(2.0 / runs) + 0.03;
        double square = Vectors.dot(GRADIENT, GRADIENT);
        double fresh = n * relativeError(RuleVariant.ORIGINAL, n, a, 0, 0, runs);
        double stale = n * relativeError(RuleVariant.ORIGINAL, n, a, 0, 1.0, runs);
        double extra = 3 * 2 / (n * a * a * square);
        assertThat(fresh / 3.8).isBetween(1 - allowed, 1 + allowed);
        assertThat(stale / (3.8 + extra)).isBetween(1 - allowed, 1 + allowed);
        assertThat(extra).isGreaterThan(2);
    }

    /** With A_n = n^(-1/2) a hundred times the updates make the error 100 times smaller; without baseline no smaller. */
    @Test
    void noBaseline_neverConverges() {
        int runs = 400;
        double few = relativeError(RuleVariant.ORIGINAL, 100, 0.1, 1, 0, runs);
        double many = relativeError(RuleVariant.ORIGINAL, 10_000, 0.01, 1, 0, runs);
        assertThat(few / many).isBetween(70.0, 140.0);
        RuleVariant without = RuleVariant.ORIGINAL.with(Baseline.NONE);
        double fewWithout = relativeError(without, 100, 0.1, 1, 0, runs);
        double manyWithout = relativeError(without, 10_000, 0.01, 1, 0, runs);
        assertThat(fewWithout / manyWithout).isBetween(0.7, 1.4);
        assertThat(manyWithout).isGreaterThan(100 * many);
    }

    /** The same where the first loss of all is kept to compare with, as the loss moves away from it. */
    @Test
    void frozenBaseline_doesNotConvergeEither() {
        int runs = 400;
        RuleVariant frozen = RuleVariant.ORIGINAL.with(Baseline.FIRST_CYCLE);
        double many = relativeError(frozen, 1_000, 0.0316, 0, 0, runs);
        double more = relativeError(frozen, 10_000, 0.01, 0, 0, runs);
        double original = relativeError(RuleVariant.ORIGINAL, 10_000, 0.01, 0, 0, runs);
        assertThat(more / original).isGreaterThan(1.5);
        assertThat(many / more).isLessThan(8);
    }

    /**
     * One synapse learns w x = 1/2 with x = 1 by spikes. With gain exp(A) it ends at theta = log(1/2), up to the order
     * of A^2; without, the loss is evaluated at theta - A and it ends at log(1/2) + A.
     */
    @Test
    void decayThatIsNotMadeUpFor_biasesTheResultByTheHalfWindow() {
        double a = 0.1;
        assertThat(learnt(a, true)).isCloseTo(Math.log(0.5), within(0.02));
        assertThat(learnt(a, false)).isCloseTo(Math.log(0.5) + a, within(0.02));
    }

    private static double learnt(double a, boolean hasGain) {
        Network network = Network.of(
                List.of(
                        Neuron.source(0, "x", new NeuronRole.Bias(), Sign.EXCITATORY),
                        new Neuron(
                                1,
                                "y",
                                new NeuronRole.Output(0),
                                Sign.EXCITATORY,
                                Activation.IDENTITY,
                                SpikeCoding.GRADED)),
                List.of(new Synapse(0, 0, 1)));
        List<Sample> samples = List.of(new Sample(new double[0], new double[] {0.5}));
        int n = 40_000;
        LearningCycle with = Experiments.of(
                network,
                new double[1],
                new CycleSchedule.MultiUpdate(n),
                Loss.SQUARED_ERROR,
                a,
                alpha(40, n, a),
                samples,
                1,
                24);
        AbstractRule rule = new AbstractRule(hasGain ? with : withoutGain(with));
        rule.opportunity();
        return rule.theta()[0];
    }

    private static LearningCycle withoutGain(LearningCycle model) {
        ThreeFactorRule p = model.plasticity();
        return model.but(parts -> parts.plasticity =
                new ThreeFactorRule(p.window(), p.learningRate() * p.readoutGain(), 1.0, p.parametrisation()));
    }
}
