package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each layer of a deep belief network learns as a Boltzmann machine, the data of which are the probabilities of the layer below. */
class DeepBeliefTest {
    private static final String NAME = "deep-belief-network";
    private static final int[] SIZES = {6, 5, 4};

    private final Network network = RuleLab.network(true, Activation.SIGMOID, SIZES[0], SIZES[1], SIZES[2], 3);
    private final Sample sample = new Sample(new double[] {0.9, 0.2, 0.6, 0.8, 0.1, 0.7}, new double[] {0, 1, 0});

    @Test
    void eachLayer_learnsFromTheOneBelow() {
        requireContrast(RuleLab.rule(NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bias: [[1]], hidden: [[apical@down]] | bias: [[1]], hidden: []",
                "bias: [[1]], hidden: [[apical@down]] | bias: [], hidden: [[apical@down]]",
                "[1, pre@up, noise@up] | [0.5, pre@up, noise@up]",
                "R: [[1, post@free], [-1, apical@down]] | R: [[1, post@start], [-1, apical@down]]",
                "sends: {hidden: [[post@start]]} | sends: {hidden: [[post@free]]}"
            })
    void mistake_shows(String text, String mistake) {
        assertThatThrownBy(() -> requireContrast(RuleLab.planted(NAME, text, mistake)))
                .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
    }

    /** The update in plain loops, of the spikes that the network has drawn. */
    private void requireContrast(Rule rule) {
        Circuit circuit = new Circuit(network, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.5, 3);
        double[] update = RuleLab.update(rule, network, Loss.CROSS_ENTROPY, stored, sample);
        double[] caused = RuleLab.sent(rule, network, Loss.CROSS_ENTROPY, stored, sample, "down");
        double[] dreamt = RuleLab.sent(rule, network, Loss.CROSS_ENTROPY, stored, sample, "up");
        int[][] own = RuleLab.of(circuit, "W");
        int[][] back = RuleLab.of(circuit, "R");
        double[] below = sample.features();
        for (int layer = 1; layer < SIZES.length; layer++) {
            int[] from = RuleLab.atDepth(network, layer - 1);
            int[] to = RuleLab.atDepth(network, layer);
            int bias = bias(own, to[0]);
            double[] p = up(stored, own, bias, from, to, below);
            double[] down = at(dreamt, from);
            double[] again = up(stored, own, bias, from, to, down);
            assertThat(Arrays.stream(at(caused, to)).boxed())
                    .as("spikes, layer %d", layer)
                    .isSubsetOf(0.0, 1.0);
            assertThat(Arrays.stream(down).boxed())
                    .as("spikes that come down to layer %d", layer - 1)
                    .isSubsetOf(0.0, 1.0);
            for (int j = 0; j < to.length; j++) {
                for (int i = 0; i < from.length; i++) {
                    assertThat(update[own[from[i]][to[j]]])
                            .isCloseTo(p[j] * below[i] - again[j] * down[i], within(1e-12));
                }
                assertThat(update[own[bias][to[j]]]).isCloseTo(p[j] - again[j], within(1e-12));
            }
            for (int i = 0; i < from.length; i++) {
                int wide = IntStream.range(0, back.length)
                        .filter(unit -> isBias(unit) && back[unit][from[0]] >= 0)
                        .findFirst()
                        .orElseThrow();
                assertThat(update[back[wide][from[i]]]).isCloseTo(below[i] - down[i], within(1e-12));
            }
            below = p;
        }
    }

    private boolean isBias(int unit) {
        return network.neuron(unit).role() instanceof NeuronRole.Bias;
    }

    private int bias(int[][] own, int to) {
        return IntStream.range(0, own.length)
                .filter(unit -> isBias(unit) && own[unit][to] >= 0)
                .findFirst()
                .orElseThrow();
    }

    private static double[] at(double[] byUnit, int[] units) {
        return Arrays.stream(units).mapToDouble(unit -> byUnit[unit]).toArray();
    }

    private static double[] up(double[] stored, int[][] own, int bias, int[] from, int[] to, double[] below) {
        double[] p = new double[to.length];
        for (int j = 0; j < p.length; j++) {
            double drive = stored[own[bias][to[j]]];
            for (int i = 0; i < from.length; i++) {
                drive += stored[own[from[i]][to[j]]] * below[i];
            }
            p[j] = 1 / (1 + Math.exp(-drive));
        }
        return p;
    }
}
