package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contrastive divergence against the exact gradient of the log-likelihood, and against the exact mean of its own update, both by
 * going through all states: 9 inputs, which show bars or stripes, and 6 hidden neurons, with weights of standard deviation 0.3.
 */
class ContrastiveDivergenceTest {
    private static final String NAME = "contrastive-divergence";
    private static final int INPUTS = 9;
    private static final int HIDDEN = 6;

    private final Network network = RuleLab.network(true, Activation.SIGMOID, INPUTS, HIDDEN, 2);
    private final Circuit circuit = new Circuit(network, RuleLab.rule(NAME));
    private final double[] stored = RuleLab.normal(circuit.synapses(), 0.3, 5);

    /** The learning synapses of the machine in the order of {@link Boltzmann.Moments#flat}, by their numbers in the model. */
    private final int[] synapses = synapses();

    private final Boltzmann exact = machine(stored);
    private final double[] data = bars();

    private int[] synapses() {
        List<Integer> ids = new ArrayList<>();
        int[] hidden = RuleLab.atDepth(network, 1);
        for (int[] row : RuleLab.between(network, 1)) {
            Arrays.stream(row).forEach(ids::add);
        }
        int[][] own = RuleLab.of(circuit, "W");
        int[][] back = RuleLab.of(circuit, "R");
        Wiring forward = circuit.wirings().get(0);
        int bias = Arrays.stream(forward.fanIn(hidden[0]))
                .map(forward::pre)
                .filter(id -> network.neuron(id).role() instanceof NeuronRole.Bias)
                .findFirst()
                .orElseThrow();
        for (int input : RuleLab.atDepth(network, 0)) {
            ids.add(back[bias][input]);
        }
        for (int neuron : hidden) {
            ids.add(own[bias][neuron]);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private Boltzmann machine(double[] weights) {
        double[][] w = new double[HIDDEN][INPUTS];
        for (int j = 0; j < HIDDEN; j++) {
            for (int i = 0; i < INPUTS; i++) {
                w[j][i] = weights[synapses[j * INPUTS + i]];
            }
        }
        double[] b = new double[INPUTS];
        Arrays.setAll(b, i -> weights[synapses[HIDDEN * INPUTS + i]]);
        double[] c = new double[HIDDEN];
        Arrays.setAll(c, j -> weights[synapses[HIDDEN * INPUTS + INPUTS + j]]);
        return new Boltzmann(w, b, c);
    }

    /** The fourteen pictures of 3 x 3 that are all bars or all stripes, equally probable. */
    private static double[] bars() {
        double[] data = new double[1 << INPUTS];
        for (int pattern = 0; pattern < 8; pattern++) {
            int bars = 0;
            int stripes = 0;
            for (int pixel = 0; pixel < INPUTS; pixel++) {
                bars |= (pattern >> pixel / 3 & 1) << pixel;
                stripes |= (pattern >> pixel % 3 & 1) << pixel;
            }
            data[bars] = 1.0 / 14;
            data[stripes] = 1.0 / 14;
        }
        return data;
    }

    private static double degrees(double[] one, double[] other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        // Of the weights, without biases.
        for (int i = 0; i < INPUTS * HIDDEN; i++) {
            product += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return Math.toDegrees(Math.acos(Math.min(1, product / Math.sqrt(ones * others))));
    }

    private double[] chain(int rounds) {
        double[] state = data;
        for (int i = 0; i < rounds; i++) {
            state = exact.step(state);
        }
        return state;
    }

    /** What the tests below compare with: differences of 1e-4, whose error is of order 1e-8, extrapolated once. */
    @Test
    void exactGradient_isTheSlopeOfTheLogLikelihood() {
        double[] gradient = exact.difference(data, exact.model());
        for (int i = 0; i < gradient.length; i++) {
            double coarse = slope(i, 2e-3);
            double fine = slope(i, 1e-3);
            assertThat((4 * fine - coarse) / 3).isCloseTo(gradient[i], within(1e-10));
        }
    }

    private double slope(int parameter, double step) {
        double[] moved = stored.clone();
        moved[synapses[parameter]] += step;
        double above = machine(moved).logLikelihood(data);
        moved[synapses[parameter]] -= 2 * step;
        return (above - machine(moved).logLikelihood(data)) / (2 * step);
    }

    /** Spikes that go up and down keep the model's own distribution, and tend to it. */
    @Test
    void model_isWhatTheChainTendsTo() {
        double[] model = exact.model();
        double[] stepped = exact.step(model);
        double[] late = chain(60);
        for (int s = 0; s < model.length; s++) {
            assertThat(stepped[s]).isCloseTo(model[s], within(1e-15));
            assertThat(late[s]).isCloseTo(model[s], within(1e-12));
        }
    }

    /** The more rounds, the nearer the mean update is to the gradient. */
    @Test
    void moreRounds_areNearerToTheGradient() {
        double[] gradient = exact.difference(data, exact.model());
        double one = degrees(exact.difference(data, chain(1)), gradient);
        double three = degrees(exact.difference(data, chain(3)), gradient);
        double ten = degrees(exact.difference(data, chain(10)), gradient);
        assertThat(one).isBetween(0.5, 5.0);
        assertThat(three).isLessThan(one / 2);
        assertThat(ten).isLessThan(three / 10);
    }

    private static Rule rounds(int times) {
        return RuleLab.planted(NAME, "times: 1,", "times: " + times + ",");
    }

    /** The mean update of the rule is that of the chain, which all states give exactly. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void meanUpdate_isThatOfTheChain(int times) {
        requireMean(rounds(times), times);
    }

    /** After long chains it is the gradient itself: the spikes are of the model. */
    @Test
    void meanUpdateOfLongChains_isTheGradient() {
        requireMean(rounds(40), exact.model(), 400);
    }

    /**
     * Chains of the network's own answers have the marginals of the model. Of 40000 waves the standard error is at most
     * 0.0025 sqrt(1 + 2 c), c the sum of autocorrelations, below 1 at such weights: six of them.
     */
    @Test
    void chainOfItsOwnAnswers_samplesTheModel() {
        PhasedLearning model = RuleLab.model(
                RuleLab.rule(NAME),
                network,
                stored,
                List.of(new Sample(new double[INPUTS], new double[] {1, 0})),
                1,
                1,
                Loss.CROSS_ENTROPY);
        InputChain chain = new InputChain(model, stored, new RandomStreams(9));
        double[] mean = new double[INPUTS];
        int waves = 40_000;
        for (int wave = 0; wave < waves; wave++) {
            double[] told = chain.next();
            for (int i = 0; i < INPUTS; i++) {
                mean[i] += told[i] / waves;
            }
        }
        double[] expected = exact.moments(exact.model()).v();
        for (int i = 0; i < INPUTS; i++) {
            assertThat(mean[i]).isCloseTo(expected[i], within(0.026));
        }
    }

    /** A mistake shows, though by how much depends on weights that are small. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: down, kind: reconstruct, activated: true, noise: spikes | {name: down, kind: reconstruct, activated: true",
                "{hidden: [[post@up@prev]]} | {hidden: [[post@start]]}",
                "[-1, apical@down] | [-1, apical@down], [1, noise@down], [-0.1, post@free]",
                "{input: [[apical@down]], bias: [[1]] | {input: [[apical@down]], bias: []",
                "[-1, pre@up, post@up], | [-1, pre@up, post@start],"
            })
    void mistake_showsInTheMean(String text, String mistake) {
        Rule planted = RuleLab.planted(NAME, "times: 1,", "times: 3,", text, mistake);
        assertThatThrownBy(() -> requireMean(planted, 3)).isInstanceOf(AssertionError.class);
    }

    private void requireMean(Rule rule, int times) {
        requireMean(rule, chain(times), 2000);
    }

    /**
     * Sixty-nine means over so many waves for each of fourteen pictures: none is further than 5 standard errors from what is
     * expected (the chance that one of them is, is 4e-5), and their mean square is near 1: within 1 +- 5 sqrt(2 / 69), were they
     * independent; twice that, as synapses of a neuron share its spikes.
     */
    private void requireMean(Rule rule, double[] chain, int waves) {
        double[] expected = exact.difference(data, chain);
        double[] mean = new double[synapses.length];
        double[] variance = new double[synapses.length];
        for (int state = 0; state < data.length; state++) {
            if (data[state] == 0) {
                continue;
            }
            double[] sum = new double[synapses.length];
            double[] squares = new double[synapses.length];
            RuleLab.frozen(
                    rule,
                    network,
                    Loss.CROSS_ENTROPY,
                    stored,
                    new double[0],
                    new Sample(exact.state(state), new double[] {1, 0}),
                    waves,
                    update -> {
                        for (int i = 0; i < synapses.length; i++) {
                            sum[i] += update[synapses[i]];
                            squares[i] += update[synapses[i]] * update[synapses[i]];
                        }
                    });
            for (int i = 0; i < mean.length; i++) {
                double own = sum[i] / waves;
                mean[i] += data[state] * own;
                variance[i] += data[state] * data[state] * (squares[i] / waves - own * own) / waves;
            }
        }
        double square = 0;
        for (int i = 0; i < mean.length; i++) {
            double z = (mean[i] - expected[i]) / Math.sqrt(variance[i]);
            assertThat(Math.abs(z)).as("update %d", i).isLessThan(5);
            square += z * z / mean.length;
        }
        assertThat(square).isBetween(0.2, 2.7);
    }
}
