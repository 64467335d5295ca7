package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Sample;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What models of handwritten digits become. */
@Tag("slow")
class GenerativeDigitsTest {

    private static PhasedLearning model(String scenario) throws InvalidScenarioException {
        return ((LoadedPhased) Catalog.load(scenario, List.of())).model();
    }

    /** From noise on, whose distance from the nearest digit is 4.6: what is made up looks like digits more than like noise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits-denoising",
                "digits-walkback",
                "digits-boltzmann",
                "digits-persistent-boltzmann",
                "digits-variational"
            })
    void whatTheNetworkMakesUp_isNearDigits(String scenario) throws InvalidScenarioException {
        PhasedLearning model = model(scenario);
        double trained = distance(model, RuleLab.trained(model));
        double untrained = distance(model, model.initial());
        assertThat(trained).as("%.2f, untrained %.2f", trained, untrained).isLessThan(2.5);
        assertThat(untrained).isGreaterThan(2.5);
    }

    /** The mean distance of what chains say after 20 waves from the nearest digit. */
    private static double distance(PhasedLearning model, double[] stored) {
        int chains = 20;
        double sum = 0;
        for (int i = 0; i < chains; i++) {
            InputChain chain = new InputChain(model, stored, new RandomStreams(i));
            double[] told = chain.next();
            for (int wave = 1; wave < 20; wave++) {
                told = chain.next();
            }
            double[] picture = told;
            sum += model.samples().training().stream()
                    .mapToDouble(sample -> distance(picture, sample))
                    .min()
                    .orElseThrow();
        }
        return sum / chains;
    }

    private static double distance(double[] picture, Sample sample) {
        double sum = 0;
        for (int i = 0; i < picture.length; i++) {
            double difference = picture[i] - sample.features()[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** A decoder with weights of its own becomes like the encoder by itself, though neither is told those of the other. */
    @Test
    void untiedDecoder_alignsWithTheEncoder() throws InvalidScenarioException {
        PhasedLearning tied = model("digits-denoising");
        Rule untied = RuleLab.planted(
                "denoising-autoencoder",
                "weights: shared",
                "weights: {own: {gain: 1}}",
                "[1, pre@error, post@masked], ",
                "",
                "R: [[1, post@free], [-1, apical@rebuilt]]",
                "R: [[1, pre@rebuilt, post@free], [-1, pre@rebuilt, apical@rebuilt]]");
        Circuit circuit = new Circuit(tied.circuit().network(), untied.atRate(0.4));
        PhasedLearning model = new PhasedLearning(
                circuit,
                tied.form(),
                PhasedLearning.initialWeights(circuit, 1, tied.streams()),
                tied.loss(),
                tied.target(),
                tied.samples(),
                tied.batch(),
                tied.opportunities(),
                tied.levelPs(),
                tied.streams());
        assertThat(degrees(circuit, model.initial())).isBetween(80.0, 100.0);
        assertThat(degrees(circuit, RuleLab.trained(model))).isLessThan(45);
    }

    private static double degrees(Circuit circuit, double[] stored) {
        Wiring back = circuit.wirings().get(1);
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int synapse = 0; synapse < back.size(); synapse++) {
            if (back.hasPartner(synapse)) {
                double one = stored[back.first() + synapse];
                double other = stored[back.partner(synapse)];
                product += one * other;
                ones += one * one;
                others += other * other;
            }
        }
        return Math.toDegrees(Math.acos(product / Math.sqrt(ones * others)));
    }
}
