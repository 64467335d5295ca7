package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.compare.EpisodeComparison;
import io.dopaflow.analysis.grading.LearningCurve;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.verify.NetworkVerification;
import io.dopaflow.analysis.verify.NetworkVerifier;
import io.dopaflow.analysis.verify.WeightVerification;
import io.dopaflow.analysis.verify.WeightVerifier;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in episodes, from scenario files: what they record follows from their spikes. */
class EpisodeRunTest {
    /** With recurrence, refractoriness, delays of one step and two, and synapses that do not learn. */
    static final String SCENARIO = """
            model: spiking-network
            name: episodes
            duration: 1510 ms
            time: {grid: 5 ms}
            populations:
              hidden:
                size: 4
                neuron: {escape: {E_L: 0 mV, V_reset: 0 mV, tau_m: 20 ms, t_ref: 5 ms, V_th: 1 mV, rho_0: 0.05 1/ms, Delta_u: 0.5 mV}}
              output:
                size: 2
                neuron: {srm: {E_L: 0 mV, tau_m: 20 ms, V_th: 1 mV, rho_0: 0.05 1/ms, Delta_u: 0.5 mV, eta: 1.5 mV}}
            episodes:
              duration: 20 ms
              pause: 10 ms
              samples:
                - {spikes: [[0 ms, 5 ms], [5 ms, 10 ms]], target: [2, 0]}
                - {spikes: [[], [0 ms, 15 ms]], target: [0, 1]}
            projections:
              - {from: [input, hidden], to: hidden, connect: {probability: 1, autapses: false}, weight: {uniform: [0.1 mV, 1.1 mV]}, delay: 5 ms, synapse: {score: {flow_time: 0.02 mV^2}}}
              - {name: readout, from: hidden, to: output, connect: all-to-all, weight: {uniform: [0.1 mV, 1.1 mV]}, delay: 10 ms, synapse: {score: {flow_time: 0.05 mV^2}}}
              - {from: output, to: hidden, connect: all-to-all, weight: -0.5 mV, delay: 5 ms}
            modulators: {dopamine: {}}
            rewards:
              - {modulator: dopamine, episode: {outputs: output, loss: counts}, delay: 5 ms}
            record: {spikes: all, weights: [{of: "input->hidden", every: 35 ms}, {of: readout, every: 100 ms}]}
            """;

    private static final String GRID = "time={grid: 5 ms}";
    private static final String PRECISE = "time=precise";

    /** Synapses are numbered by projection: before it those from two inputs and four others onto four neurons. */
    private static final int FIRST_OF_READOUT = 20;

    @TempDir
    Path folder;

    private static LoadedNetwork network(String... changes) throws Exception {
        return (LoadedNetwork) ScenarioLoader.load(
                new ScenarioSource(SCENARIO, "episodes.yaml", Path.of("").toAbsolutePath()), List.of(changes));
    }

    private RunOutcome run(String name, String... changes) throws Exception {
        try (ScenarioRun run =
                ScenarioRun.start(network(changes), RunOptions.defaults().into(folder.resolve(name)))) {
            return run.await();
        }
    }

    private WeightVerification weights(LoadedNetwork network) {
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            return new WeightVerifier(reader, network.network(), network.plan()).verify(Long.MAX_VALUE, share -> {});
        }
    }

    private NetworkVerification cells(LoadedNetwork network) {
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            return new NetworkVerifier(reader, network.network(), network.plan()).verify(1000, share -> {});
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{grid: 5 ms}, population, 'score: {flow_time: 0.05 mV^2}'",
        "{grid: 5 ms}, actor, 'score: {flow_time: 0.05 mV^2, tau_e: 10 ms}'",
        "{grid: 5 ms}, population, 'reward-stdp: {flow_time: 0.05 mV^2, A_minus: 0.5 1/mV}'",
        "{grid: 5 ms}, actor, 'reward-stdp: {flow_time: 0.05 mV^2, tau_e: 25 ms}'",
        "precise, actor, 'score: {flow_time: 0.05 mV^2}'",
        "precise, population, 'score: {flow_time: 0.05 mV^2, tau_e: 10 ms}'",
        "precise, actor, 'reward-stdp: {flow_time: 0.05 mV^2, A_minus: 0.5 1/mV}'",
        "precise, population, 'reward-stdp: {flow_time: 0.05 mV^2, tau_e: 25 ms}'"
    })
    void recordedRun_isVerified(String time, String engine, String rule) throws Exception {
        String[] changes = {"time=" + time, "engine=" + engine, "projections.1.synapse={" + rule + "}"};
        run("run", changes);
        WeightVerification weights = weights(network(changes));
        assertThat(weights.disagreement()).isEmpty();
        assertThat(weights.notes()).isEmpty();
        assertThat(weights.ofEpisodes()).isEqualTo(8 * (1 + 43 + 1) + 8 * (1 + 15 + 1));
        assertThat(weights.events()).isEqualTo(50);
        NetworkVerification cells = cells(network(changes));
        assertThat(cells.disagreement()).isEmpty();
        assertThat(cells.neurons()).isEqualTo(8);
        assertThat(cells.spikes()).isGreaterThan(200);
    }

    /** Neurons are solved again although nothing is reset. */
    @ParameterizedTest
    @ValueSource(strings = {GRID, PRECISE})
    void carriedOnRun_isVerifiedButForItsWeights(String time) throws Exception {
        run("run", time, "episodes.state=carried-on");
        LoadedNetwork network = network(time, "episodes.state=carried-on");
        assertThat(cells(network).disagreement()).isEmpty();
        WeightVerification weights = weights(network);
        assertThat(weights.disagreement()).isEmpty();
        assertThat(weights.ofEpisodes()).isZero();
        assertThat(weights.notes()).singleElement().asString().contains("begin from rest");
    }

    @ParameterizedTest
    @CsvSource({
        GRID + ", 'projections.1.synapse.score.flow_time=0.050001 mV^2'",
        GRID + ", 'projections.1.synapse={reward-stdp: {flow_time: 0.05 mV^2}}'",
        GRID + ", 'projections.1.synapse.score.tau_e=1 s'",
        GRID + ", rewards.0.episode.baseline.rate=0.0501",
        PRECISE + ", 'projections.1.synapse.score.flow_time=0.050001 mV^2'",
        PRECISE + ", 'projections.1.synapse={reward-stdp: {flow_time: 0.05 mV^2}}'",
        PRECISE + ", 'projections.1.synapse.score.tau_e=1 s'",
        PRECISE + ", rewards.0.episode.baseline.rate=0.0501"
    })
    void anotherRule_isNoticedInTheWeights(String time, String change) throws Exception {
        run("run", time);
        assertThat(weights(network(time)).disagreement()).isEmpty();
        assertThat(weights(network(time, change)).disagreement()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {GRID, PRECISE})
    void anotherRule_isNoticedInTheSpikes(String time) throws Exception {
        run("run", time);
        assertThat(cells(network(time, "projections.1.synapse.score.flow_time=0.08 mV^2"))
                        .disagreement())
                .isPresent();
        assertThat(cells(network(time, "episodes.state=carried-on")).disagreement())
                .isPresent();
    }

    /** Ten times the share by which a weight may be off in continuous time. */
    @ParameterizedTest
    @ValueSource(strings = {GRID, PRECISE})
    void anotherRecordedWeight_isNoticed(String time) throws Exception {
        Path weights = run("run", time).directory().resolve("weights.parquet");
        Path changed = folder.resolve("weights.parquet");
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy(
                    "SELECT * REPLACE (if(synapse = " + FIRST_OF_READOUT
                            + " AND time_ps = 1000000000000, weight + 2e-7, weight) AS weight) FROM "
                            + DuckDb.parquet(List.of(weights)) + " ORDER BY time_ps, synapse",
                    changed,
                    "zstd");
        }
        assertThat(weights(network(time)).disagreement()).isEmpty();
        Files.move(changed, weights, StandardCopyOption.REPLACE_EXISTING);
        assertThat(weights(network(time)).disagreement())
                .hasValueSatisfying(said ->
                        assertThat(said).startsWith("synapse " + FIRST_OF_READOUT + " at 1000.0 ms: the weight "));
    }

    private List<String> rows(String name) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve(name))) {
            reader.weights()
                    .each(
                            0,
                            Long.MAX_VALUE,
                            (time, synapse, weight, eligibility) ->
                                    rows.add(time + " " + synapse + " " + weight + " " + eligibility));
            reader.modulators().released((time, of, value) -> rows.add(time + " " + of + " " + value));
        }
        return rows;
    }

    /** Weights and eligibilities are recorded at times at which nothing happens, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                GRID,
                PRECISE,
                "time=precise; record.weights=[{of: 'input->hidden', every: 35 ms}, {of: readout, every: 61.7 ms}]",
                "time=precise; episodes.state=carried-on",
                "time=precise; projections.0.synapse={reward-stdp: {flow_time: 0.02 mV^2}}; projections.1.synapse.score.tau_e=10 ms"
            })
    void engines_recordTheSameRowsAndDigest(String text) throws Exception {
        List<String> changes = List.of(text.split("; "));
        RunOutcome population = run("population", with(changes, "engine=population"));
        RunOutcome actors = run("actor", with(changes, "engine=actor"));
        assertThat(actors.manifest().digest()).isEqualTo(population.manifest().digest());
        assertThat(rows("actor")).isEqualTo(rows("population")).hasSizeGreaterThan(400);
    }

    private static String[] with(List<String> changes, String another) {
        return Stream.concat(changes.stream(), Stream.of(another)).toArray(String[]::new);
    }

    /** Time does not stand still between steps: another network, with other spikes. */
    @Test
    void continuousTime_hasSpikesAtAnyTime() throws Exception {
        run("run", PRECISE);
        long[] offGrid = new long[1];
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            reader.spikes(reader.everything(), (time, cell) -> offGrid[0] += time % 5_000_000_000L == 0 ? 0 : 1);
        }
        assertThat(offGrid[0]).isGreaterThan(200);
    }

    /** Counted again from the recorded spikes. */
    @Test
    void learningCurve_hasTheLossesOfCountedSpikes() throws Exception {
        run("run", "record.weights=none");
        SpikingNetwork network = network().network();
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            int[][] counts = new int[50][2];
            reader.spikes(reader.everything(), (time, cell) -> {
                long inEpisode = (time - 1) % 30_000_000_000L + 1;
                if (cell >= 6 && inEpisode <= 20_000_000_000L) {
                    counts[(int) ((time - 1) / 30_000_000_000L)][cell - 6]++;
                }
            });
            EpisodeReward reward = network.episodeReward().orElseThrow();
            EpisodePlan.Order order = reward.plan().order(reward.streams());
            List<LearningCurve.Block> blocks = LearningCurve.of(reader, network, 50);
            assertThat(blocks).hasSize(50);
            for (int k = 0; k < 50; k++) {
                double[] target = order.sampleAt(k) == 0 ? new double[] {2, 0} : new double[] {0, 1};
                double[] other = order.sampleAt(k) == 0 ? new double[] {0, 1} : new double[] {2, 0};
                assertThat(blocks.get(k).loss()).isCloseTo(loss(counts[k], target), within(1e-12));
                assertThat(blocks.get(k).right())
                        .isEqualTo(loss(counts[k], target) < loss(counts[k], other) ? 1.0 : 0.0);
            }
            LearningCurve.Block all = LearningCurve.of(reader, network, 1).get(0);
            assertThat(all.episodes()).isEqualTo(50);
            assertThat(all.loss())
                    .isCloseTo(
                            blocks.stream()
                                    .mapToDouble(LearningCurve.Block::loss)
                                    .average()
                                    .orElseThrow(),
                            within(1e-12));
        }
    }

    private static double loss(int[] counts, double[] target) {
        return (Math.pow(counts[0] - target[0], 2) + Math.pow(counts[1] - target[1], 2)) / 2;
    }

    private EpisodeComparison compared(String... changes) throws Exception {
        run("run", changes);
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            return EpisodeComparison.of(reader, network(changes).network(), share -> {});
        }
    }

    /** Three neurons in four steps: 2^12 patterns. */
    private static final String[] SMALL = {
        "populations.hidden.size=2",
        "populations.output.size=1",
        "duration=60 s",
        "engine=population",
        "rewards.0.episode.baseline={initial: 1}",
        "episodes.samples=[{spikes: [[0 ms, 5 ms], [5 ms, 10 ms]], target: [2]}, {spikes: [[], [0 ms, 15 ms]], target: [0]}]",
        "projections.0.synapse.score.flow_time=0.002 mV^2",
        "projections.1.synapse.score.flow_time=0.001 mV^2",
        "record.weights=[{of: 'input->hidden', every: 1500 ms}, {of: 'hidden->hidden', every: 1500 ms}, {of: readout, every: 1500 ms}]"
    };

    /** The rates differ by projection, samples take turns: the weights stay near the flow of the mean loss, as near as predicted. */
    @Test
    void recordedWeights_areAsNearToTheFlowAsPredicted() throws Exception {
        EpisodeComparison comparison = compared(SMALL);
        List<EpisodeComparison.Point> points = comparison.points();
        assertThat(points).hasSize(41);
        assertThat(points.get(40).episodes()).isEqualTo(2000);
        assertThat(points.get(20).episodes()).isEqualTo(1000);
        assertThat(comparison.names()).hasSize(8).startsWith("input[0] \u2192 hidden[0]");
        assertThat(comparison.layers()).hasSize(3);
        EpisodeComparison.Point end = points.get(40);
        assertThat(end.distance() / end.predicted()).isBetween(0.3, 2.5);
        assertThat(end.path()).isGreaterThan(2 * end.predicted());
        assertThat(end.angle()).isLessThan(40);
        assertThat(end.flowLoss()).isLessThan(points.get(0).loss());
        assertThat(points.get(0).distance()).isZero();
    }

    /** A rule that is not the gradient leaves the flow: the band tells. */
    @Test
    void weightsOfAnotherRule_leaveTheFlow() throws Exception {
        String[] changes = Stream.concat(
                        Arrays.stream(SMALL),
                        Stream.of("projections.1.synapse={reward-stdp: {flow_time: 0.005 mV^2, A_minus: 2 1/mV}}"))
                .toArray(String[]::new);
        EpisodeComparison.Point end = compared(changes).points().get(40);
        assertThat(end.distance()).isGreaterThan(4 * end.predicted());
    }

    @Test
    void comparison_needsWeightsAtTwoTimesAndFewPatterns() throws Exception {
        assertThatThrownBy(() -> compared()).hasMessageContaining("2^24").hasMessageContaining("Monte Carlo");
        String[] changes = Stream.concat(Arrays.stream(SMALL), Stream.of("record.weights=none"))
                .toArray(String[]::new);
        try (SpikingRunReader reader =
                SpikingRunReader.open(run("other", changes).directory())) {
            SpikingNetwork network = network(changes).network();
            assertThatThrownBy(() -> EpisodeComparison.of(reader, network, share -> {}))
                    .hasMessageContaining("record.weights");
        }
    }
}
