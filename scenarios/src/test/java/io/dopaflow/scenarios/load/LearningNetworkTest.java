package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.RaceReward;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.SequenceReward;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Synapses that learn, as files say it, become those of the models. */
class LearningNetworkTest {
    private static final long MS = 1_000_000_000L;

    @TempDir
    Path folder;

    private LoadedNetwork load(String text, String... overrides) throws InvalidScenarioException {
        return (LoadedNetwork) ScenarioLoader.load(new ScenarioSource(text, "net.yaml", folder), List.of(overrides));
    }

    private LoadedNetwork all(String... overrides) throws Exception {
        try (InputStream stream = Objects.requireNonNull(getClass().getResourceAsStream("right-plasticity.yaml"))) {
            return load(new String(stream.readAllBytes(), StandardCharsets.UTF_8), overrides);
        }
    }

    private static String network(String projection) {
        return """
                model: spiking-network
                name: net
                duration: 1 s
                populations:
                  a: {size: 4, neuron: {lif: {synapses: cond-exp, I_e: 1 pA}}}
                  inh: {size: 4, neuron: {lif: {synapses: cond-exp, I_e: 1 pA}}, sign: inhibitory}
                projections:
                  - {to: a, delay: 1 ms, %s}
                """.formatted(projection);
    }

    private static SynapseModel model(SpikingNetwork network, String name) {
        return network.projections().stream()
                .filter(projection -> projection.name().equals(name))
                .map(Projection::model)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rules_areThoseOfTheModelsWithTheirDefaults() throws Exception {
        SpikingNetwork network = all().network();
        PairStdp pairs = new PairStdp(Pairing.ALL_TO_ALL, 0.01, 1.05, 0, 0, 16, 20, 1);
        assertThat(model(network, "learnt:exc->inh"))
                .isEqualTo(new SynapseModel(
                        Optional.of(new Plasticity(
                                pairs, 0, 1, Optional.empty(), Optional.of(new Scaling(5, 0.001, 10_000)))),
                        Optional.empty(),
                        MS / 2,
                        false))
                .isEqualTo(model(network, "learnt:exc->exc"));
        assertThat(model(network, "inh->exc"))
                .isEqualTo(new SynapseModel(
                        Optional.of(Plasticity.of(new InhibitoryStdp(0.01, 0.12, 20), 0, 3)),
                        Optional.empty(),
                        0,
                        true));
        assertThat(model(network, "cue->exc"))
                .isEqualTo(new SynapseModel(
                        Optional.of(new Plasticity(
                                new TimingWindow(Pairing.ALL_TO_ALL, 0.1, 0.15, 20, 20),
                                0,
                                4,
                                Optional.of(new Eligibility(1000, 0, 0)),
                                Optional.empty())),
                        Optional.of(new ShortTerm(0.5, 800, 0)),
                        MS / 5,
                        false));
        assertThat(model(network, "cue->dop"))
                .isEqualTo(new SynapseModel(
                        Optional.of(Plasticity.of(new TripletStdp(0, 0.007, 0.006, 0, 16.8, 33.7, 101, 125), 0.1, 2)),
                        Optional.empty(),
                        MS,
                        false));
        assertThat(model(network, "exc->dop")).isEqualTo(SynapseModel.STATIC);
    }

    @Test
    void modulators_areReleasedBySpikesThenTheScriptThenRewards() throws Exception {
        SpikingNetwork network = all().network();
        assertThat(network.modulators()).hasSize(1);
        Modulator reward = network.modulators().get(0);
        assertThat(reward.name()).isEqualTo("reward");
        assertThat(reward.tauN()).isEqualTo(200);
        assertThat(reward.releases()).hasSize(4);
        assertThat(reward.releases().get(0)).isEqualTo(new Release.BySpikes(2, MS, 1));
        Release.ByScript script = (Release.ByScript) reward.releases().get(1);
        assertThat(script.timesPs()).containsExactly(1000 * MS, 2500 * MS);
        assertThat(script.amounts()).containsExactly(1, -2);
        assertThat(reward.releases().subList(2, 4))
                .containsExactly(
                        new Release.ByReward(new SequenceReward(0, 0, 0, 99, 10 * MS, 1000 * MS, 3000 * MS, 100)),
                        new Release.ByReward(new RaceReward(3, 0, 1, 20 * MS, MS / 10, MS / 10, 1)));
    }

    @Test
    void weightsOfANamedProjection_areThoseOfAllItsPairs() throws Exception {
        LoadedNetwork loaded = all();
        List<SynapseProbe> probes = loaded.plan().synapses();
        assertThat(probes).extracting(SynapseProbe::projection).containsExactly(0, 1);
        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.everyPs()).isEqualTo(1000 * MS);
            assertThat(probe.synapses()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        });
        assertThat(loaded.plan().modulators()).containsExactly(new ModulatorProbe(0, 10 * MS));
        assertThat(all("record.weights.of=learnt:exc->inh").plan().synapses())
                .extracting(SynapseProbe::projection)
                .containsExactly(1);
    }

    @Test
    void weights_areKeptAtTheEndsWhereNothingIsSaid() throws Exception {
        LoadedNetwork loaded = all("record=null");
        assertThat(loaded.plan().synapses())
                .extracting(SynapseProbe::projection)
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(loaded.plan().synapses()).allSatisfy(probe -> {
            assertThat(probe.everyPs()).isEqualTo(Long.MAX_VALUE);
            assertThat(probe.synapses()).isEmpty();
        });
        assertThat(loaded.resolved()).contains("\n  weights: ends\n");
        assertThat(all("record={weights: none}").plan().synapses()).isEmpty();
    }

    @Test
    void everyRule_isEqualAfterARoundTrip() throws Exception {
        LoadedNetwork loaded = all();
        LoadedNetwork again = load(loaded.resolved());
        assertThat(again.scenario()).isEqualTo(loaded.scenario());
        assertThat(again.resolved()).isEqualTo(loaded.resolved());
        assertThat(again.network().projections())
                .extracting(Projection::model)
                .isEqualTo(loaded.network().projections().stream()
                        .map(Projection::model)
                        .toList());
        assertThat(loaded.resolved())
                .contains(
                        "synapse: {stdp: {pairing: all-to-all, lambda: 0.01,", "mu_plus: 0,", "A_minus_triplet: 0 mV,")
                .contains("Wmin: 0 mV, Wmax: 3 mV}", "tau_n: 200 ms\n", "first: \"exc[0]\"", "axonal: 0 ms,");
    }

    /** What a file of a static network resolves to does not depend on what others can say. */
    @Test
    void staticNetworks_sayNothingOfLearning() throws Exception {
        assertThat(Catalog.load("brunel", List.of()).resolved())
                .doesNotContain("axonal", "synapse:", "modulators", "rewards", "weights");
        assertThat(all("projections.4.synapse=static").scenario()).isEqualTo(all().scenario());
    }

    /** The sign is that of the weights; of weights of 0 that of their population, else what the rule is for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a   | 0.5 nS                      | stdp            | false",
                "a   | -0.5 nS                     | stdp            | true",
                "a   | {uniform: [-1 nS, -0.1 nS]} | stdp            | true",
                "a   | {values: [-1 nS, 0 nS]}     | inhibitory-stdp | true",
                "a   | 0 nS                        | stdp            | false",
                "inh | 0 nS                        | stdp            | true",
                "a   | 0 nS                        | inhibitory-stdp | true"
            })
    void signOfAProjection(String from, String weight, String rule, boolean inhibits) throws Exception {
        String eta = rule.equals("stdp") ? "" : "eta: 1 pS, ".replace("pS", "nS");
        LoadedNetwork loaded = load(network("from: %s, connect: all-to-all, weight: %s, synapse: {%s: {%sWmax: 1 nS}}"
                .formatted(from, weight, rule, eta)));
        assertThat(loaded.network().projections().get(0).model().inhibits()).isEqualTo(inhibits);
    }

    @Test
    void weightsOfFiles_areCheckedRowByRow() throws IOException {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,weight\n0,0,0.5 nS\n1,0,1.5 nS\n2,0,-0.5 nS\n");
        assertThatThrownBy(() -> load(network("from: a, connect: {file: edges.csv}, synapse: {stdp: {Wmax: 1 nS}}")))
                .hasMessageContaining("edges.csv:3: found 1.5 nS; allowed: sizes up to Wmax, 1 nS")
                .hasMessageContaining("edges.csv:4: found -0.5 nS among weights above 0; allowed: weights of one sign")
                .hasMessageNotContaining("edges.csv:2");
    }

    @Test
    void whatDoesNothing_isAWarning() throws Exception {
        assertThat(load(network("from: a, connect: all-to-all, weight: 1 nS, axonal: 0.5 ms")
                                + "modulators: {serotonin: {script: {times: [1 s, 2 s]}}}\n")
                        .warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "net.yaml:8: projections.0.axonal: does nothing, as it matters to synapses with a rule alone",
                        "net.yaml:9: modulators.serotonin: no synapse listens to it: no rule has it as its modulator",
                        "net.yaml:9: modulators.serotonin.script: 1 of its times lie after the end");
    }

    /** On a grid the population engine does without a dendritic delay. */
    @Test
    void noDendriticDelay_isAllowedOnAGridWithoutActors() throws Exception {
        String projection = "from: a, connect: all-to-all, weight: 1 nS, axonal: 1 ms, synapse: {stdp: {Wmax: 1 nS}}";
        assertThat(load(network(projection), "engine=population").warnings()).isEmpty();
        assertThat(load(network(projection), "engine=auto")
                        .network()
                        .projections()
                        .get(0)
                        .model()
                        .axonalPs())
                .isEqualTo(MS);
        assertThatThrownBy(() -> load(network(projection), "engine=actor")).hasMessageContaining("no dendritic delay");
    }

    @Test
    void reference_hasATableForEachRule() {
        assertThat(ScenarioSchema.reference())
                .contains("### `projections.synapse.stdp`", "### `projections.synapse.dopamine-stdp`")
                .contains("### `projections.synapse.short-term`", "### `modulators.NAME`", "### `rewards.race`")
                .contains("| `lambda` | a number | `0.01` | Step of potentiation, as a share of Wmax;" + " from 0. |");
    }
}
