package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every spike of the reference on a grid is at the same step, and no other. */
class GridLifReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "a-grid-delta-dc, 0.1, 1e-9",
        "a-grid-delta-dc, 0.01, 1e-9",
        "a-grid-exp-dc, 0.1, 1e-9",
        "a-grid-exp-dc, 0.01, 1e-9",
        "a-grid-alpha-dc, 0.1, 1e-9",
        "a-grid-alpha-dc, 0.01, 1e-9",
        "a-grid-delta-spikes, 0.1, 1e-9",
        "a-grid-delta-spikes, 0.01, 1e-9",
        "a-grid-exp-spikes, 0.1, 1e-9",
        "a-grid-exp-spikes, 0.01, 1e-9",
        "a-grid-alpha-spikes, 0.1, 1e-9",
        "a-grid-alpha-spikes, 0.01, 1e-9",
        "a-grid-exp-equal-tau, 0.1, 1e-9",
        "a-grid-exp-equal-tau, 0.01, 1e-9",
        "a-grid-alpha-equal-tau, 0.1, 1e-6",
        "a-grid-alpha-equal-tau, 0.01, 1e-6",
        "c-grid-net100-exp, 0.1, 0",
        "c-grid-net100-delta, 0.1, 0"
    })
    void spikes_areAtTheStepsOfTheReference(String id, String step, double tolerance) {
        ReferenceCase reference = ReferenceCase.load(id);
        JsonNode expected = reference.json().at("/expected/" + step);
        expected = expected.isMissingNode() ? reference.json().get("expected") : expected;
        List<String> right = StreamSupport.stream(expected.get("spikes").spliterator(), false)
                .map(spike -> spike.get(0).asInt() + " at " + ReferenceCase.ps(spike.get(1)))
                .sorted()
                .toList();
        List<ReferenceCase.Potential> potentials = new ArrayList<>();
        List<String> found =
                reference.runOnGrid(Math.round(Double.parseDouble(step) * 1e9), expected, potentials).stream()
                        .map(spike -> spike.neuron() + " at " + spike.time())
                        .sorted()
                        .toList();
        assertThat(found).isNotEmpty().isEqualTo(right);
        for (ReferenceCase.Potential potential : potentials) {
            assertThat(potential.found()).as(potential.toString()).isCloseTo(potential.expected(), within(tolerance));
        }
    }
}
