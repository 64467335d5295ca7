package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Synaptic scaling: its factor, and a neuron whose rate goes to its target. */
class ScalingTest {
    private static final long MS = 10;

    /** r is the trace over tau_rate; w is multiplied by exp(beta (target - r) seconds). */
    @Test
    void factor_isThatOfTheEquation() {
        Scaling law = new Scaling(5, 0.02, 2000);
        // A trace of 6 over 2 s is 3 Hz.
        assertThat(law.factor(6, 1)).isCloseTo(Math.exp(0.02 * 2), within(1e-15));
        assertThat(law.factor(6, 0.5)).isCloseTo(Math.exp(0.02), within(1e-15));
        assertThat(law.factor(10, 1)).isEqualTo(1);
        assertThat(law.factor(20, 1)).isCloseTo(Math.exp(-0.1), within(1e-15));
        assertThat(new Scaling(5, 0, 2000).factor(100, 1)).isEqualTo(1);
    }

    /** A neuron that spikes in proportion to its weight comes to its target, from below and from above; without scaling it does not. */
    @Test
    void rate_goesToItsTarget() {
        for (double start : new double[] {0.1, 0.9}) {
            assertThat(rateAfter(start, 200, 0.02)).isBetween(9.5, 10.5);
            assertThat(rateAfter(start, 200, 0)).isCloseTo(40 * start, within(1.0));
        }
    }

    /** The rate in Hz after seconds of a neuron that spikes 40 times a second for a weight of 1. */
    private static double rateAfter(double start, int seconds, double beta) {
        SynapticTime time = new SynapticTime(100_000_000L);
        // A rule that changes nothing by itself.
        PairStdp still = new PairStdp(Pairing.ALL_TO_ALL, 0, 1, 0, 0, 20, 20, 1);
        Plasticity plasticity = new Plasticity(still, 0, 1, Optional.empty(), Optional.of(new Scaling(10, beta, 2000)));
        Histories histories = Histories.of(Optional.of(plasticity), Optional.empty(), time, 1, 1);
        PlasticSynapses synapses =
                new PlasticSynapses(plasticity, time, histories, Optional.empty(), new double[] {start});
        int[] target = {0};
        double phase = 0;
        long spikes = 0;
        for (long at = 1; at <= 10_000L * seconds; at++) {
            phase += 40 * synapses.weight(0) * 1e-4;
            if (phase >= 1) {
                phase--;
                histories.addPost(0, at);
                spikes += at > 10_000L * (seconds - 10) ? 1 : 0;
            }
            if (at % (20 * MS) == 0) {
                histories.sources().add(0, at);
                synapses.arrive(0, 1, target, 0, histories.sources().spikes(0) - 1, MS);
            }
        }
        return spikes / 10.0;
    }
}
