package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of hidden neurons that learn to rebuild inputs which were disturbed. */
class DenoisingTest {
    private static final String NAME = "denoising-autoencoder";
    private static final int INPUTS = 6;
    private static final double STEP = 1e-5;

    private final Network network = RuleLab.network(true, Activation.SIGMOID, INPUTS, 4, 3);
    private final Sample sample = new Sample(new double[] {0.9, 0.2, 0.6, 1, 0.1, 0.7}, new double[] {0, 1, 0});

    private static void requireToFail(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }

    /**
     * For given weights and a given mask the update is minus the gradient of the cross-entropy of what is rebuilt, by all
     * weights and biases of hidden neurons and by those of the inputs: central differences, whose error is STEP squared.
     */
    @Test
    void update_isTheGradientOfWhatIsRebuilt() {
        requireGradient(RuleLab.rule(NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, pre@error, post@masked],  | ''",
                "slope@masked, pre@masked | slope@free, pre@masked",
                "drive@error, slope@masked, pre@masked | drive@error, slope@masked, pre@free",
                "bias: [], hidden: []} | bias: [[1]], hidden: []}",
                "activated: true | activated: false"
            })
    void mistake_isNoGradient(String text, String mistake) {
        requireToFail(() -> requireGradient(RuleLab.planted(NAME, text, mistake)));
    }

    private void requireGradient(Rule rule) {
        Circuit circuit = new Circuit(network, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.5, 3);
        double[] update = RuleLab.update(rule, network, Loss.CROSS_ENTROPY, stored, sample);
        double[] masked = RuleLab.sent(rule, network, Loss.CROSS_ENTROPY, stored, sample, "masked");
        double[] inputs = Arrays.stream(RuleLab.atDepth(network, 0))
                .mapToDouble(id -> masked[id])
                .toArray();
        assertThat(inputs)
                .as("the mask hides some inputs and not all")
                .contains(0.0)
                .isNotEqualTo(new double[INPUTS]);
        int compared = 0;
        for (int i = 0; i < circuit.wirings().size(); i++) {
            Wiring wiring = circuit.wirings().get(i);
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                int id = wiring.first() + synapse;
                boolean hidden = network.neuron(wiring.post(synapse)).role() instanceof NeuronRole.Hidden;
                if (circuit.isPlastic(i, synapse) && (i > 0 || hidden)) {
                    double slope = (rebuilding(circuit, with(stored, id, STEP), inputs)
                                    - rebuilding(circuit, with(stored, id, -STEP), inputs))
                            / (2 * STEP);
                    assertThat(Math.abs(update[id] + slope))
                            .as(circuit.label(id))
                            .isLessThan(1e-6 * Math.max(Math.abs(slope), 0.01));
                    compared++;
                }
            }
        }
        // 6 x 4 weights, 4 hidden biases, and a bias for each input.
        assertThat(compared).isEqualTo(34);
    }

    private static double[] with(double[] stored, int synapse, double step) {
        double[] moved = stored.clone();
        moved[synapse] += step;
        return moved;
    }

    /** The cross-entropy of the inputs under what is rebuilt of the masked ones, in plain loops. */
    private double rebuilding(Circuit circuit, double[] stored, double[] masked) {
        int[] hidden = RuleLab.atDepth(network, 1);
        double[][] w = RuleLab.matrix(stored, RuleLab.between(network, 1));
        int[][] own = RuleLab.of(circuit, "W");
        int[][] back = RuleLab.of(circuit, "R");
        int bias = bias(circuit, hidden[0]);
        double[] h = new double[hidden.length];
        for (int j = 0; j < h.length; j++) {
            double v = stored[own[bias][hidden[j]]];
            for (int i = 0; i < INPUTS; i++) {
                v += w[j][i] * masked[i];
            }
            h[j] = 1 / (1 + Math.exp(-v));
        }
        double sum = 0;
        for (int i = 0; i < INPUTS; i++) {
            double v = stored[back[bias][i]];
            for (int j = 0; j < h.length; j++) {
                v += w[j][i] * h[j];
            }
            double x = sample.features()[i];
            sum += x * Math.log1p(Math.exp(-v)) + (1 - x) * Math.log1p(Math.exp(v));
        }
        return sum;
    }

    private int bias(Circuit circuit, int post) {
        Wiring own = circuit.wirings().get(0);
        return Arrays.stream(own.fanIn(post))
                .map(own::pre)
                .filter(id -> network.neuron(id).role() instanceof NeuronRole.Bias)
                .findFirst()
                .orElseThrow();
    }

    private static final double SIGMA = 0.5;

    /**
     * Linear, with normal noise of size sigma and second moments M of the inputs, what rebuilds best is M (M + sigma^2)^-1, so that
     * (r(x) - x) / sigma^2 = -(M + sigma^2)^-1 x, the score of the smoothed Gaussian (Tweedie). At the last rate and batch the
     * weights move about their mean by two per mille.
     */
    @Test
    void linearNetwork_learnsTheScoreOfTheSmoothedDensity() {
        String clean = "input: [[post@free], [-1, apical@rebuilt]]";
        assertThat(errorOfScore(noisy(clean))).isLessThan(0.008);
        assertThat(errorOfScore(noisy("input: [[sent@masked], [-1, apical@rebuilt]]")))
                .as("rebuilding the noise as well")
                .isGreaterThan(0.5);
    }

    private static Rule noisy(String error) {
        return RuleLab.planted(
                NAME,
                "noise: {mask: 0.3}",
                "noise: {inputs: " + SIGMA + "}",
                "activated: true, ",
                "",
                "input: [[post@free], [-1, apical@rebuilt]]",
                error);
    }

    private double errorOfScore(Rule rule) {
        int n = 4;
        RealMatrix mixing = new Array2DRowRealMatrix(
                new double[][] {{1.2, 0, 0, 0}, {0.7, 0.8, 0, 0}, {-0.4, 0.5, 0.6, 0}, {0.2, -0.3, 0.5, 0.5}});
        List<Sample> samples = IntStream.range(0, 500)
                .mapToObj(i -> new Sample(mixing.operate(RuleLab.normal(n, 1, 100 + i)), new double[1]))
                .toList();
        RealMatrix moments = new Array2DRowRealMatrix(n, n);
        for (Sample s : samples) {
            RealMatrix x = new Array2DRowRealMatrix(s.features());
            moments = moments.add(x.multiply(x.transpose()).scalarMultiply(1.0 / samples.size()));
        }
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
        RealMatrix score = MatrixUtils.inverse(moments.add(identity.scalarMultiply(SIGMA * SIGMA)))
                .scalarMultiply(-1);
        Network linear = RuleLab.network(false, Activation.IDENTITY, n, n, 1);
        Circuit circuit = new Circuit(linear, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.3, 4);
        for (double rate : new double[] {0.1, 0.02, 0.004}) {
            stored = RuleLab.trained(RuleLab.model(rule.atRate(rate), linear, stored, samples, 100, 150_000));
        }
        stored = RuleLab.trained(RuleLab.model(rule.atRate(0.004), linear, stored, samples, 1000, 1_500_000));
        RealMatrix w = new Array2DRowRealMatrix(RuleLab.matrix(stored, RuleLab.between(linear, 1)));
        RealMatrix learnt = w.transpose().multiply(w).subtract(identity).scalarMultiply(1 / (SIGMA * SIGMA));
        return learnt.subtract(score).getFrobeniusNorm() / score.getFrobeniusNorm();
    }
}
