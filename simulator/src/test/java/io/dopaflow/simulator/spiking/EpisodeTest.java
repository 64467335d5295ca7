package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks in episodes learn from reward times score, or times STDP: with the same bits on every engine, and those of a plain computation from their spikes. */
@Tag("digest")
class EpisodeTest {
    private static final int SOME = 12;
    private static final int ALL = 100;
    private static final int ROUNDS = 12;

    static LongStream some() {
        return LongStream.range(0, SOME);
    }

    static LongStream others() {
        return LongStream.range(SOME, ALL);
    }

    @ParameterizedTest
    @MethodSource("some")
    void episodes_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void manyNetworksInEpisodes_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    private static void compare(long seed) throws Exception {
        EpisodeNetworks some = EpisodeNetworks.of(seed, ROUNDS);
        SameBits.compare(some.network(), some.plan(), seed);
    }

    @ParameterizedTest
    @MethodSource("some")
    void weightsAndEligibilities_areThoseOfAPlainComputationFromSpikes(long seed) throws Exception {
        EpisodeNetworks some = EpisodeNetworks.of(seed, 40);
        SameBits.Outcome outcome = SameBits.run(Shards.engine(1, 1), some.network(), some.plan());
        PlainEpisodes plain = new PlainEpisodes(some, seed, outcome.log().spikes());
        plain.run();
        List<NetworkLog.Amount> released = outcome.log().released();
        assertThat(released).hasSize(40);
        assertThat(released)
                .allSatisfy(one ->
                        assertThat(one.value()).isEqualTo(plain.rewards.get(one.timePs() / EpisodeNetworks.STEP)));
        assertThat(outcome.log().synapses()).isNotEmpty().allSatisfy(one -> {
            long step = one.timePs() / EpisodeNetworks.STEP;
            assertThat(one.eligibility()).isEqualTo(plain.eligibilitiesAt.get(step)[(int) one.synapse()]);
            assertThat(one.weight()).isEqualTo(plain.weightsAt.get(step)[(int) one.synapse()]);
        });
        double[] weights = outcome.end().plasticity().stream()
                .map(PlasticityState::weights)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        assertThat(weights).isEqualTo(Arrays.copyOf(plain.weights, weights.length));
        assertThat(outcome.log().spikes().stream()
                        .filter(spike -> spike.cell() >= EpisodeNetworks.INPUTS)
                        .count())
                .isGreaterThan(100);
        assertThat(weights)
                .isNotEqualTo(some.edges().stream()
                        .mapToDouble(EpisodeNetworks.Edge::weight)
                        .limit(weights.length)
                        .toArray());
    }
}
