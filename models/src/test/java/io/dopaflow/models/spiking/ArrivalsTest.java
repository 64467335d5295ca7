package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Spikes under way to one neuron. */
class ArrivalsTest {
    private record Arrival(long time, long synapse, double weight) {}

    private static final Comparator<Arrival> ORDER =
            Comparator.comparingLong(Arrival::time).thenComparingLong(Arrival::synapse);

    /** What is taken at a time: the sums of the weights from 0 on, and of those below. */
    private static double[] take(Arrivals arrivals, long time) {
        double[] excitatory = new double[1];
        double[] inhibitory = new double[1];
        arrivals.take(time, excitatory, inhibitory);
        return new double[] {excitatory[0], inhibitory[0]};
    }

    /** 0.3 + 0.2 + 0.1 is 0.6, 0.1 + 0.2 + 0.3 a bit more. */
    @Test
    void weightsOfOneTime_areAddedInTheOrderOfSynapses() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(5, 9, 0.1);
        arrivals.add(5, 8, 0.2);
        arrivals.add(5, 7, 0.3);
        arrivals.add(5, 3, -0.1);
        arrivals.add(5, 2, -0.2);
        arrivals.add(5, 1, -0.3);
        arrivals.add(5, 4, 0);
        arrivals.sort();
        assertThat(0.1 + 0.2 + 0.3).isNotEqualTo(0.3 + 0.2 + 0.1);
        assertThat(take(arrivals, 5)).containsExactly(0.3 + 0.2 + 0.1, -0.3 - 0.2 - 0.1);
    }

    @Test
    void nothing_isLeftAfterTheLastOrWhenForgotten() {
        Arrivals arrivals = new Arrivals();
        assertThat(arrivals.nextTime()).isEqualTo(ContinuousNeuron.NEVER);
        arrivals.add(9, 1, 2);
        arrivals.add(4, 1, 3);
        arrivals.sort();
        assertThat(arrivals.waiting()).isEqualTo(2);
        assertThat(arrivals.nextTime()).isEqualTo(4);
        assertThat(take(arrivals, 3)).containsExactly(0, 0);
        assertThat(take(arrivals, 4)).containsExactly(3, 0);
        assertThat(arrivals.waiting()).isEqualTo(1);
        assertThat(arrivals.nextTime()).isEqualTo(9);
        arrivals.clear();
        assertThat(arrivals.waiting()).isZero();
        assertThat(arrivals.nextTime()).isEqualTo(ContinuousNeuron.NEVER);
        arrivals.add(6, 1, -1);
        arrivals.sort();
        assertThat(take(arrivals, 6)).containsExactly(0, -1);
        assertThat(arrivals.waiting()).isZero();
        assertThat(arrivals.nextTime()).isEqualTo(ContinuousNeuron.NEVER);
    }

    /** Against a sorted list, with arrivals that come in any order before and after others are taken. */
    @Test
    void arrivals_areTakenInTheOrderOfTimesAndSynapses() {
        SplittableRandom random = new SplittableRandom(8);
        Arrivals arrivals = new Arrivals();
        List<Arrival> expected = new ArrayList<>();
        for (long window = 0; window < 400; window++) {
            boolean inOrder = window % 3 == 0;
            long last = 10 * window;
            for (int i = random.nextInt(12); i > 0; i--) {
                long time = inOrder
                        ? Math.min(last + random.nextInt(3), 10 * window + 29)
                        : 10 * window + random.nextInt(30);
                last = time;
                Arrival arrival = new Arrival(time, random.nextInt(6), random.nextDouble() - 0.5);
                if (expected.stream().noneMatch(other -> ORDER.compare(other, arrival) == 0)) {
                    arrivals.add(arrival.time, arrival.synapse, arrival.weight);
                    expected.add(arrival);
                }
            }
            arrivals.sort();
            expected.sort(ORDER);
            for (long time = 10 * window; time < 10 * window + 10; time++) {
                double excitatory = 0;
                double inhibitory = 0;
                assertThat(arrivals.waiting()).isEqualTo(expected.size());
                while (!expected.isEmpty() && expected.get(0).time == time) {
                    assertThat(arrivals.nextTime()).isEqualTo(time);
                    double weight = expected.remove(0).weight;
                    excitatory += weight >= 0 ? weight : 0;
                    inhibitory += weight < 0 ? weight : 0;
                }
                assertThat(take(arrivals, time)).containsExactly(excitatory, inhibitory);
            }
        }
    }
}
