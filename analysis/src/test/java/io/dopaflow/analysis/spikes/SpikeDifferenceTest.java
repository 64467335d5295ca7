package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.run.NetworkCells;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpikeDifferenceTest {
    private static final double TAU = 1000;

    @Test
    void distance_hasItsClosedForms() {
        assertThat(VanRossumDistance.squared(new long[] {7}, new long[] {}, TAU))
                .isEqualTo(0.5);
        assertThat(VanRossumDistance.squared(new long[] {}, new long[] {}, TAU)).isZero();
        assertThat(VanRossumDistance.squared(new long[] {7, 500}, new long[] {7, 500}, TAU))
                .isEqualTo(0, within(1e-15));
        assertThat(VanRossumDistance.squared(new long[] {100}, new long[] {400}, TAU))
                .isEqualTo(1 - Math.exp(-0.3), within(1e-15));
    }

    /** The integral of the squared difference of the two sums of exponentials, computed as such. */
    @Test
    void distance_isTheIntegralOfTheSquaredDifference() {
        Random random = new Random(5);
        long[] a = random.longs(8, 0, 5000).sorted().toArray();
        long[] b = random.longs(6, 0, 5000).sorted().toArray();
        double step = 0.25;
        double integral = 0;
        for (double t = step / 2; t < 5000 + 30 * TAU; t += step) {
            double difference = 0;
            for (long spike : a) {
                difference += t >= spike ? Math.exp(-(t - spike) / TAU) : 0;
            }
            for (long spike : b) {
                difference -= t >= spike ? Math.exp(-(t - spike) / TAU) : 0;
            }
            integral += difference * difference * step / TAU;
        }
        // The midpoint rule is off by a quarter of a step at each jump.
        assertThat(VanRossumDistance.squared(a, b, TAU)).isEqualTo(integral, within(14 * 4 * step / TAU));
    }

    private static SpikeSequence of(long... timesAndCells) {
        long[] times = new long[timesAndCells.length / 2];
        int[] cells = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = timesAndCells[2 * i];
            cells[i] = (int) timesAndCells[2 * i + 1];
        }
        return new SpikeSequence(times, cells);
    }

    @Test
    void parting_isTheFirstSpikeThatOnlyOneHas() {
        SpikeSequence one = of(10, 0, 20, 1, 30, 0, 40, 2);
        SpikeSequence other = of(10, 0, 20, 1, 25, 2, 40, 2);
        SpikeDifference difference = SpikeDifference.of(one, other, 3, 0, TAU);
        assertThat(difference.parting()).contains(new SpikeDifference.Parting(25, 2, 2, true));
        assertThat(difference.common()).isEqualTo(3);
        assertThat(difference.farthest()).contains(0);
        assertThat(difference.largestDistance()).isEqualTo(Math.sqrt(0.5), within(1e-12));
        SpikeDifference same = SpikeDifference.of(one, one, 3, 0, TAU);
        assertThat(same.parting()).isEmpty();
        assertThat(same.meanDistance()).isEqualTo(0, within(1e-7));
        assertThat(SpikeDifference.of(one, of(12, 0, 19, 1, 30, 0, 40, 2), 3, 2, TAU)
                        .parting())
                .isEmpty();
        assertThat(SpikeDifference.of(one, of(13, 0, 20, 1, 30, 0, 40, 2), 3, 2, TAU)
                        .parting())
                .contains(new SpikeDifference.Parting(10, 0, 0, false));
    }

    /** R22, R24: no spikes at all; populations with ids of their own. */
    @Test
    void spikesOfAFile_becomeThoseOfThePopulationOfTheirName() {
        NetworkCells cells = new NetworkCells(
                List.of(new NetworkCells.Group("a", 0, 3, "lif"), new NetworkCells.Group("b", 3, 2, "lif")));
        SpikeSequence read = SpikeSequence.of(
                List.of(
                        new NamedSpikes(Optional.of("b"), new long[] {5, 9}, new int[] {1, 0}),
                        new NamedSpikes(Optional.of("a"), new long[] {5}, new int[] {1})),
                cells);
        assertThat(read.timesPs()).containsExactly(5, 5, 9);
        assertThat(read.cells()).containsExactly(1, 4, 3);
        assertThat(SpikeSequence.of(List.of(), cells).size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpikeSequence.of(
                        List.of(new NamedSpikes(Optional.of("b"), new long[] {5}, new int[] {2})), cells))
                .withMessage("a spike of neuron 2 of b; allowed: 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpikeSequence.of(
                        List.of(new NamedSpikes(Optional.of("c"), new long[] {5}, new int[] {2})), cells))
                .withMessageContaining("population c: found none; allowed are a, b");
    }
}
