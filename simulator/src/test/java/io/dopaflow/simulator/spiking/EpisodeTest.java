package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks in episodes learn from reward times score, or times STDP: with the same bits on every engine, and those of a plain computation from their spikes. */
@Tag("digest")
class EpisodeTest {
    private static final int SOME = 12;
    private static final int ALL = 100;

    /** In continuous time fewer networks: each takes longer. */
    private static final int CONTINUOUS = 40;

    private static final int ROUNDS = 12;

    static LongStream some() {
        return LongStream.range(0, SOME);
    }

    static LongStream others() {
        return LongStream.range(SOME, ALL);
    }

    static LongStream othersInContinuousTime() {
        return LongStream.range(SOME, CONTINUOUS);
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
    void episodesInContinuousTime_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compareContinuous(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("othersInContinuousTime")
    void manyNetworksInContinuousTime_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compareContinuous(seed);
    }

    private static void compareContinuous(long seed) throws Exception {
        EpisodeNetworks some = EpisodeNetworks.of(seed, ROUNDS, new TimeMode.Precise());
        SameBits.compare(some.network(), some.plan(), seed);
    }

    /** A quadrature of each synapse by itself; episodes that do not begin from rest are left to the comparison of engines. */
    @ParameterizedTest
    @MethodSource("some")
    void weightsAndEligibilities_inContinuousTime_areThoseOfAPlainComputationFromSpikes(long seed) throws Exception {
        EpisodeNetworks some = EpisodeNetworks.of(seed, 10, new TimeMode.Precise());
        Episodes episodes = some.task().plan().episodes();
        Assumptions.assumeTrue(episodes.restarts());
        SameBits.Outcome outcome = SameBits.run(Shards.engine(1, 1), some.network(), some.plan());
        PlainContinuousEpisodes plain =
                new PlainContinuousEpisodes(some, seed, outcome.log().spikes());
        plain.run();
        assertThat(outcome.log().released())
                .extracting(NetworkLog.Amount::value)
                .isEqualTo(plain.rewards);
        double largest = 0;
        for (NetworkLog.Synapse one : outcome.log().synapses()) {
            assertThat(one.weight()).isCloseTo(plain.weightAt((int) one.synapse(), one.timePs()), within(1e-8));
            long begin = episodes.begin(episodes.of(one.timePs()));
            boolean isOpen = one.timePs() - begin < episodes.durationPs();
            double eligibility = isOpen ? plain.eligibilitiesAt(begin, one.timePs() - begin)[(int) one.synapse()] : 0;
            assertThat(one.eligibility()).isCloseTo(eligibility, within(1e-8));
            largest = Math.max(largest, Math.abs(eligibility));
        }
        assertThat(largest).isGreaterThan(0.5);
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
