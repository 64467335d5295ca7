package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static io.dopaflow.models.spiking.TinyNetwork.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Weights and delays of synapses are draws of their target. */
class SynapsesOfAProjectionTest {
    private static final Distribution WEIGHTS = new Distribution.Normal(1, 0.5);
    private static final Distribution DELAYS = new Distribution.Uniform(0.5, 5);

    private static Afferents synapses(ConnectionRule rule, Distribution delay) {
        Projection projection = new Projection("p", 6, 0, 0, rule, WEIGHTS, delay);
        SpikingNetwork network = new SpikingNetwork(
                TinyNetwork.PRECISE,
                MS,
                RUN,
                List.of(TinyNetwork.neurons(5)),
                List.of(),
                List.of(projection),
                SpikingNetwork.LARGEST_RATE);
        return Afferents.of(network, projection, 0, 5);
    }

    @Test
    void weightsAndDelays_areTheSuccessiveDrawsOfTheirTarget() {
        Afferents synapses = synapses(new AllToAll(false), DELAYS);
        RandomStreams streams = RUN.derived(6);
        for (int target = 0; target < 5; target++) {
            UniformRandomProvider weights = streams.stream(Purpose.SYNAPSE_WEIGHTS, target);
            UniformRandomProvider delays = streams.stream(Purpose.SYNAPSE_DELAYS, target);
            for (int place = 4 * target; place < 4 * target + 4; place++) {
                assertThat(synapses.weight(place)).isEqualTo(WEIGHTS.draw(weights));
                assertThat(synapses.delayPs(place)).isEqualTo(Math.round(DELAYS.draw(delays) * MS));
            }
        }
    }

    @Test
    void shortestAndLongestDelay_areThoseOfTheSynapses() {
        Afferents many = synapses(new AllToAll(true), DELAYS);
        long[] sorted = many.delaysPs().clone();
        Arrays.sort(sorted);
        assertThat(many.shortestDelayPs()).isEqualTo(sorted[0]).isGreaterThan(MS / 2 - 1);
        assertThat(many.longestDelayPs()).isEqualTo(sorted[24]).isGreaterThan(sorted[0]);
        Afferents one = synapses(new AllToAll(true), new Distribution.Constant(1.5));
        assertThat(one.shortestDelayPs()).isEqualTo(3 * MS / 2);
        assertThat(one.longestDelayPs()).isEqualTo(3 * MS / 2);
        Afferents none = synapses(new FixedIndegree(0), new Distribution.Constant(1.5));
        assertThat(none.shortestDelayPs()).isEqualTo(Long.MAX_VALUE);
        assertThat(none.longestDelayPs()).isZero();
    }

    @Test
    void weightsOfADrive_areOneDrawOfEachTarget() {
        Drive.Poisson drive = new Drive.Poisson("d", 9, 0, PiecewiseRate.constant(1), WEIGHTS, MS);
        double[] weights = KeyedValues.weights(drive, RUN, 2, 5);
        assertThat(weights).hasSize(3);
        for (int target = 2; target < 5; target++) {
            assertThat(weights[target - 2])
                    .isEqualTo(WEIGHTS.draw(RUN.derived(9).stream(Purpose.SYNAPSE_WEIGHTS, target)));
        }
    }

    @Test
    void grid_mayHaveStepsOfAPicosecond() {
        assertThat(new TimeMode.Grid(1).unitPs()).isEqualTo(1);
        assertThat(new TimeMode.Grid(1).delays("p").check(1)).isEqualTo(1);
        assertThatThrownBy(() -> TinyNetwork.GRID.delays("p").check(1))
                .hasMessageStartingWith("the delay of projection p is");
    }
}
