package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same network has the same bits: spikes, states, counts; on either engine, on any number of shards and threads, with messages in any
 * order, resumed or not.
 */
@Tag("digest")
class SameBitsTest {
    private static final int SOME = 30;
    private static final int ALL = 200;

    static LongStream some() {
        return LongStream.range(0, SOME);
    }

    static LongStream others() {
        return LongStream.range(SOME, ALL);
    }

    @ParameterizedTest
    @MethodSource("some")
    void network_hasTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void manyNetworks_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    private static void compare(long seed) throws Exception {
        SpikingNetwork network = RandomNetworks.of(seed);
        SameBits.compare(network, RandomNetworks.plan(network), seed);
    }

    @Test
    void networks_areAlive() throws Exception {
        long spikes = 0;
        for (long seed = 0; seed < SOME; seed++) {
            SpikingNetwork network = RandomNetworks.of(seed);
            spikes += SameBits.run(Shards.engine(1, 1), network, RandomNetworks.plan(network))
                    .end()
                    .spikes();
        }
        assertThat(spikes).isGreaterThan(50 * SOME);
    }
}
