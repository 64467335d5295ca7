package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.ExampleNetwork;
import io.dopaflow.scenarios.run.NetworkMemory;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkPlanTest {
    private static LoadedNetwork large(Distribution weight, int indegree) {
        NeuronModel model = NeuronModels.of("lif", "delta");
        SpikingNetwork network = new SpikingNetwork(
                new TimeMode.Grid(100_000_000),
                100_000_000_000L,
                new RandomStreams(1),
                List.of(new CellGroup.Population(
                        "cells",
                        1_000_000,
                        model,
                        model.parameters().stream()
                                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                                .toList(),
                        Map.of(),
                        Optional.empty())),
                List.of(),
                List.of(new Projection(
                        "all",
                        1,
                        0,
                        0,
                        new FixedIndegree(indegree, true, true),
                        weight,
                        new Distribution.Constant(1.5))),
                1000);
        return ExampleNetwork.loaded(network, new SpikingPlan(new BitSet(), List.of()));
    }

    @Test
    void memory_growsByFourBytesASynapseWithOneWeightAndTwelveWithItsOwn() {
        Distribution one = new Distribution.Constant(0.1);
        Distribution own = new Distribution.Uniform(0.1, 0.2);
        assertThat(grown(one)).isEqualTo(100e6 * (4 + 4));
        assertThat(grown(own)).as("while it is drawn as much again").isEqualTo(100e6 * (12 + 12));
    }

    private static double grown(Distribution weight) {
        return NetworkMemory.bytes(large(weight, 200).network(), EngineChoice.POPULATION)
                - NetworkMemory.bytes(large(weight, 100).network(), EngineChoice.POPULATION);
    }

    /** Told before anything is built, and what to do. */
    @Test
    void networkThatDoesNotFit_isToldBeforeItIsBuilt() {
        assertThat(new NetworkPlan(large(new Distribution.Constant(0.1), 10_000)).tooLarge())
                .get()
                .asString()
                .contains(
                        "cells: 1 000 000 cells and 10000.00 million synapses need 80.38 GB of memory; allowed: ",
                        "DOPAFLOW_JAVA_OPTS=-Xmx90g");
        assertThat(new NetworkPlan(ExampleNetwork.loaded()).tooLarge()).isEmpty();
    }

    @Test
    void plan_hasMemoryAndTimeOfEachEngine() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Terminal.of(new PrintStream(out, false, StandardCharsets.UTF_8), System.err);
        new NetworkPlan(ExampleNetwork.loaded()).print("csv", terminal, EngineFactory.standard(), 0.1);
        List<String> rows = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isEqualTo("engine,memory_mb,share_of_heap,seconds,times_real_time");
        assertThat(rows.get(1)).matches("population,80\\.\\d+,0\\.\\d+,\\d[^,]*,\\d[^,]*");
        assertThat(rows.get(2)).matches("actor,80\\.\\d+,0\\.\\d+,\\d[^,]*,\\d[^,]*");
    }
}
