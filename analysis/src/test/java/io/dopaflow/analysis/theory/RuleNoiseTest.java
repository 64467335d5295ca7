package io.dopaflow.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Hessian;
import io.dopaflow.analysis.flow.VectorField;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.RewardBaseline.AntitheticPair;
import io.dopaflow.models.plasticity.RewardBaseline.PreviousCycle;
import io.dopaflow.models.plasticity.RewardBaseline.RunningMean;
import io.dopaflow.models.plasticity.RewardBaseline.Unperturbed;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleNoiseTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final Sample UNUSED = new Sample(new double[] {0}, new double[] {0});
    private static final List<RewardBaseline> BASELINES =
            List.of(new PreviousCycle(), new RunningMean(0.05), new Unperturbed(), new AntitheticPair());

    /** L = g.x + x'Hx/2. */
    private record Quadratic(double[] g, double[][] h) implements VectorField {
        static Quadratic random(int d, double slope, SplittableRandom random) {
            double[][] h = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    h[i][j] = random.nextGaussian() / Math.sqrt(d) + (i == j ? 0.3 : 0);
                    h[j][i] = h[i][j];
                }
            }
            double[] g = random.doubles(d, -1, 1).toArray();
            double length = Vectors.norm(g);
            Arrays.setAll(g, i -> g[i] * slope / length);
            return new Quadratic(g, h);
        }

        @Override
        public int dimension() {
            return g.length;
        }

        @Override
        public double at(double[] x, Sample sample, double[] into) {
            double loss = 0;
            for (int i = 0; i < g.length; i++) {
                double image = Vectors.dot(h[i], x);
                into[i] = g[i] + image;
                loss += x[i] * (g[i] + image / 2);
            }
            return loss;
        }

        double loss(double[] x) {
            return at(x, UNUSED, new double[x.length]);
        }
    }

    /** All points of a grid of Gauss and Legendre's four nodes in each direction: exact for the moments that are needed. */
    private static List<double[]> grid(int d, double halfWindow, List<Double> weights) {
        double[] nodes = {0.3399810435848563, 0.8611363115940526};
        double[] shares = {0.6521451548625461 / 2, 0.3478548451374538 / 2};
        List<double[]> points = new ArrayList<>();
        for (int index = 0; index < 1 << (2 * d); index++) {
            double[] u = new double[d];
            double weight = 1;
            for (int v = 0; v < d; v++) {
                int node = index >> (2 * v) & 3;
                u[v] = halfWindow * nodes[node & 1] * (node < 2 ? 1 : -1);
                weight *= shares[node & 1];
            }
            points.add(u);
            weights.add(weight);
        }
        return points;
    }

    /** Of a quadratic loss the formula is exact: every entry is the second moment of an update, integrated over the jitter. */
    @ParameterizedTest
    @MethodSource("paired")
    void covariance_isThatOfAnUpdate(RewardBaseline baseline) {
        int d = 3;
        double a = 0.4;
        double s = a * a / 3;
        Quadratic loss = Quadratic.random(d, 0.3, new SplittableRandom(8));
        List<Double> weights = new ArrayList<>();
        List<double[]> jitters = grid(d, a, weights);
        double[][] expected = new double[d][d];
        for (int k = 0; k < jitters.size(); k++) {
            double[] u = jitters.get(k);
            double[] mirrored = DoubleStream.of(u).map(x -> -x).toArray();
            for (int l = 0; l < (baseline instanceof PreviousCycle ? jitters.size() : 1); l++) {
                double compared = baseline instanceof PreviousCycle
                        ? loss.loss(jitters.get(l))
                        : baseline instanceof Unperturbed ? 0 : loss.loss(mirrored);
                double weight = weights.get(k) * (baseline instanceof PreviousCycle ? weights.get(l) : 1);
                double difference = (loss.loss(u) - compared) / s / baseline.driftPerUpdate();
                for (int v = 0; v < d; v++) {
                    for (int w = 0; w < d; w++) {
                        expected[v][w] += weight * difference * difference * u[v] * u[w];
                    }
                }
            }
        }
        RealMatrix covariance = new RuleNoise(loss, baseline.noise(), a, STREAMS)
                .covariance(new double[d], UNUSED, new Hessian(loss, STREAMS).at(new double[d], UNUSED));
        double[] variances = new RuleNoise(loss, baseline.noise(), a, STREAMS).variances(new double[d], UNUSED);
        for (int v = 0; v < d; v++) {
            assertThat(variances[v]).isCloseTo(covariance.getEntry(v, v), within(1e-12));
            for (int w = 0; w < d; w++) {
                double moment = expected[v][w] - loss.g()[v] * loss.g()[w];
                assertThat(covariance.getEntry(v, w))
                        .as("%d, %d", v, w)
                        .isCloseTo(baseline.cyclesPerUpdate() * moment, within(1e-8));
            }
        }
    }

    static List<RewardBaseline> paired() {
        return List.of(new PreviousCycle(), new Unperturbed(), new AntitheticPair());
    }

    static List<Arguments> small() {
        List<Arguments> all = new ArrayList<>();
        for (RewardBaseline baseline : BASELINES) {
            for (double slope : new double[] {1, 0.1, 0.01, 0.001}) {
                all.add(Arguments.of(baseline, slope));
            }
        }
        return all;
    }

    /**
     * Three decades of the gradient, d = 8, n = 1000, T = 0.05, A = 0.1, 400 replicates: 1 to 2 % of chance, and d / n for the
     * rest.
     */
    @ParameterizedTest
    @MethodSource("small")
    void distance_isThePredictedOne_howeverSmallTheGradient(RewardBaseline baseline, double slope) {
        Quadratic loss = Quadratic.random(8, slope, new SplittableRandom(5));
        double predicted = new NoiseBand(new RuleNoise(loss, baseline.noise(), 0.1, STREAMS), 0.05, 1000)
                .predictedRms(new double[8], UNUSED);
        assertThat(simulatedRms(loss, baseline, Pairing.SURROUNDING, 400) / predicted)
                .isCloseTo(1, within(0.05));
    }

    @Test
    void distanceOfTheRuleAsPrinted_isThePredictedOne_whereTheGradientIsSmall() {
        Quadratic loss = Quadratic.random(8, 0.01, new SplittableRandom(5));
        RuleNoise noise = new RuleNoise(loss, Pairing.SUCCESSIVE.noise(new PreviousCycle()), 0.1, STREAMS);
        double predicted = new NoiseBand(noise, 0.05, 1000).predictedRms(new double[8], UNUSED);
        assertThat(simulatedRms(loss, new PreviousCycle(), Pairing.SUCCESSIVE, 400) / predicted)
                .isCloseTo(1, within(0.05));
    }

    /** The rule by its equation, n = 1000, T = 0.05, A = 0.1. */
    private static double simulatedRms(Quadratic loss, RewardBaseline baseline, Pairing pairing, int replicates) {
        int d = loss.dimension();
        int n = 1000;
        double a = 0.1;
        double[] flow = new GradientFlow(loss, 0.05).end(new double[d], UNUSED);
        SplittableRandom random = new SplittableRandom(17);
        double sum = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            double alpha = 0.05 / (n / baseline.cyclesPerUpdate() * baseline.driftPerUpdate()) / DriftConstant.kappa(a);
            double[] theta = new double[d];
            double[] u = new double[d];
            double[] last = random.doubles(d, -a, a).toArray();
            double mean = loss.loss(last);
            double[] into = new double[d];
            for (int cycle = 1; cycle <= n / baseline.cyclesPerUpdate(); cycle++) {
                Arrays.setAll(u, v -> random.nextDouble(-a, a));
                double present = shifted(loss, theta, u, 1, into);
                double difference = present - mean;
                if (baseline instanceof PreviousCycle) {
                    mean = present;
                } else if (baseline instanceof RunningMean) {
                    mean = baseline.after(mean, present, cycle);
                } else {
                    difference = present - shifted(loss, theta, u, baseline instanceof Unperturbed ? 0 : -1, into);
                }
                for (int v = 0; v < d; v++) {
                    double window = pairing == Pairing.SURROUNDING
                            ? Math.exp(-u[v]) - Math.exp(u[v])
                            : Math.exp(-u[v]) - Math.exp(-last[v]);
                    theta[v] += alpha * difference * window;
                }
                System.arraycopy(u, 0, last, 0, d);
            }
            sum += Math.pow(Vectors.distance(theta, flow), 2) / replicates;
        }
        return Math.sqrt(sum);
    }

    private static double shifted(Quadratic loss, double[] theta, double[] u, int side, double[] into) {
        double[] x = new double[theta.length];
        Arrays.setAll(x, v -> theta[v] + side * u[v]);
        return loss.at(x, UNUSED, into);
    }

    /**
     * A network of 16 synapses whose target is its own readout and a rest: the gradient falls with the rest. T = 0.5, A = 0.1,
     * and n = 800 with 120 replicates, of which the root mean square is good for 2 %. Antithetic pairs have almost nothing left
     * but the bias of smoothing, and noise of the third order, whose share falls with n: so they have more cycles.
     */
    @ParameterizedTest
    @MethodSource("small")
    void distanceOfANetwork_isThePredictedOne_howeverSmallTheGradient(RewardBaseline baseline, double rest) {
        Network network = Experiments.network(2, SpikeCoding.GRADED, Activation.SIGMOID);
        boolean isPair = baseline instanceof AntitheticPair;
        CycleSchedule rule = new CycleSchedule.MultiUpdate(isPair ? 2400 : 800, baseline);
        double[] theta = Experiments.of(network, rule, Loss.SQUARED_ERROR, 0.1, 0.5, 1, 4)
                .initialTheta();
        double[] features = {0.4, 0.9};
        double readout = new Propagation(network).readout(Propagation.weights(theta), features)[0];
        Sample sample = new Sample(features, new double[] {readout + rest});
        double alpha = 0.5 / rule.drift() / DriftConstant.kappa(0.1);
        double[] squares = new double[isPair ? 60 : 120];
        double predicted = 0;
        for (int seed = 0; seed < squares.length; seed++) {
            LearningCycle replicate =
                    Experiments.of(network, theta, rule, Loss.SQUARED_ERROR, 0.1, alpha, List.of(sample), 1, seed);
            Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
            if (seed == 0) {
                predicted = DistancePrediction.of(replicate, Theory.STANDARD).rms();
            }
            AbstractRule emergent = new AbstractRule(replicate);
            emergent.opportunity();
            squares[seed] =
                    Math.pow(Vectors.distance(emergent.theta(), new GradientFlow(gradient, 0.5).end(theta, sample)), 2);
        }
        double measured = Math.sqrt(Arrays.stream(squares).average().orElseThrow());
        assertThat(measured / predicted).isCloseTo(1, within(0.05));
    }

    /** Random directions take the place of columns: the sums agree within a few of their standard deviations. */
    @Test
    void momentsOfAManyDimensionalHessian_areEstimatedWithoutBias() {
        int d = Hessian.MOST_DIRECTIONS + 44;
        Quadratic loss = Quadratic.random(d, 1, new SplittableRandom(2));
        Hessian.Moments estimated = new Hessian(loss, STREAMS).moments(new double[d], UNUSED);
        Hessian.Moments exact = Hessian.Moments.of(loss.h());
        assertThat(DoubleStream.of(estimated.rowSquares()).sum())
                .isCloseTo(DoubleStream.of(exact.rowSquares()).sum(), within(0.01 * d));
        assertThat(DoubleStream.of(estimated.diagonalSquares()).sum())
                .isCloseTo(DoubleStream.of(exact.diagonalSquares()).sum(), within(3.0));
        assertThat(DoubleStream.of(estimated.diagonal()).sum())
                .isCloseTo(
                        DoubleStream.of(exact.diagonal()).sum(),
                        within(5 * Math.sqrt(2.0 * d / Hessian.MOST_DIRECTIONS)));
    }
}
