package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold of rules whose signals are spikes of one size. */
class CoarseSignalsTest {
    private static final String RULE = "three-valued-errors";
    private static final int DRAWS = 40_000;

    private final Network network = RuleLab.network(true, Activation.SIGMOID, 4, 5, 3);
    private final Sample sample = new Sample(RuleLab.normal(4, 1, 71), new double[] {0, 1, 0});
    private final double[] stored = stored();

    private double[] stored() {
        double[] drawn = RuleLab.normal(new Circuit(network, RuleLab.rule(RULE)).synapses(), 0.7, 72);
        Arrays.fill(drawn, network.synapseCount(), drawn.length, 0);
        return drawn;
    }

    private double[] exact(String rule, Network of) {
        return RuleLab.update(RuleLab.rule(rule), of, Loss.CROSS_ENTROPY, stored, sample);
    }

    private record Moments(double[] mean, double[] variance) {}

    private Moments moments(Rule rule) {
        double[] mean = new double[stored.length];
        double[] squares = new double[stored.length];
        RuleLab.frozen(rule, network, Loss.CROSS_ENTROPY, stored, new double[0], sample, DRAWS, update -> {
            for (int i = 0; i < update.length; i++) {
                mean[i] += update[i] / DRAWS;
                squares[i] += update[i] * update[i] / DRAWS;
            }
        });
        Arrays.setAll(squares, i -> squares[i] - mean[i] * mean[i]);
        return new Moments(mean, squares);
    }

    /** How many standard errors the mean of the update of each synapse of the network is from the gradient's. */
    private DoubleStream deviations(Moments moments) {
        double[] expected = exact("backpropagation", network);
        return IntStream.range(0, network.synapseCount())
                .mapToDouble(i -> (moments.mean[i] - expected[i]) / Math.sqrt(moments.variance[i] / DRAWS));
    }

    /** 43 synapses: one is beyond 4.5 standard errors but in 3 of 10 000 seeds. */
    @Test
    void threeValuedErrors_areUnbiased() {
        Moments moments = moments(RuleLab.rule(RULE));
        assertThat(deviations(moments)).allSatisfy(z -> assertThat(z).isBetween(-4.5, 4.5));
        assertThat(deviations(moments(RuleLab.planted(
                        RULE, "output: [[-1, pre@free, sent@error]]", "output: [[-0.97, pre@free, sent@error]]"))))
                .as("a mistake of 3 % shows")
                .anySatisfy(z -> assertThat(Math.abs(z)).isGreaterThan(4.5));
    }

    /** Of an output with the error d the variance is |d| (1 - |d|), times the squared amplitude of the presynaptic neuron. */
    @Test
    void threeValuedErrors_haveTheVarianceOfCoins() {
        Moments moments = moments(RuleLab.rule(RULE));
        double[] expected = exact("backpropagation", network);
        double[] amplitudes = new double[network.synapseCount()];
        RuleLab.frozen(
                RuleLab.planted("backpropagation", "[[-1, pre@free, error]]", "[[1, pre@free]]"),
                network,
                Loss.CROSS_ENTROPY,
                stored,
                new double[0],
                sample,
                1,
                update -> System.arraycopy(update, 0, amplitudes, 0, amplitudes.length));
        for (int output : network.outputs()) {
            for (int synapse : network.fanIn(output)) {
                double pre = amplitudes[synapse];
                double size = Math.abs(expected[synapse] / pre);
                // The variance of 40 000 coins that are not too uneven is known to about 1 %.
                assertThat(moments.variance[synapse])
                        .isCloseTo(pre * pre * size * (1 - size), within(0.05 * pre * pre * size));
            }
        }
    }

    /** Errors above 1 are sent every time: the update is that of their signs, without chance. */
    @Test
    void errorsAboveOne_areClipped_andSignsHaveNoChance() {
        Sample far = new Sample(sample.features(), new double[] {50, -50, 50});
        double[] byChance = RuleLab.update(RuleLab.rule(RULE), network, Loss.SQUARED_ERROR, stored, far);
        double[] signs = RuleLab.update(
                RuleLab.planted(RULE, "noise: three-valued", "noise: sign"), network, Loss.SQUARED_ERROR, stored, far);
        assertThat(byChance).isEqualTo(signs);
        assertThat(IntStream.of(network.outputs())
                        .mapToDouble(output -> signs[synapse(bias(), output)])
                        .toArray())
                .containsExactly(1, -1, 1);
    }

    private int synapse(int pre, int post) {
        return IntStream.of(network.fanIn(post))
                .filter(s -> network.pre(s) == pre)
                .findFirst()
                .orElseThrow();
    }

    /** The bias neuron of the outputs. */
    private int bias() {
        return IntStream.of(network.fanIn(network.outputs()[0]))
                .map(network::pre)
                .filter(id -> network.neuron(id).role() instanceof NeuronRole.Bias)
                .findFirst()
                .orElseThrow();
    }

    private int[] hidden() {
        return RuleLab.atDepth(network, 1);
    }

    private double drive(int hidden) {
        return IntStream.of(network.fanIn(hidden))
                .mapToDouble(s -> stored[s]
                        * (network.neuron(network.pre(s)).role() instanceof NeuronRole.Input input
                                ? sample.features()[input.feature()]
                                : 1))
                .sum();
    }

    /**
     * The update in plain sums, by synapse of the network.
     *
     * @param sent by hidden neuron
     * @param slopes the same
     */
    private double[] plain(double[] sent, double[] slopes) {
        int[] hidden = hidden();
        int[] outputs = network.outputs();
        double[] powers = new double[outputs.length];
        for (int k = 0; k < outputs.length; k++) {
            double readout = stored[synapse(bias(), outputs[k])];
            for (int j = 0; j < hidden.length; j++) {
                readout += stored[synapse(hidden[j], outputs[k])] * sent[j];
            }
            powers[k] = Math.exp(readout);
        }
        double all = Arrays.stream(powers).sum();
        double[] update = new double[network.synapseCount()];
        for (int k = 0; k < outputs.length; k++) {
            double error = powers[k] / all - sample.target()[k];
            update[synapse(bias(), outputs[k])] = -error;
            for (int j = 0; j < hidden.length; j++) {
                update[synapse(hidden[j], outputs[k])] = -error * sent[j];
                for (int s : network.fanIn(hidden[j])) {
                    double pre = network.neuron(network.pre(s)).role() instanceof NeuronRole.Input input
                            ? sample.features()[input.feature()]
                            : 1;
                    update[s] -= error * stored[synapse(hidden[j], outputs[k])] * slopes[j] * pre;
                }
            }
        }
        return update;
    }

    private static void assertSame(double[] found, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("synapse %d", i).isCloseTo(expected[i], within(1e-14));
        }
    }

    /** Spikes go forward, the slope of the graded neuron goes back. Which neurons have spiked shows in their synapses. */
    @Test
    void straightThrough_isTheGradientAsIfSpikesWereGraded() {
        double[] slopes = IntStream.of(hidden())
                .mapToDouble(h -> 1 / (2 + 2 * Math.cosh(drive(h))))
                .toArray();
        int[] spikes = {0};
        RuleLab.frozen(
                RuleLab.rule("straight-through"),
                network,
                Loss.CROSS_ENTROPY,
                stored,
                new double[0],
                sample,
                20,
                update -> {
                    double[] sent = IntStream.of(hidden())
                            .mapToDouble(h -> update[synapse(h, network.outputs()[0])] == 0 ? 0 : 1)
                            .toArray();
                    spikes[0] += (int) Arrays.stream(sent).sum();
                    assertSame(update, plain(sent, slopes));
                });
        assertThat(spikes[0]).as("some of 100").isBetween(10, 90);
    }

    @Test
    void binaryAndTernaryNeurons_areStraightThrough() {
        Network binary = RuleLab.network(true, Activation.BINARY, 4, 5, 3);
        double[] drives = IntStream.of(hidden()).mapToDouble(this::drive).toArray();
        double[] slopes =
                Arrays.stream(drives).map(v -> 1 / (2 + 2 * Math.cosh(v))).toArray();
        double[] on = Arrays.stream(drives).map(v -> v > 0 ? 1 : 0).toArray();
        assertSame(exact("backpropagation", binary), plain(on, slopes));
        Network ternary = RuleLab.network(true, Activation.TERNARY, 4, 5, 3);
        double[] three = Arrays.stream(drives)
                .map(v -> Math.abs(v) > Math.log(2) ? Math.signum(v) : 0)
                .toArray();
        double[] twice = Arrays.stream(slopes).map(slope -> 2 * slope).toArray();
        assertSame(exact("backpropagation", ternary), plain(three, twice));
        assertThat(three).as("all three values").contains(-1, 0, 1);
    }
}
