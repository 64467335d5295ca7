package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who takes the places of synapses that are replaced. */
class RewiredProjectionTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final long MS = 1_000_000_000L;
    private static final long DENDRITIC = 2 * MS;
    private static final int SIZE = 12;

    /** Within a population, each neuron with so many synapses from others, behind a projection that stays. */
    private static RewiredProjection projection(int indegree, long seed) {
        NeuronModel model = NeuronModels.of("lif", "delta");
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        Plasticity plasticity =
                Plasticity.of(new InhibitoryStdp(0.1, 0.1, 20), 0, 1).with(new Rewiring(2000, 0.1, 0.3));
        SynapseModel synapses = new SynapseModel(Optional.of(plasticity), Optional.empty(), MS, false);
        SpikingNetwork network = new SpikingNetwork(
                new TimeMode.Precise(),
                10 * SECOND,
                new RandomStreams(seed),
                List.of(new CellGroup.Population("cells", SIZE, model, laws, Map.of(), Optional.empty())),
                List.of(),
                List.of(of(1, 2, SynapseModel.STATIC), of(2, indegree, synapses)),
                1000);
        return RewiredProjection.of(network).get(0);
    }

    private static Projection of(int id, int indegree, SynapseModel synapses) {
        return new Projection(
                "p" + id,
                id,
                0,
                0,
                new FixedIndegree(indegree, false, false),
                new Distribution.Constant(0.5),
                new Distribution.Constant(3),
                synapses);
    }

    private static BitSet all(RewiredProjection of) {
        BitSet all = new BitSet();
        all.set(0, of.size());
        return all;
    }

    @Test
    void synapses_areNumberedByTarget() {
        RewiredProjection of = projection(3, 1);
        assertThat(of.firstId()).isEqualTo(2 * SIZE);
        assertThat(of.place()).isEqualTo(1);
        assertThat(of.size()).isEqualTo(3 * SIZE);
        for (int synapse = 0; synapse < of.size(); synapse++) {
            assertThat(of.target(synapse)).isEqualTo(synapse / 3);
        }
        assertThat(of.first(SIZE)).isEqualTo(of.size());
    }

    @Test
    void rewirings_comeADendriticDelayAfterEachInterval() {
        RewiredProjection of = projection(3, 1);
        assertThat(of.next(0)).isEqualTo(2 * SECOND + DENDRITIC);
        assertThat(of.next(2 * SECOND + DENDRITIC - 1)).isEqualTo(2 * SECOND + DENDRITIC);
        assertThat(of.next(2 * SECOND + DENDRITIC)).isEqualTo(4 * SECOND + DENDRITIC);
        assertThat(of.isDue(4 * SECOND + DENDRITIC)).isTrue();
        assertThat(of.isDue(3 * SECOND + DENDRITIC)).isFalse();
        assertThat(of.isDue(DENDRITIC)).isFalse();
        assertThat(of.judgedPs(4 * SECOND + DENDRITIC)).isEqualTo(4 * SECOND);
    }

    @Test
    void newSource_hadNoSynapseOntoTheNeuronAndIsNotItself() {
        RewiredProjection of = projection(4, 2);
        int[] before = of.sources();
        int[] wiring = of.sources();
        BitSet weak = all(of);
        weak.clear(5);
        of.replace(2 * SECOND + DENDRITIC, weak, wiring, (synapse, source) -> {
            assertThat(source).isNotEqualTo(synapse / 4);
            int first = synapse / 4 * 4;
            assertThat(Arrays.copyOfRange(before, first, first + 4)).doesNotContain(source);
        });
        assertThat(wiring[5]).isEqualTo(before[5]);
        for (int target = 0; target < SIZE; target++) {
            assertThat(Arrays.copyOfRange(wiring, 4 * target, 4 * target + 4)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whereNoCellIsFree_theRestStays() {
        RewiredProjection of = projection(8, 3);
        int[] before = of.sources();
        int[] wiring = of.sources();
        // Of twelve cells eight have a synapse and one is the neuron: three are free.
        assertThat(of.free(0, synapse -> wiring[synapse])).hasSize(3);
        int[] replaced = new int[SIZE];
        of.replace(2 * SECOND + DENDRITIC, all(of), wiring, (synapse, source) -> replaced[synapse / 8]++);
        assertThat(replaced).containsOnly(3);
        for (int synapse = 0; synapse < of.size(); synapse++) {
            assertThat(wiring[synapse] != before[synapse]).isEqualTo(synapse % 8 < 3);
        }
    }

    /** Pearson's chi-square over 600 draws among eight cells that are free, at the level 0.001 (24.3 with 7 degrees of freedom). */
    @Test
    void eachFreeCell_isAsLikely() {
        int[] counts = new int[SIZE];
        int draws = 0;
        for (long seed = 0; seed < 600; seed++) {
            RewiredProjection of = projection(3, seed);
            int[] wiring = of.sources();
            int[] free = of.free(0, synapse -> wiring[synapse]);
            BitSet first = new BitSet();
            first.set(0);
            of.replace(
                    2 * SECOND + DENDRITIC,
                    first,
                    wiring,
                    (synapse, source) -> counts[Arrays.binarySearch(free, source)]++);
            draws++;
        }
        double expected = draws / 8.0;
        double chiSquare = 0;
        for (int place = 0; place < 8; place++) {
            chiSquare += (counts[place] - expected) * (counts[place] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(24.3);
    }
}
