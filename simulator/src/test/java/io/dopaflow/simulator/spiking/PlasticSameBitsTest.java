package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Synapses that learn have the same bits as everything else: weights, eligibility, modulators; on either engine, on any number of shards and threads,
 * with messages in any order, resumed or not, looked at or not.
 */
@Tag("digest")
class PlasticSameBitsTest {
    private static final int SOME = 12;
    private static final int ALL = 200;

    static LongStream some() {
        return LongStream.range(0, SOME);
    }

    static LongStream others() {
        return LongStream.range(SOME, ALL);
    }

    @ParameterizedTest
    @MethodSource("some")
    void plasticNetwork_hasTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void manyPlasticNetworks_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    private static void compare(long seed) throws Exception {
        SpikingNetwork network = RandomPlasticNetworks.of(seed);
        SameBits.Outcome one = SameBits.compare(network, RandomPlasticNetworks.plan(network), seed);
        SameBits.Outcome unseen = SameBits.run(Shards.engine(1, 1), network, SpikingPlan.spikesOf(network));
        assertThat(unseen.end().digests()).isEqualTo(one.end().digests());
        for (int p = 0; p < one.end().plasticity().size(); p++) {
            assertThat(unseen.end().plasticity().get(p).weights())
                    .isEqualTo(one.end().plasticity().get(p).weights());
            assertThat(unseen.end().plasticity().get(p).own())
                    .isEqualTo(one.end().plasticity().get(p).own());
        }
    }

    @Test
    void weights_change() throws Exception {
        int changed = 0;
        int released = 0;
        int rewired = 0;
        for (long seed = 0; seed < SOME; seed++) {
            SpikingNetwork network = RandomPlasticNetworks.of(seed);
            NetworkLog log = SameBits.run(Shards.engine(1, 1), network, RandomPlasticNetworks.plan(network))
                    .log();
            changed += (int) log.synapses().stream()
                    .mapToDouble(NetworkLog.Synapse::weight)
                    .distinct()
                    .count();
            released += log.released().size();
            rewired += log.rewired().size();
        }
        assertThat(changed).isGreaterThan(50 * SOME);
        assertThat(released).isGreaterThan(2 * SOME);
        assertThat(rewired).isGreaterThanOrEqualTo(SOME);
    }
}
