package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static io.dopaflow.models.spiking.neuron.DrivenNeuron.NOISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page of the family says of models is what the registry says; its example is a model like any other. */
class FamilyPageTest {

    private static String page() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    static List<NeuronModel> models() {
        return NeuronModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void dataSheet_hasEveryParameter(NeuronModel model) throws IOException {
        List<String> sections = Arrays.stream(page().split("\n#### "))
                .skip(1)
                .filter(section -> {
                    String heading = section.substring(0, section.indexOf('\n'));
                    return heading.contains("`" + model.name() + "`")
                            && (model.synapses().isEmpty() || heading.contains("`" + model.synapses() + "`"));
                })
                .toList();
        assertThat(sections).hasSize(1);
        for (Parameter parameter : model.parameters()) {
            String standard = parameter.standard() == Math.rint(parameter.standard())
                    ? Long.toString((long) parameter.standard())
                    : Double.toString(parameter.standard());
            assertThat(sections.get(0))
                    .contains("| `" + parameter.name() + "` | " + parameter.unit() + " | " + standard + " | "
                            + parameter.range() + " | " + parameter.meaning() + " |");
        }
    }

    /** The class that the page shows is the one that is tested here, character by character. */
    @Test
    void example_isTheClassOfThisTest() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/dopaflow/models/spiking/neuron/QuadraticNeuron.java"));
        assertThat(page()).contains("```java\n" + source.substring(source.indexOf("/**")) + "```\n");
    }

    /**
     * One class and the line {@code QuadraticNeuron.model()}: it spikes in both modes. V goes from V_reset to V_peak in tau_m d / q
     * (atan(x_peak / q) - atan(x_reset / q)) with d = V_c - E_L, x = V - (E_L + V_c) / 2 and q^2 = I d - d^2 / 4.
     */
    @Test
    void modelOfTheExample_spikesAtTheTimesOfItsClosedForm() {
        NeuronModel model = QuadraticNeuron.model();
        NeuronType type = model.type(10, -65, -50, 30, -60, 10);
        double q = Math.sqrt(10 * 15 - 15 * 15 / 4.0);
        double interval = 10 * 15 / q * (Math.atan(87.5 / q) - Math.atan(-2.5 / q));
        ContinuousNeuron precise = type.continuous(type.start(-60), NOISE);
        GridNeuron onGrid = type.onGrid(MS / 10, type.start(-60), NOISE);
        int step = 0;
        for (int k = 1; k <= 20; k++) {
            long at = precise.nextSpike(1000 * MS);
            precise.spike(at);
            // Solved to about a picosecond a spike.
            assertThat(at / 1e9).isCloseTo(k * interval, within(1e-8 * k));
            do {
                step++;
            } while (!onGrid.step(0, 0));
            assertThat(step * 0.1).isCloseTo(k * interval, within(0.11));
        }
        assertThat(type.start(Map.of())).containsExactly(-65);
        assertThatThrownBy(() -> model.type(0, -65, -50, 30, -60, 10)).hasMessage("tau_m is 0.0 ms; allowed: above 0");
    }
}
