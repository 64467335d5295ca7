package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations that are solved on a grid, against NEST's spikes and against converged solutions in continuous time. */
class GridNonlinearReferenceTest {
    private static final double PS_PER_MS = 1e9;

    private static long ps(String step) {
        return Math.round(Double.parseDouble(step) * PS_PER_MS);
    }

    /** NEST solves these adaptively within its steps, and treats spikes as it is done here. */
    @ParameterizedTest
    @CsvSource({
        "b-iaf_cond_exp, 0.1",
        "b-iaf_cond_exp, 0.01",
        "b-iaf_cond_exp, 0.001",
        "b-iaf_cond_alpha, 0.1",
        "b-iaf_cond_alpha, 0.01",
        "b-iaf_cond_alpha, 0.001",
        "b-aeif_cond_exp, 0.1",
        "b-aeif_cond_exp, 0.01",
        "b-aeif_cond_exp, 0.001",
        "b-aeif_psc_exp, 0.1",
        "b-aeif_psc_exp, 0.01",
        "b-aeif_psc_exp, 0.001",
        "b-hh_psc_alpha, 0.1",
        "b-hh_psc_alpha, 0.01",
        "b-hh_psc_alpha, 0.001"
    })
    void spikes_areAtTheStepsOfNest(String id, String step) {
        NonlinearCase reference = NonlinearCase.load(id);
        reference
                .neurons()
                .forEach(neuron -> assertThat(
                                reference.runOnGrid(neuron, ps(step)).spikes())
                        .as("neuron %d", neuron)
                        .isEqualTo(reference.nestSpikes(neuron, step)));
    }

    /**
     * NEST's izhikevich is Euler's method, up to 47 ms late here. A spike is at the end of its step; that upswings are located to
     * 1e-6 ms only adds up to some hundredths of the shortest step.
     */
    @ParameterizedTest
    @CsvSource({"0.1", "0.01", "0.001"})
    void izhikevich_spikesInTheStepsOfTheEquations(String step) {
        NonlinearCase reference = NonlinearCase.load("b-izhikevich");
        reference.neurons().forEach(neuron -> {
            List<Long> found = reference.runOnGrid(neuron, ps(step)).spikes();
            List<Double> right = reference.expectedSpikes(neuron);
            assertThat(found).hasSameSizeAs(right);
            for (int k = 0; k < found.size(); k++) {
                assertThat((found.get(k) - right.get(k) * PS_PER_MS) / ps(step))
                        .as("lag of spike %d of neuron %d, in steps", k, neuron)
                        .isBetween(0.0, 1.05);
            }
        });
    }

    /** Of order 4 in the substep of 0.025 ms at most: 1.3e-5 mV with 0.1 ms, 3.3e-7 with 0.01, 3.2e-11 with 0.001. */
    @ParameterizedTest
    @CsvSource({
        "b-izhikevich, 0.1, 2e-5",
        "b-izhikevich, 0.01, 5e-7",
        "b-izhikevich, 0.001, 5e-11",
        "b-aeif_cond_exp, 0.1, 1e-6",
        "b-aeif_cond_exp, 0.01, 1e-6",
        "b-iaf_cond_exp, 0.1, 1e-6",
        "b-iaf_cond_exp, 0.01, 1e-7",
        "b-iaf_cond_exp, 0.001, 1e-11",
        "b-iaf_cond_alpha, 0.1, 1e-6",
        "b-iaf_cond_alpha, 0.01, 1e-7",
        "b-iaf_cond_alpha, 0.001, 1e-11"
    })
    void potentialBeforeTheFirstSpike_isOfOrderFour(String id, String step, double tolerance) {
        NonlinearCase reference = NonlinearCase.load(id);
        reference.neurons().forEach(neuron -> {
            List<Double> spikes = reference.expectedSpikes(neuron);
            List<Double> found = reference.runOnGrid(neuron, ps(step)).potentials();
            for (int k = 0; k < found.size() && (spikes.isEmpty() || k + 2 < spikes.get(0)); k++) {
                assertThat(found.get(k))
                        .as("sample %d of neuron %d", k, neuron)
                        .isCloseTo(reference.expectedPotentials(neuron).get(k), within(tolerance));
            }
        });
    }
}
