package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientBoundTest {
    private static final int RAYS = 200;
    /** Log-weights along a ray are drawn from (-r, r). */
    private static final double[] RADII = {7.5, 15, 30};

    private static Network layered(Activation hidden, Activation output) {
        return new LayeredNetwork(
                        List.of("x1", "x2"),
                        List.of(new Layer(2, hidden, SpikeCoding.GRADED)),
                        List.of("y1", "y2"),
                        output,
                        true)
                .build();
    }

    /** x -> h -> y with the given sign of x. */
    private static Network chain(Sign sign) {
        return Network.of(
                List.of(
                        Neuron.source(0, "x", new NeuronRole.Input(0), sign),
                        new Neuron(
                                1,
                                "h",
                                new NeuronRole.Hidden(),
                                Sign.EXCITATORY,
                                Activation.SIGMOID,
                                SpikeCoding.GRADED),
                        new Neuron(
                                2,
                                "y",
                                new NeuronRole.Output(0),
                                Sign.EXCITATORY,
                                Activation.SIGMOID,
                                SpikeCoding.GRADED)),
                List.of(new Synapse(0, 0, 1), new Synapse(1, 1, 2)));
    }

    private static double norm(Gradient gradient, double[] theta, Sample sample) {
        double[] g = new double[theta.length];
        gradient.at(theta, sample, g);
        return Vectors.norm(g);
    }

    /** The 90 % quantile of the gradient's length over random rays, at each radius. */
    private static double[] usual(Network network, Loss loss) {
        Gradient gradient = new Gradient(network, loss);
        double[] usual = new double[RADII.length];
        for (int i = 0; i < RADII.length; i++) {
            SplittableRandom random = new SplittableRandom(5);
            double[] norms = new double[RAYS];
            for (int ray = 0; ray < RAYS; ray++) {
                Sample sample = Experiments.sample(network, loss, random);
                double radius = RADII[i];
                double[] theta =
                        random.doubles(network.synapseCount(), -radius, radius).toArray();
                norms[ray] = norm(gradient, theta, sample);
            }
            Arrays.sort(norms);
            usual[i] = norms[RAYS * 9 / 10];
        }
        return usual;
    }

    @ParameterizedTest
    @CsvSource({
        "SIGMOID, SQUARED_ERROR", "SIGMOID, CROSS_ENTROPY", "SIGMOID, PSEUDO_HUBER",
        "SOFTPLUS, SQUARED_ERROR", "IDENTITY, PSEUDO_HUBER", "SOFTPLUS, CROSS_ENTROPY"
    })
    void sigmoidOutputs_keepTheGradientBoundedAlongRays_whateverIsBelow(Activation hidden, Loss loss) {
        Network network = layered(hidden, Activation.SIGMOID);

        assertThat(GradientBound.of(network, loss).violations()).isEmpty();
        // Rays that pass close to a balance, few of 200, have longer gradients; the closer the fewer.
        assertThat(Arrays.stream(usual(network, loss)).max().orElseThrow()).isLessThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, SQUARED_ERROR", "IDENTITY, CROSS_ENTROPY", "IDENTITY, PSEUDO_HUBER",
        "SOFTPLUS, SQUARED_ERROR", "SOFTPLUS, CROSS_ENTROPY", "SOFTPLUS, PSEUDO_HUBER",
        "RECTIFIED_LINEAR, SQUARED_ERROR", "RECTIFIED_LINEAR, CROSS_ENTROPY", "RECTIFIED_LINEAR, PSEUDO_HUBER"
    })
    void otherOutputs_letTheGradientGrow_withEveryLoss(Activation output, Loss loss) {
        Network network = layered(Activation.SIGMOID, output);
        double[] usual = usual(network, loss);

        assertThat(GradientBound.of(network, loss).violations().get(0))
                .startsWith("outputs y1, y2: "
                        + output.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " with ");
        assertThat(usual[1]).isGreaterThan(100 * usual[0]);
        assertThat(usual[2]).isGreaterThan(1e4 * usual[1]);
    }

    @Test
    void rectifiedLinearNeurons_makeTheGradientJump() {
        Network network = layered(Activation.RECTIFIED_LINEAR, Activation.SIGMOID);
        // h1 = max(w (x1 - x1), 0) is at its kink when the pair is in balance.
        double[] theta = new double[network.synapseCount()];
        double[] above = theta.clone();
        above[0] += 1e-9;
        double[] below = theta.clone();
        below[0] -= 1e-9;
        Sample sample = new Sample(new double[] {1, 1}, new double[] {0, 0});
        double[] here = new double[theta.length];
        double[] there = new double[theta.length];
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        gradient.at(above, sample, here);
        gradient.at(below, sample, there);

        assertThat(Vectors.distance(here, there)).isGreaterThan(0.01);
        assertThat(GradientBound.of(network, Loss.SQUARED_ERROR).violations())
                .containsExactly("hidden neurons of depth 1 hidden1.1, hidden1.2: rectified linear: the gradient jumps"
                        + " where the potential is 0");
    }

    @Test
    void cutOffProbabilities_makeTheGradientJump() {
        Network network = new LayeredNetwork(
                        List.of("x"),
                        List.of(new Layer(6, Activation.SOFTPLUS, SpikeCoding.ALL_OR_NONE)),
                        List.of("y"),
                        Activation.SIGMOID,
                        false)
                .build();
        assertThat(GradientBound.of(network, Loss.PSEUDO_HUBER).violations())
                .singleElement()
                .asString()
                .startsWith(
                        "hidden neurons of depth 1 hidden1.1, hidden1.2, hidden1.3, hidden1.4 and 2 more: all-or-none");
    }

    @Test
    void balancedPair_letsTheGradientGrow_onlyWhileItIsBalanced() {
        Network network = new LayeredNetwork(List.of("x"), List.of(), List.of("y"), Activation.SIGMOID, false).build();
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        Sample sample = new Sample(new double[] {1}, new double[] {1});
        GradientBound bound = GradientBound.of(network, Loss.SQUARED_ERROR);

        assertThat(bound.violations()).isEmpty();
        assertThat(bound.balances()).singleElement().asString().startsWith("output y: inhibited");
        // v = 0: each derivative is L' phi'(0) w = exp(r) / 8.
        assertThat(norm(gradient, new double[] {10, 10}, sample) / Math.exp(10)).isBetween(0.1, 0.2);
        assertThat(norm(gradient, new double[] {10, 9}, sample)).isLessThan(1e-9);
    }

    @Test
    void inhibitedHiddenNeuron_madeUpFor_letsTheGradientGrowLikeLogW() {
        Gradient gradient = new Gradient(chain(Sign.INHIBITORY), Loss.SQUARED_ERROR);
        Sample sample = new Sample(new double[] {1}, new double[] {0});
        double near = norm(gradient, new double[] {Math.log(20), 20}, sample);
        double far = norm(gradient, new double[] {Math.log(200), 200}, sample);

        assertThat(far / near).isBetween(9.0, 11.0);
        assertThat(GradientBound.of(chain(Sign.INHIBITORY), Loss.SQUARED_ERROR).balances())
                .singleElement()
                .asString()
                .startsWith("hidden neuron of depth 1 h: inhibited");
    }

    @Test
    void excitationAlone_keepsTheGradientBounded_everywhere() {
        Network network = chain(Sign.EXCITATORY);
        GradientBound bound = GradientBound.of(network, Loss.SQUARED_ERROR);
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        Sample sample = new Sample(new double[] {1}, new double[] {0});

        assertThat(bound.violations()).isEmpty();
        assertThat(bound.balances()).isEmpty();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 20_000; i++) {
            // 0.224 for the synapse onto y, times 0.279 for the one onto h.
            double[] theta = random.doubles(2, -50, 50).toArray();
            assertThat(norm(gradient, theta, sample)).isLessThan(0.235);
        }
    }
}
