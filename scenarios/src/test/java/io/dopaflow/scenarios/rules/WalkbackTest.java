package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of a denoising auto-encoder that learns to come back from where its own chain has led. */
class WalkbackTest {
    private static final String NAME = "walkback";
    private static final String PLAIN = "denoising-autoencoder";
    private static final String[] STEPS = {"masked", "masked1", "masked2", "masked3"};

    private final Network network = RuleLab.network(true, Activation.SIGMOID, 6, 4, 3);
    private final Sample sample = new Sample(new double[] {0.9, 0.2, 0.6, 0.8, 0.1, 0.7}, new double[] {0, 1, 0});

    @Test
    void update_isTheSumOverTheChain() {
        requireSum(RuleLab.rule(NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drive@error2, slope@masked2 | drive@error2, slope@masked1",
                "[0.3333333333333333, pre@error3, post@masked3] | [1, pre@error3, post@masked3]",
                "{input: [[apical@rebuilt1]] | {input: [[post@free]]",
                "[0.3333333333333333, noise@rebuilt3] | [0, noise@rebuilt3]",
                "[2, post@free] | [1, post@free]",
                "bias: [[1]] | bias: []"
            })
    void mistake_showsInTheSum(String text, String mistake) {
        Rule planted = RuleLab.planted(NAME, text, mistake);
        assertThatThrownBy(() -> requireSum(planted)).isInstanceOf(AssertionError.class);
    }

    /** The update in plain loops, from the inputs that each step of the chain shows after its mask. */
    private void requireSum(Rule rule) {
        Circuit circuit = new Circuit(network, rule);
        double[] stored = RuleLab.normal(circuit.synapses(), 0.5, 3);
        int[] synapses = Boltzmann.synapses(network, circuit);
        Boltzmann tied = Boltzmann.of(network, circuit, stored);
        double[] expected = new double[synapses.length];
        for (int step = 0; step < STEPS.length; step++) {
            double[] shown = inputs(rule, stored, STEPS[step]);
            if (step > 0) {
                assertThat(Arrays.stream(shown).boxed())
                        .as("spikes, of which some are masked")
                        .isSubsetOf(0.0, 1.0);
            }
            add(tied, shown, step == 0 ? 1 : 1.0 / 3, expected);
        }
        double[] update = RuleLab.update(rule, network, Loss.CROSS_ENTROPY, stored, sample);
        assertThat(Arrays.stream(synapses).mapToDouble(id -> update[id]).toArray())
                .containsExactly(expected, within(1e-12));
    }

    private double[] inputs(Rule rule, double[] stored, String phase) {
        double[] sent = RuleLab.sent(rule, network, Loss.CROSS_ENTROPY, stored, sample, phase);
        return Arrays.stream(RuleLab.atDepth(network, 0))
                .mapToDouble(id -> sent[id])
                .toArray();
    }

    /** Adds the gradient of the cross-entropy of what is rebuilt: weights by hidden neuron and input, input biases, hidden biases. */
    private void add(Boltzmann tied, double[] shown, double share, double[] into) {
        int inputs = shown.length;
        double[] h = tied.up(shown);
        double[] rebuilt = tied.down(h);
        for (int j = 0; j < h.length; j++) {
            double back = 0;
            for (int i = 0; i < inputs; i++) {
                back += tied.w()[j][i] * (sample.features()[i] - rebuilt[i]);
            }
            back *= h[j] * (1 - h[j]);
            for (int i = 0; i < inputs; i++) {
                into[j * inputs + i] += share * (h[j] * (sample.features()[i] - rebuilt[i]) + back * shown[i]);
            }
            into[h.length * inputs + inputs + j] += share * back;
        }
        for (int i = 0; i < inputs; i++) {
            into[h.length * inputs + i] += share * (sample.features()[i] - rebuilt[i]);
        }
    }

    /**
     * Digits of which a tenth of the pixels is masked: the chain of a network that learnt from digits only goes where no digit is, and
     * walkback brings it back. Log-likelihood of held-out digits by a Parzen window of 0.35 around what the chain says, in nats; that of
     * the training set itself is -11.7.
     */
    @Test
    @Tag("slow")
    void walkback_repairsAChainOfLittleNoise() throws InvalidScenarioException {
        double gainOfLittle = quality(NAME, "mask: 0.1") - quality(PLAIN, "mask: 0.1");
        double gainOfMuch = quality(NAME, "mask: 0.3") - quality(PLAIN, "mask: 0.3");
        assertThat(gainOfLittle).isGreaterThan(2);
        assertThat(gainOfMuch).isLessThan(gainOfLittle - 1);
    }

    /** With salt and pepper it repairs a chain of little noise, and harms one of much. */
    @Test
    @Tag("slow")
    void walkback_harmsAChainOfMuchNoise() throws InvalidScenarioException {
        String little = "salt-and-pepper: 0.1";
        String much = "salt-and-pepper: 0.3";
        assertThat(quality(NAME, little)).isGreaterThan(quality(PLAIN, little) + 0.5);
        assertThat(quality(NAME, much)).isLessThan(quality(PLAIN, much) - 0.5);
    }

    private static double quality(String name, String noise) throws InvalidScenarioException {
        PhasedLearning base = ((LoadedPhased) Catalog.load("digits-denoising", List.of())).model();
        Split split = new Split(
                binary(base.samples().training()), binary(base.samples().heldOut()));
        Network wide = RuleLab.network(true, Activation.SIGMOID, 64, 64, 10);
        Circuit circuit = new Circuit(wide, noisy(name, noise));
        PhasedLearning model = new PhasedLearning(
                circuit,
                base.form(),
                PhasedLearning.initialWeights(circuit, 1, base.streams()),
                base.loss(),
                base.target(),
                split,
                10,
                40L * split.training().size(),
                base.levelPs(),
                base.streams());
        double[] stored = RuleLab.trained(model);
        PhasedLearning sampling = model.with(new Circuit(wide, noisy(PLAIN, noise)), model.initial(), 1);
        List<double[]> said = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            InputChain chain = new InputChain(sampling, stored, new RandomStreams(number));
            for (int wave = 0; wave < 120; wave++) {
                double[] told = chain.next();
                if (wave >= 20 && wave % 2 == 0) {
                    said.add(told.clone());
                }
            }
        }
        return parzen(said, split.heldOut());
    }

    private static Rule noisy(String name, String noise) {
        return RuleLab.planted(name, "mask: 0.3", noise);
    }

    private static List<Sample> binary(List<Sample> samples) {
        return samples.stream()
                .map(one -> new Sample(
                        Arrays.stream(one.features()).map(x -> x > 0.5 ? 1 : 0).toArray(), one.target()))
                .toList();
    }

    private static double parzen(List<double[]> said, List<Sample> samples) {
        double variance = 0.35 * 0.35;
        double sum = 0;
        for (Sample one : samples) {
            double[] x = one.features();
            double[] exponents = said.stream()
                    .mapToDouble(picture -> -squareDistance(picture, x) / (2 * variance))
                    .toArray();
            double largest = Arrays.stream(exponents).max().orElseThrow();
            double rest = Arrays.stream(exponents)
                    .map(e -> Math.exp(e - largest))
                    .average()
                    .orElseThrow();
            sum += largest + Math.log(rest) - x.length / 2.0 * Math.log(2 * Math.PI * variance);
        }
        return sum / samples.size();
    }

    private static double squareDistance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
