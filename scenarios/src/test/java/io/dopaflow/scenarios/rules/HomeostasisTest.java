package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that hold the rates of neurons, against closed forms. One linear neuron with a constant input. */
class HomeostasisTest {
    private static final double[] INPUT = {1, 2, 0.5};
    private static final double[] START = {0.2, 0.3, 0.1};
    private static final double SET_POINT = 2;
    private static final double STEP = 1e-3;

    private final Network network = RuleLab.network(false, Activation.IDENTITY, INPUT.length, 1, 1);
    private final int[] ids = RuleLab.between(network, 1)[0];

    /** Synaptic scaling towards 2 without Hebb's rule; the mean follows the neuron at once. */
    private static Rule scaling(String decay) {
        String hebb = "[0.0001, pre@wave, post@wave], [0.01, w], [-0.02, w, trace(rate)]";
        String mean = "[[0.01, post@wave], [-0.01, trace(rate)]], initial: 0.5";
        Rule atOnce = RuleLab.planted(
                "synaptic-scaling",
                hebb,
                "[0.1, 2, w], [" + decay + ", w, trace(rate)]",
                mean,
                "[[1, post@wave], [-1, trace(rate)]], initial: 0.5");
        return RuleLab.withTraces(atOnce.atRate(STEP), dot(START));
    }

    private static double dot(double[] weights) {
        return IntStream.range(0, INPUT.length)
                .mapToDouble(i -> weights[i] * INPUT[i])
                .sum();
    }

    private double[] weights(Rule rule, int waves) {
        double[] initial = new double[network.synapseCount()];
        for (int i = 0; i < ids.length; i++) {
            initial[ids[i]] = START[i];
        }
        PhasedLearning model =
                RuleLab.model(rule, network, initial, List.of(new Sample(INPUT, new double[1])), 1, waves);
        double[] stored = RuleLab.trained(model);
        return Arrays.stream(ids).mapToDouble(id -> stored[id]).toArray();
    }

    /** dw = eta (r0 - r) w: the rate is logistic, r(t) = r0 / (1 + (r0 / r(0) - 1) exp(-eta r0 t)). */
    @Test
    void scaling_isLogistic_andKeepsRatios() {
        double time = 10;
        double[] found = weights(scaling("-0.1"), (int) Math.round(time / STEP));
        double expected = SET_POINT / (1 + (SET_POINT / dot(START) - 1) * Math.exp(-0.1 * SET_POINT * time));
        assertThat(dot(found)).isEqualTo(expected, within(2e-4));
        double ratio = found[0] / START[0];
        for (int i = 1; i < START.length; i++) {
            assertThat(found[i] / START[i] / ratio).isEqualTo(1, within(2e-14));
        }
        assertThat(dot(weights(scaling("-0.2"), (int) Math.round(time / STEP))))
                .as("with another set point")
                .isNotCloseTo(expected, within(0.1));
    }

    /** With Hebb's rule the rate settles at r0 (1 + h |x|^2 / k), and runs away without scaling. */
    @Test
    void scalingAgainstHebb_settlesAboveTheSetPoint() {
        Rule rule = RuleLab.rule("synaptic-scaling");
        double square = Arrays.stream(INPUT).map(x -> x * x).sum();
        double expected = 0.5 * (1 + 0.0001 * square / 0.01);
        assertThat(dot(weights(rule, 20_000))).isEqualTo(expected, within(1e-6));
        Rule alone = RuleLab.planted("synaptic-scaling", ", [0.01, w], [-0.02, w, trace(rate)]", "");
        assertThat(dot(weights(alone, 20_000))).as("without scaling").isGreaterThan(1000);
    }
}
