package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scheme of the paper, against its program rewritten line by line. */
class PublishedIzhikevichTest {
    private static final long MS = 1_000_000_000L;
    private static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(1), 0);
    private static final PublishedIzhikevich TYPE = new PublishedIzhikevich(Izhikevich.standard());

    /** Regular spiking, intrinsically bursting, chattering, fast spiking, low threshold. */
    @ParameterizedTest
    @CsvSource({"0.02, 0.2, -65, 8", "0.02, 0.2, -55, 4", "0.02, 0.2, -50, 2", "0.1, 0.2, -65, 2", "0.02, 0.25, -65, 2"
    })
    void spikesAndPotentials_areThoseOfThePaper(double a, double b, double c, double d) {
        SplittableRandom random = new SplittableRandom(1);
        double[] input = new double[1000];
        for (int t = 0; t < input.length; t++) {
            input[t] = 12 * random.nextDouble();
        }
        List<Integer> fired = new ArrayList<>();
        List<Double> potentials = new ArrayList<>();
        double v = -65;
        double u = b * v;
        for (int t = 0; t <= input.length; t++) {
            // The paper finds at the start of its loop what has spiked at the end of the one before.
            if (v >= 30) {
                fired.add(t - 1);
                v = c;
                u = u + d;
            }
            potentials.add(v);
            if (t < input.length) {
                v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input[t]);
                v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input[t]);
                u = u + a * (b * v - u);
            }
        }

        PublishedIzhikevich type = new PublishedIzhikevich(new Izhikevich(a, b, c, d, 30, 0));
        GridNeuron neuron = type.onGrid(MS, type.start(-65), NOISE);
        List<Integer> spikes = new ArrayList<>();
        for (int t = 0; t < input.length; t++) {
            assertThat(neuron.potential()).isEqualTo(potentials.get(t));
            if (neuron.step(input[t], 0)) {
                spikes.add(t);
            }
        }
        assertThat(neuron.potential()).isEqualTo(potentials.get(input.length));
        assertThat(spikes).hasSizeGreaterThan(10).isEqualTo(fired);
    }

    @Test
    void anyOtherStep_isRefused() {
        assertThatThrownBy(() -> TYPE.onGrid(MS / 2, TYPE.start(-65), NOISE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the step of the published scheme is 500000000 ps; allowed: 1000000000 ps");
    }
}
