package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

    /** The published scheme of Izhikevich has one grid only; spikes by chance fall in either use of time. */
    @Test
    void networks_haveEveryModel() {
        assertThat(models(true)).contains("escape", "srm");
        assertThat(models(false)).contains("escape", "srm");
        assertThat(Stream.of(models(true), models(false), Set.of("izhikevich-published"))
                        .flatMap(Set::stream)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        NeuronModels.all().stream().map(NeuronModel::name).collect(Collectors.toSet()));
    }

    private static Set<String> models(boolean isGrid) {
        return some().mapToObj(RandomNetworks::of)
                .filter(network -> network.time() instanceof TimeMode.Grid == isGrid)
                .flatMap(network -> network.groups().stream())
                .filter(CellGroup.Population.class::isInstance)
                .map(group -> ((CellGroup.Population) group).model().name())
                .collect(Collectors.toSet());
    }
}
