package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** What must hold of difference target propagation. */
class TargetPropagationTest {
    private static final int N = 5;
    private static final Rule RULE = RuleLab.rule("target-propagation");

    private final Network linear = RuleLab.network(true, Activation.IDENTITY, N, N, N, 3);
    private final Circuit circuit = new Circuit(linear, RULE);
    private final Sample sample = new Sample(RuleLab.normal(N, 1, 21), RuleLab.normal(3, 1, 22));

    private static RealMatrix square(long seed) {
        double[] drawn = RuleLab.normal(N * N, 1, seed);
        RealMatrix matrix = new Array2DRowRealMatrix(N, N);
        for (int i = 0; i < drawn.length; i++) {
            matrix.setEntry(i / N, i % N, drawn[i]);
        }
        return matrix;
    }

    /** Weights whose second layer is a matrix, and whose inverse is another one; no bias. */
    private double[] stored(RealMatrix second, RealMatrix inverse) {
        double[] stored = RuleLab.normal(circuit.synapses(), 0.6, 23);
        for (int synapse = 0; synapse < linear.synapseCount(); synapse++) {
            if (linear.neuron(linear.pre(synapse)).name().startsWith("bias")) {
                stored[synapse] = 0;
            }
        }
        int[][] ids = RuleLab.between(linear, 2);
        int[] below = RuleLab.atDepth(linear, 1);
        int[] above = RuleLab.atDepth(linear, 2);
        Arrays.fill(stored, linear.synapseCount(), stored.length, 0);
        int[][] back = RuleLab.of(circuit, "V");
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                stored[ids[i][j]] = second.getEntry(i, j);
                stored[back[above[j]][below[i]]] = inverse.getEntry(i, j);
            }
        }
        return stored;
    }

    /** The part of an update that belongs to the first layer, by neuron: update over the first input. */
    private double[] firstLayer(double[] update) {
        int[][] ids = RuleLab.between(linear, 1);
        return Arrays.stream(ids)
                .mapToDouble(row -> update[row[0]] / sample.features()[0])
                .toArray();
    }

    private double[] byBackpropagation(double[] stored) {
        Rule reference = RuleLab.rule("backpropagation");
        double[] shared = Arrays.copyOf(stored, new Circuit(linear, reference).synapses());
        return firstLayer(RuleLab.update(reference, linear, Loss.SQUARED_ERROR, shared, sample));
    }

    private double[] byTargets(Rule rule, double[] stored) {
        return firstLayer(RuleLab.update(rule, linear, Loss.SQUARED_ERROR, stored, sample));
    }

    /** With the exact inverse the target moves a layer by the Gauss-Newton step A^-1 v, where backpropagation has A' v. */
    @Test
    void exactInverse_isTheGaussNewtonStep() {
        requireGaussNewton(RULE);
        for (Rule mistaken : List.of(
                RuleLab.planted("target-propagation", "[-1, apical@nudge]", "[1, apical@nudge]"),
                RuleLab.planted("target-propagation", "[-1, apical@same]", "[1, apical@same]"),
                RuleLab.planted("target-propagation", "{hidden: [[post@free]]}", "{hidden: [[post@noisy]]}"))) {
            assertThatThrownBy(() -> requireGaussNewton(mistaken)).isInstanceOf(AssertionError.class);
        }
    }

    private void requireGaussNewton(Rule rule) {
        RealMatrix a = square(31);
        RealMatrix inverse = new LUDecomposition(a).getSolver().getInverse();
        double[] stored = stored(a, inverse);
        RealMatrix third = new Array2DRowRealMatrix(RuleLab.matrix(stored, RuleLab.between(linear, 3)));
        double[] readout = new Propagation(linear).readout(stored, sample.features());
        double[] error = new double[readout.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = readout[i] - sample.target()[i];
        }
        double[] step = inverse.operate(third.transpose().operate(error));
        double[] update = byTargets(rule, stored);
        for (int i = 0; i < N; i++) {
            assertThat(update[i]).isCloseTo(-step[i], within(1e-11));
        }
    }

    /** An orthogonal layer is its own inverse, transposed: the rule is backpropagation. */
    @Test
    void orthogonalLayer_isBackpropagation() {
        RealMatrix q = new QRDecomposition(square(32)).getQ();
        double[] stored = stored(q, q.transpose());
        double[] expected = byBackpropagation(stored);
        double[] update = byTargets(RULE, stored);
        for (int i = 0; i < N; i++) {
            assertThat(update[i]).isCloseTo(expected[i], within(1e-13));
        }
    }

    /** The angle between A' v and A^-1 v is bounded by the condition number k: cos >= 2 k / (1 + k^2) (Wielandt). */
    @Test
    void anyLayer_keepsWielandtsBound() {
        for (int seed = 0; seed < 60; seed++) {
            RealMatrix a = square(100 + seed);
            double k = new SingularValueDecomposition(a).getConditionNumber();
            double[] stored = stored(a, new LUDecomposition(a).getSolver().getInverse());
            double[] one = byBackpropagation(stored);
            double[] other = byTargets(RULE, stored);
            double product = 0;
            double squares = 0;
            double others = 0;
            for (int i = 0; i < N; i++) {
                product += one[i] * other[i];
                squares += one[i] * one[i];
                others += other[i] * other[i];
            }
            double cosine = product / Math.sqrt(squares * others);
            assertThat(cosine).as("seed %d", seed).isGreaterThanOrEqualTo(2 * k / (1 + k * k) - 1e-9);
        }
    }

    /** Without an error every target is what the layer says already, to the bit, whatever the feedback weights are. */
    @Test
    void noError_noChangeOfHiddenLayers_toTheBit() {
        requireNoChange(RULE);
        // Without the difference; and in the order that loses the last bits.
        for (String mistake : List.of("[[apical@target]]", "[[post@free], [apical@target], [-1, apical@same]]")) {
            Rule mistaken =
                    RuleLab.planted("target-propagation", "[[apical@target], [-1, apical@same], [post@free]]", mistake);
            assertThatThrownBy(() -> requireNoChange(mistaken)).isInstanceOf(AssertionError.class);
        }
    }

    private void requireNoChange(Rule rule) {
        Network network = RuleLab.network(true, Activation.TANH, N, 4, 6, 3);
        Circuit own = new Circuit(network, rule);
        double[] stored = RuleLab.normal(own.synapses(), 0.7, 24);
        double[] weights = Arrays.copyOf(stored, network.synapseCount());
        double[] readout = new Propagation(network).readout(weights, sample.features());
        double[] update =
                RuleLab.update(rule, network, Loss.SQUARED_ERROR, stored, new Sample(sample.features(), readout));
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            assertThat(update[synapse]).as("synapse %d", synapse).isZero();
        }
        boolean learns = false;
        for (int synapse = network.synapseCount(); synapse < update.length; synapse++) {
            learns |= update[synapse] != 0;
        }
        assertThat(learns).as("inverses learn").isTrue();
    }
}
