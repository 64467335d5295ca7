package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.NetworkMemory;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a network whose synapses learn, before it runs. */
class LearningNetworkCommandsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("net.yaml"), """
                model: spiking-network
                name: net
                description: "Pairs, and dopamine."
                duration: 2 s
                populations:
                  a: {size: 100, neuron: {lif: {synapses: delta, I_e: 380 pA}}}
                  b: {size: 10, neuron: {lif: {synapses: delta, I_e: 380 pA}}}
                projections:
                  - {from: a, to: b, connect: {indegree: 20}, weight: 0.25 mV, delay: 1 ms, synapse: {stdp: {Wmax: 1 mV}}}
                  - {from: b, to: a, connect: {indegree: 3}, weight: 0.1 mV, delay: 2 ms, axonal: 0.5 ms, synapse: {dopamine-stdp: {A_plus: 0.1 mV, A_minus: 0.15 mV, Wmax: 4 mV}, short-term: {tau_fac: 1.5 s}}}
                  - {from: a, to: a, connect: {indegree: 7}, weight: 0.1 mV, delay: 2 ms}
                modulators: {dopamine: {script: {times: [1 s, 1.5 s]}}}
                rewards: [{modulator: dopamine, sequence: {first: "a[0]", second: "b[5]", within: 10 ms}, delay: [1 s, 3 s], amount: 100}]
                record: {weights: {of: a->b, every: 100 ms}}
                """);
    }

    private SpikingNetwork network(String... overrides) throws Exception {
        return ((LoadedNetwork) Catalog.load(file.toString(), List.of(overrides))).network();
    }

    @Test
    void methods_haveEquationsParametersModulatorsAndRewards() {
        Cli shown = Cli.execute("show", file, "--methods", "--set", "projections.0.synapse.stdp.mu_plus=0.4");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .startsWith(
                        "net\nPairs, and dopamine.\n\nTime\n  2 s of biological time, on a grid of 100 us; seed 1.\n")
                .contains("  b: 10 neurons, lif with delta synapses; C_m 250 pF, ")
                .contains(
                        "\n    stdp: Pairs of spikes change the weight, with a power law of the weight (Guetig et al. 2003;")
                .contains("\n      at a postsynaptic spike: w += lambda Wmax (1 - w / Wmax)^mu_plus x\n")
                .contains("      mu_plus    0.4    exponent of potentiation; 0 is additive, 1 multiplicative\n")
                .contains("      Wmax       1 mV   largest size of a weight")
                .contains(
                        "      modulator: dopamine\n",
                        "      tau_fac  1500 ms  time constant of facilitation; 0 is none\n")
                .contains(
                        "at the synapse presynaptic spikes count 500 us after they are emitted, postsynaptic ones after the")
                .contains(
                        "\n  dopamine: n' = -n / tau_n with tau_n = 200 ms;", "\n    at 2 given times: 1 s, 1500 ms\n")
                .contains("\n    by 1 reward\n")
                .endsWith(
                        "\n  When b[5] spikes within 10 ms after a[0]: 100 of dopamine after 1 s to 3 s, uniformly drawn, each"
                                + " time.\n");
    }

    @Test
    void methods_haveTheScoreOfEitherTime() {
        Cli grid = Cli.execute("show", "escape-flow", "--methods");
        assertThat(grid.out()).contains("z = sum over steps of e [s rho h").doesNotContain("integral");
        Cli continuous = Cli.execute("show", "escape-flow", "--methods", "--set", "time=precise");
        assertThat(continuous.out())
                .contains("z = [sum over spikes of e - integral of rho e dt] / Delta_u\n")
                .doesNotContain("sum over steps");
    }

    @Test
    void methods_areThoseOfNetworks() {
        Cli shown = Cli.execute("show", "xor", "--methods");
        assertThat(shown.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(shown.err())
                .contains("--methods: found learning cycles, xor; allowed: a network that spikes freely");
    }

    @Test
    void validate_saysHowManySynapsesLearn() {
        assertThat(Cli.execute("validate", file).out())
                .contains("net.yaml: valid: 110 cells, 1 200 synapses (500 learn, 4.545 at a presynaptic spike), 2 s");
    }

    /** 26 bytes a synapse that learns, 8 more with an eligibility; 4 for another one. */
    @Test
    void memory_isThatOfSynapsesThatLearn() throws Exception {
        double all = NetworkMemory.bytes(network(), EngineChoice.POPULATION);
        double fixed = NetworkMemory.bytes(
                network("projections.0.synapse=static", "projections.1.synapse=static", "record=null"),
                EngineChoice.POPULATION);
        assertThat(all - fixed).isEqualTo(200 * 22 + 300 * 30);
    }

    @Test
    void export_refusesByNameWhatSonataCannotSay() {
        Path out = folder.resolve("sonata");
        Cli refused = Cli.execute("export", file, "--out", out);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err())
                .contains(
                        "projections.0.synapse: found stdp; allowed in SONATA: synapses that stay as they are; the weights"
                                + " that they start from are exported with --set projections.0.synapse=static --set"
                                + " record.weights=none")
                .contains("projections.1.synapse: found dopamine-stdp; allowed in SONATA");
        assertThat(out).doesNotExist();
        Cli done = Cli.execute(
                "export",
                file,
                "--out",
                out,
                "--set",
                "projections.0.synapse=static",
                "--set",
                "projections.1.synapse=static",
                "--set",
                "record.weights=none");
        assertThat(done.exitCode()).as(done.err()).isZero();
    }

    /** Actors cannot do without a dendritic delay; whatever else is chosen by itself is the population engine. */
    @Test
    void noDendriticDelay_isThePopulationEngines() throws Exception {
        SpikingNetwork atOnce = network("projections.0.axonal=1 ms");
        EngineFactory engines = EngineFactory.standard();
        assertThat(EngineFactory.refusal(EngineChoice.ACTOR, atOnce))
                .hasValue("the synapses of a->b learn without a dendritic delay, so that an actor would need the answer"
                        + " before the question");
        assertThat(EngineFactory.refusal(EngineChoice.POPULATION, atOnce)).isEmpty();
        assertThat(EngineFactory.refusal(EngineChoice.ACTOR, network())).isEmpty();
        EngineFactory.Chosen chosen = engines.choose(EngineChoice.AUTO, OptionalInt.empty(), atOnce);
        assertThat(chosen.engine().name()).isEqualTo("population");
        assertThat(chosen.reason()).isEqualTo("synapses learn without a dendritic delay, which actors cannot");
    }
}
