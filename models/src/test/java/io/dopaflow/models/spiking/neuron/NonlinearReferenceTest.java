package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes and potentials of equations that are solved numerically, against converged solutions in extended precision. */
class NonlinearReferenceTest {
    private static final double PS_PER_MS = 1e9;

    /** In ms and mV, the tolerance of the files. */
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b-iaf_cond_exp",
                "b-iaf_cond_alpha",
                "b-izhikevich",
                "b-aeif_cond_exp",
                "b-aeif_psc_exp",
                "b-hh_psc_alpha"
            })
    void spikesAndPotentials_areThoseOfTheEquations(String id) {
        NonlinearCase reference = NonlinearCase.load(id);
        reference.neurons().forEach(neuron -> {
            NonlinearCase.Run run = reference.run(neuron);
            List<Double> right = reference.expectedSpikes(neuron);
            assertThat(run.spikes()).hasSameSizeAs(right);
            double worst = 0;
            for (int k = 0; k < right.size(); k++) {
                double found = run.spikes().get(k) / PS_PER_MS;
                assertThat(found).as("spike %d of neuron %d", k, neuron).isCloseTo(right.get(k), within(TOLERANCE));
                worst = Math.max(worst, Math.abs(found - right.get(k)));
            }
            List<Double> potentials = reference.expectedPotentials(neuron);
            assertThat(run.potentials()).hasSameSizeAs(potentials);
            for (int k = 0; k < potentials.size(); k++) {
                // Spikes at whole picoseconds move all that follows in time: that is no error of the solution.
                assertThat(run.potentials().get(k))
                        .as("sample %d of neuron %d", k, neuron)
                        .isCloseTo(
                                potentials.get(k),
                                within(TOLERANCE
                                        + 2 * worst * Math.abs(run.slopes().get(k))));
            }
        });
    }
}
