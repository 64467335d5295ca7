package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.cluster.Work;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkDefinitionTest {
    private static final ScenarioWork WORK = new ScenarioWork(EngineFactory.standard());

    @TempDir
    Path folder;

    private static String digest(SpikingNetwork network, SpikingPlan plan) throws Exception {
        SpikingSimulation simulation = new SpikingSimulation(network, plan, SpikingRecorder.NONE);
        return NetworkDigest.of(SpikingState.of(
                new SpikingPopulationEngine(1).run(RunRequest.of(simulation)).end()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring", "brunel", "stdp-window", "rewiring", "escape-flow", "iris-reward"})
    void network_isTheOneThatWasLoaded(String name) throws Exception {
        LoadedNetwork loaded = (LoadedNetwork) Catalog.load(
                name, name.equals("iris-reward") ? List.of("seed=5") : List.of("seed=5", "duration=20 ms"));
        Work.Network sent = WORK.network(Definition.of(loaded).bytes());
        assertThat(sent.plan()).usingRecursiveComparison().isEqualTo(loaded.plan());
        assertThat(sent.network().durationPs()).isEqualTo(loaded.network().durationPs());
        if (loaded.network().durationPs() <= 20_000_000_000L) {
            assertThat(digest(sent.network(), sent.plan())).isEqualTo(digest(loaded.network(), loaded.plan()));
        }
    }

    @Test
    void networkOfFiles_isBuiltWithoutThem() throws Exception {
        Path inputs = Files.createDirectory(folder.resolve("inputs"));
        Files.createDirectory(inputs.resolve("more"));
        Files.writeString(inputs.resolve("table.csv"), "neuron,time_ms\n1,3.5\n0,2\n1,0.5\n");
        Files.writeString(inputs.resolve("more/table.csv"), "pre,post,weight,delay\n1,0,30 mV,1 ms\n0,2,31 mV,2 ms\n");
        Path scenario = Files.writeString(inputs.resolve("scenario.yaml"), """
                name: files
                model: spiking-network
                duration: 20 ms
                populations: {a: {size: 3, neuron: {lif: {synapses: delta}}}}
                sources: {s: {spikes: {file: table.csv}, size: 2}}
                projections: [{from: s, to: a, connect: {file: more/table.csv}}]
                """);
        LoadedNetwork loaded = (LoadedNetwork) ScenarioLoader.load(scenario, List.of());
        Definition definition = Definition.of(loaded);
        Files.move(inputs, folder.resolve("elsewhere"));
        Work.Network sent = WORK.network(definition.bytes());
        assertThat(digest(sent.network(), sent.plan())).isEqualTo(digest(loaded.network(), loaded.plan()));
        assertThatThrownBy(() -> WORK.study(definition.bytes()))
                .isInstanceOf(Work.RefusedException.class)
                .hasMessageContaining("a network was sent");
        Definition other = new Definition(definition.asked(), "abc", definition.scenarios());
        assertThatThrownBy(() -> WORK.network(other.bytes()))
                .isInstanceOf(Work.RefusedException.class)
                .hasMessageContaining("the network files is another one here");
    }
}
