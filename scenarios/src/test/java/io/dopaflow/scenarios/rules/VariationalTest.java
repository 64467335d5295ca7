package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of neurons that settle on a cause of the inputs, and of synapses that learn from it. */
class VariationalTest {
    private static final String NAME = "variational-em";
    private static final int ROUNDS = 5;
    private static final double RATE = 0.3;
    private static final double ABOVE = 0.2;
    private static final double PRIOR = 0.02;
    private static final double MU = 0.5;

    private final Network network = RuleLab.network(true, Activation.SIGMOID, 6, 5, 4, 2);
    private final Sample sample = new Sample(new double[] {0.9, 0.2, 0.6, 1, 0.1, 0.7}, new double[] {0, 1});

    /** A fully connected way from one layer of a network to another, of sigmoid neurons, in plain loops. */
    private final class Way {
        private final int[] from;
        private final int[] to;
        private final Wiring wiring;
        private final double[] stored;

        Way(Circuit circuit, int wiring, int from, int to, double[] stored) {
            this.from = RuleLab.atDepth(network, from);
            this.to = RuleLab.atDepth(network, to);
            this.wiring = circuit.wirings().get(wiring);
            this.stored = stored;
        }

        double[] of(double[] sent) {
            double[] made = new double[to.length];
            for (int k = 0; k < to.length; k++) {
                double v = 0;
                for (int synapse : wiring.fanIn(to[k])) {
                    v += stored[wiring.first() + synapse] * presynaptic(synapse, sent);
                }
                made[k] = 1 / (1 + Math.exp(-v));
            }
            return made;
        }

        private double presynaptic(int synapse, double[] sent) {
            int place = Arrays.binarySearch(from, wiring.pre(synapse));
            return place < 0 ? 1 : sent[place];
        }

        /** The delta rule, from what was sent to what should have been made of it. */
        void requireDelta(double[] updates, double[] sent, double[] wanted) {
            double[] made = of(sent);
            for (int k = 0; k < to.length; k++) {
                for (int synapse : wiring.fanIn(to[k])) {
                    assertThat(updates[wiring.first() + synapse])
                            .isCloseTo((wanted[k] - made[k]) * presynaptic(synapse, sent), within(1e-12));
                }
            }
        }
    }

    @Test
    void neuronsSettle_andSynapsesLearnByTheDeltaRule() {
        requireSettling(RuleLab.rule(NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "times: 5 | times: 4",
                "[-0.3, post@again@prev], [0.06 | [-0.3, post@up@prev], [0.06",
                "[0.06, apical@down] | [0.06, sent@down]",
                "hidden: [[sent@down]]} | hidden: [[post@free]]}",
                "[-1, pre@told, apical@told] | [-1, pre@told, apical@down]",
                "last: [[post@free]]}} | last: [[apical@down]]}}",
                "input: [[apical@down]], bias: [[1]], hidden: [[apical@down]] | input: [[post@free]], bias: [[1]], hidden: [[apical@down]]"
            })
    void mistake_shows(String text, String mistake) {
        assertThatThrownBy(() -> requireSettling(RuleLab.planted(NAME, text, mistake)))
                .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
    }

    private void requireSettling(Rule rule) {
        Circuit circuit = new Circuit(network, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.7, 6);
        Way f1 = new Way(circuit, 0, 0, 1, stored);
        Way f2 = new Way(circuit, 0, 1, 2, stored);
        Way g1 = new Way(circuit, 1, 1, 0, stored);
        Way g2 = new Way(circuit, 1, 2, 1, stored);
        double[] x = sample.features();
        double[] h1 = f1.of(x);
        double[] h2 = f2.of(h1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] above = g2.of(h2);
            double[] up1 = f1.of(x);
            double[] again1 = f1.of(g1.of(h1));
            double[] up2 = f2.of(h1);
            double[] again2 = f2.of(above);
            for (int j = 0; j < h1.length; j++) {
                h1[j] += RATE * (up1[j] - again1[j] + ABOVE * (above[j] - h1[j]));
            }
            for (int j = 0; j < h2.length; j++) {
                h2[j] += RATE * (up2[j] - again2[j] + PRIOR * (MU - h2[j]));
            }
        }
        double[] settled = RuleLab.sent(rule, network, Loss.CROSS_ENTROPY, stored, sample, "settled");
        assertThat(at(settled, 1)).containsExactly(h1, within(1e-12));
        assertThat(at(settled, 2)).containsExactly(h2, within(1e-12));
        double[] updates = RuleLab.update(rule, network, Loss.CROSS_ENTROPY, stored, sample);
        f1.requireDelta(updates, x, h1);
        f2.requireDelta(updates, h1, h2);
        g1.requireDelta(updates, h1, x);
        g2.requireDelta(updates, h2, h1);
    }

    private double[] at(double[] byUnit, int depth) {
        return Arrays.stream(RuleLab.atDepth(network, depth))
                .mapToDouble(id -> byUnit[id])
                .toArray();
    }

    /**
     * Linear, x = G h, with the encoder F = (G'G + s)^-1 G' and no prior: F x - F G h is F applied to what is not explained, the gradient
     * G'(x - G h) times a positive matrix. So each round explains more, and what neurons settle on is the h that explains most.
     */
    @Test
    void differenceOfTwoPasses_standsForTheGradient() {
        int inputs = 6;
        int hidden = 3;
        Rule rule = RuleLab.planted(
                NAME,
                "activated: true",
                "activated: false",
                "times: 5",
                "times: 200",
                ", [0.006, trace(mu)], [-0.006, sent@down@prev]",
                "",
                ", [0.006, trace(mu)], [-0.006, sent@down]",
                "");
        Network linear = RuleLab.network(false, Activation.IDENTITY, inputs, hidden, 1);
        Circuit circuit = new Circuit(linear, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 1, 8);
        int[][] back = RuleLab.of(circuit, "G");
        int[] h = RuleLab.atDepth(linear, 1);
        int[] x = RuleLab.atDepth(linear, 0);
        RealMatrix g = new Array2DRowRealMatrix(inputs, hidden);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < hidden; j++) {
                g.setEntry(i, j, stored[back[h[j]][x[i]]]);
            }
        }
        RealMatrix square = g.transpose().multiply(g);
        RealMatrix f = MatrixUtils.inverse(
                        square.add(MatrixUtils.createRealIdentityMatrix(hidden).scalarMultiply(0.3)))
                .multiply(g.transpose());
        int[][] own = RuleLab.between(linear, 1);
        for (int j = 0; j < hidden; j++) {
            for (int i = 0; i < inputs; i++) {
                stored[own[j][i]] = f.getEntry(j, i);
            }
        }
        Sample shown = new Sample(new double[] {0.9, -0.2, 0.6, 1, -0.5, 0.7}, new double[] {0.3});
        RealVector seen = new ArrayRealVector(shown.features());
        double before = Double.POSITIVE_INFINITY;
        for (int round : new int[] {1, 2, 3, 5, 10, 20}) {
            double[] sent = RuleLab.sent(rule, linear, Loss.SQUARED_ERROR, stored, shown, "down#" + round);
            double left = seen.subtract(g.operate(vector(sent, h))).getNorm();
            assertThat(left).isLessThan(before);
            before = left;
        }
        double[] sent = RuleLab.sent(rule, linear, Loss.SQUARED_ERROR, stored, shown, "settled");
        RealVector most = MatrixUtils.inverse(square).operate(g.transpose().operate(seen));
        assertThat(vector(sent, h).subtract(most).getNorm()).isLessThan(1e-9);
    }

    private static RealVector vector(double[] byUnit, int[] units) {
        return new ArrayRealVector(
                Arrays.stream(units).mapToDouble(id -> byUnit[id]).toArray());
    }
}
