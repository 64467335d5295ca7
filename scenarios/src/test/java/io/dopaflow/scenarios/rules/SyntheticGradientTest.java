package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** What must hold of decoupled updates with synthetic gradients. */
class SyntheticGradientTest {
    private static final Rule RULE = RuleLab.rule("synthetic-gradients");

    /**
     * With a linear readout, squared loss and the label told, the gradient W'(W a - y) is linear in (a, y). So the module finds it
     * exactly: M tends to [W'W, -W', 0].
     */
    @Test
    void labelledModule_findsTheGradient() {
        requireToFind(RULE);
        for (Rule mistaken : List.of(
                RuleLab.planted("synthetic-gradients", "output: [[error]]", "output: [[-1, error]]"),
                RuleLab.planted("synthetic-gradients", "lateral-and-labels", "lateral"),
                RuleLab.planted("synthetic-gradients", "M: [[-1, pre@guess, apical@guess", "M: [[-1, apical@guess"))) {
            assertThatThrownBy(() -> requireToFind(mistaken)).isInstanceOf(Throwable.class);
        }
    }

    private void requireToFind(Rule rule) {
        Network network = RuleLab.network(true, Activation.IDENTITY, 7, 5, 3);
        Rule frozen = RuleLab.atRates(rule, Map.of("hidden", 0.0, "output", 0.0, "M", 1.0));
        Circuit circuit = new Circuit(network, frozen);
        double[] initial = RuleLab.normal(circuit.synapses(), 0.5, 41);
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            if (network.neuron(network.pre(synapse)).name().startsWith("bias")) {
                initial[synapse] = 0;
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            samples.add(new Sample(RuleLab.normal(7, 1, 1000 + i), RuleLab.normal(3, 1, 2000 + i)));
        }
        double[] stored = RuleLab.trained(RuleLab.model(frozen, network, initial, samples, 1, 200 * 400));
        RealMatrix w = new Array2DRowRealMatrix(RuleLab.matrix(stored, RuleLab.between(network, 2)));
        RealMatrix square = w.transpose().multiply(w);
        int[] hidden = RuleLab.atDepth(network, 1);
        int[][] ids = RuleLab.of(circuit, "M");
        for (int j = 0; j < hidden.length; j++) {
            for (int k = 0; k < hidden.length; k++) {
                assertThat(stored[ids[hidden[k]][hidden[j]]]).isCloseTo(square.getEntry(j, k), within(1e-6));
            }
            for (int label = 0; label < 3; label++) {
                int unit = network.neuronCount() + label;
                assertThat(stored[ids[unit][hidden[j]]]).isCloseTo(-w.getEntry(label, j), within(1e-6));
            }
        }
    }

    /** A module that stays at 0 tells nothing: the hidden layer keeps its weights. */
    @Test
    void moduleAtZero_leavesTheHiddenLayer() {
        Network network = RuleLab.network(true, Activation.SIGMOID, 4, 5, 3);
        Circuit circuit = new Circuit(network, RULE);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.5, 42);
        for (int i = network.synapseCount(); i < stored.length; i++) {
            stored[i] = 0;
        }
        Sample sample = new Sample(RuleLab.normal(4, 1, 43), new double[] {0, 1, 0});
        double[] update = RuleLab.update(RULE, network, Loss.CROSS_ENTROPY, stored, sample);
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            if (network.depthOf(network.post(synapse)) == 1) {
                assertThat(update[synapse]).isZero();
            } else {
                assertThat(update[synapse]).isNotZero();
            }
        }
    }
}
