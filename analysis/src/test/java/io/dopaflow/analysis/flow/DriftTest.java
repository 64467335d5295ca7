package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The drift of one update, E[L(theta + U) h(U_v)] = -kappa(A) E[d_v L(theta + V)], against Monte Carlo. Each comparison
 * is of a mean of 50 or more independent batches with its standard error, and fails beyond 4.5 of them: by chance with
 * probability below 5e-5 (Student, 49 degrees of freedom). Seeds are fixed.
 */
class DriftTest {
    private static final double ALLOWED_ERRORS = 4.5;
    private static final int BATCHES = 50;

    static void assertMean(StreamingStatistics batches, double expected) {
        double error = batches.getStandardDeviation() / Math.sqrt(batches.getN());
        assertThat(Math.abs(batches.getMean() - expected))
                .as("mean %s, expected %s, standard error %s", batches.getMean(), expected, error)
                .isLessThan(ALLOWED_ERRORS * error);
    }

    /** E[f(V)] with the density proportional to (e^A - e^x)(e^A - e^-x), by Simpson's rule with 2000 intervals. */
    private static double smoothed(double a, DoubleUnaryOperator f) {
        int intervals = 2000;
        double sum = 0;
        double mass = 0;
        for (int i = 0; i <= intervals; i++) {
            double x = a * (2.0 * i / intervals - 1);
            double coefficient = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            double density = coefficient * (Math.exp(a) - Math.exp(x)) * (Math.exp(a) - Math.exp(-x));
            mass += density;
            sum += density * f.applyAsDouble(x);
        }
        return sum / mass;
    }

    /** L = (e^(theta + U) - 3)^2 / 2 at theta = 0, by spikes; so small a learning rate leaves the weight 1 there. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 2})
    void driftOfTheSpikingRule_isKappaTimesTheSmoothedGradient(double a) {
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
        int n = 20_000;
        double alpha = 1e-10;
        List<Sample> samples = List.of(new Sample(new double[0], new double[] {3}));
        LearningCycle model = Experiments.of(
                network,
                new double[1],
                new CycleSchedule.MultiUpdate(n),
                Loss.SQUARED_ERROR,
                a,
                alpha,
                samples,
                50,
                11);
        AbstractRule rule = new AbstractRule(model);
        StreamingStatistics drift = new StreamingStatistics();
        for (int batch = 0; batch < BATCHES; batch++) {
            rule.moveTo(batch, new double[] {1}, 0);
            rule.opportunity();
            drift.addValue(rule.theta()[0] / (n * alpha));
        }
        double gradient = smoothed(a, v -> (Math.exp(v) - 3) * Math.exp(v));
        assertMean(drift, -DriftConstant.kappa(a) * gradient);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 2})
    void driftOfTheRule_overALinearLoss_isKappaTimesTheGradient(double a) {
        double[] gradient = {1.0, -0.5, 2.0};
        int n = 20_000;
        SplittableRandom random = new SplittableRandom(12);
        StreamingStatistics[] drift = {new StreamingStatistics(), new StreamingStatistics(), new StreamingStatistics()};
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] moved =
                    RuleVariant.ORIGINAL.run(t -> Vectors.dot(gradient, t), new double[3], n, 1e-10, a, random);
            for (int v = 0; v < moved.length; v++) {
                drift[v].addValue(moved[v] / (n * 1e-10));
            }
        }
        for (int v = 0; v < gradient.length; v++) {
            assertMean(drift[v], -DriftConstant.kappa(a) * gradient[v]);
        }
    }
}
