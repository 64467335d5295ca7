package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.neuron.ReferenceCase.Potential;
import io.dopaflow.models.spiking.neuron.ReferenceCase.Spike;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spikes and potentials in continuous time against solutions in 113-bit arithmetic. */
class LifReferenceTest {
    /** Input and spike times are whole picoseconds here, so that rounding adds up: measured up to 16 (k + 5) ps. */
    private static final int PS_A_SPIKE = 50;

    /** Delta networks amplify rounding e-fold in some 20 ms. */
    private static final long DELTA_UNTIL = 100_000_000_000L;

    /** A spike that is 600 ps late moves the potential after it by that much where it changes by 10 mV in a millisecond. */
    private static final double MILLIVOLTS = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-precise-delta-dc",
                "a-precise-exp-dc",
                "a-precise-alpha-dc",
                "a-precise-delta-spikes",
                "a-precise-exp-spikes",
                "a-precise-alpha-spikes",
                "a-precise-exp-unequal-tau",
                "a-precise-exp-equal-tau",
                "a-precise-alpha-equal-tau",
                "c-net10-exp",
                "c-net100-exp",
                "c-net200-exp",
                "c-net50-alpha"
            })
    void spikesAndPotentials_areThoseOfTheEquations(String id) {
        ReferenceCase reference = ReferenceCase.load(id);
        List<Potential> potentials = new ArrayList<>();
        List<Spike> found = reference.run(potentials);
        List<Spike> expected = reference.expected();

        assertThat(found)
                .extracting(Spike::neuron)
                .isEqualTo(expected.stream().map(Spike::neuron).toList());
        Map<Integer, List<Spike>> trains = found.stream().collect(Collectors.groupingBy(Spike::neuron));
        Map<Integer, List<Spike>> right = expected.stream().collect(Collectors.groupingBy(Spike::neuron));
        right.forEach((neuron, train) -> {
            for (int k = 0; k < train.size(); k++) {
                assertThat(Math.abs(
                                trains.get(neuron).get(k).time() - train.get(k).time()))
                        .as("spike %d of neuron %d", k + 1, neuron)
                        .isLessThanOrEqualTo((long) PS_A_SPIKE * (k + 1 + 5));
            }
        });
        assertThat(potentials).allMatch(potential -> Math.abs(potential.found() - potential.expected()) < MILLIVOLTS);
    }

    /** Peaks a millionth or less below threshold are no spikes, those above are, at times within 1e-6 ms. */
    @ParameterizedTest
    @CsvSource({"a-precise-exp-grazing, 3", "a-precise-exp-grazing-1e-9, 1"})
    void grazing_isFoundOrNotFoundRightly(String id, int count) {
        ReferenceCase reference = ReferenceCase.load(id);
        List<Spike> found = reference.run(new ArrayList<>());
        List<Spike> expected = reference.expected();
        assertThat(found).hasSize(count).hasSameSizeAs(expected);
        for (int i = 0; i < count; i++) {
            assertThat(found.get(i).neuron()).isEqualTo(expected.get(i).neuron());
            assertThat(Math.abs(found.get(i).time() - expected.get(i).time())).isLessThanOrEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-net60-delta-no-ties", "c-net100-delta"})
    void deltaNetworks_haveTheSameOrder(String id) {
        ReferenceCase reference = ReferenceCase.load(id);
        List<Integer> found = early(reference.run(new ArrayList<>()));
        assertThat(found).hasSizeGreaterThan(100).isEqualTo(early(reference.expected()));
    }

    private static List<Integer> early(List<Spike> spikes) {
        return spikes.stream()
                .filter(spike -> spike.time() < DELTA_UNTIL)
                .map(Spike::neuron)
                .toList();
    }
}
