package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static io.dopaflow.models.spiking.TinyNetwork.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.LifParameters;
import io.dopaflow.models.spiking.source.CurrentSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The neurons of a range of a population: each has its own draws, whatever the range. */
class NeuronsTest {
    private static final Distribution LAW = new Distribution.Uniform(-60, -50);

    private static SpikingNetwork network(CellGroup.Population population) {
        return TinyNetwork.of(TinyNetwork.GRID, List.of(population));
    }

    private static Neurons of(CellGroup.Population population, int from, int to) {
        return Neurons.of(network(population), population, from, to);
    }

    private static double[] drawn(String... names) {
        RandomStreams streams = NamedStreams.of(RUN, names);
        return KeyedValues.initial(LAW, streams, 0, 8);
    }

    @Test
    void uniformNeurons_shareTheirType() {
        CellGroup.Population same = TinyNetwork.neurons(8);
        Neurons neurons = of(same, 2, 7);
        assertThat(neurons.size()).isEqualTo(5);
        assertThat(neurons.types())
                .hasSize(5)
                .allMatch(type -> type == neurons.types().get(0));
        assertThat(neurons.types().get(0)).isEqualTo(same.model().standard());
        assertThat(neurons.starts()).hasSize(5).allMatch(start -> start.length == 1 && start[0] == -70);
        assertThat(neurons.noises()).extracting("neuron").containsExactly(2, 3, 4, 5, 6);
        assertThat(neurons.group(MS / 10).size()).isEqualTo(5);
    }

    @Test
    void parameters_areDrawnForEachNeuron_byTheirNames() {
        CellGroup.Population spread =
                TinyNetwork.neurons(8, "exp", Map.of("V_th", LAW, "tau_m", new Distribution.Uniform(9, 11)), Map.of());
        Neurons neurons = of(spread, 3, 8);
        double[] thresholds = drawn("neurons", "parameter", "V_th");
        for (int i = 0; i < 5; i++) {
            LifParameters type = (LifParameters) neurons.types().get(i);
            assertThat(type.vTh()).isEqualTo(thresholds[3 + i]);
            assertThat(type.tauM()).isBetween(9.0, 11.0);
            assertThat(type.eL()).isEqualTo(-70);
        }
        assertThat(neurons.types()).doesNotHaveDuplicates();
        assertThat(of(spread, 5, 6).types().get(0)).isEqualTo(neurons.types().get(2));
    }

    @Test
    void starts_areDrawnForEachNeuron_whereTheyAreGiven() {
        CellGroup.Population started =
                TinyNetwork.neurons(8, "exp", Map.of(), Map.of("V_m", LAW, "I_syn_in", new Distribution.Constant(-3)));
        Neurons neurons = of(started, 3, 8);
        double[] potentials = drawn("neurons", "start", "V_m");
        for (int i = 0; i < 5; i++) {
            assertThat(neurons.starts().get(i)).containsExactly(potentials[3 + i], 0, -3);
            assertThat(neurons.continuous(i).potential(0)).isEqualTo(potentials[3 + i]);
            assertThat(neurons.single(i, MS / 10).value(0, 0)).isEqualTo(potentials[3 + i]);
            assertThat(neurons.single(i, MS / 10).size()).isEqualTo(1);
        }
    }

    /** Of one type or of many: a group has the states of its neurons, in their order. */
    @Test
    void groups_haveTheNeuronsInTheirOrder() {
        for (Map<String, Distribution> laws : List.of(Map.<String, Distribution>of(), Map.of("V_th", LAW))) {
            Neurons neurons = of(TinyNetwork.neurons(8, "exp", laws, Map.of("V_m", LAW)), 0, 8);
            GridGroup group = neurons.group(MS / 10);
            assertThat(group.size()).isEqualTo(8);
            for (int i = 0; i < 8; i++) {
                assertThat(group.state(i)).isEqualTo(neurons.single(i, MS / 10).state(0));
            }
        }
    }

    /** A membrane of each neuron's own time constant, seen by a current of 250 pA into 250 pF: 1 mV/ms at first. */
    @Test
    void neuronsOfManyTypes_relaxWithTheirOwnTimeConstants() {
        CellGroup.Population spread =
                TinyNetwork.neurons(8, "delta", Map.of("tau_m", new Distribution.Uniform(5, 14)), Map.of());
        SpikingNetwork network = TinyNetwork.of(
                TinyNetwork.GRID, List.of(spread), new Drive.Current("dc", 0, n -> CurrentSource.constant(250)));
        for (int i = 0; i < 8; i++) {
            double tau = ((LifParameters) of(spread, i, i + 1).types().get(0)).tauM();
            Cell cell = TinyNetwork.cell(network, i);
            TinyNetwork.advance(cell, 5 * MS, new Arrivals());
            assertThat(cell.value(0)).isCloseTo(-70 - tau * Math.expm1(-5 / tau), within(1e-11));
        }
    }

    @Test
    void parametersThatAreDrawnOutOfRange_areRefused() {
        CellGroup.Population wrong =
                TinyNetwork.neurons(8, "delta", Map.of("V_th", new Distribution.Uniform(-90, -80)), Map.of());
        assertThatThrownBy(() -> of(wrong, 0, 1))
                .hasMessageStartingWith("V_reset is -70.0 mV; allowed: below V_th, -8");
    }
}
