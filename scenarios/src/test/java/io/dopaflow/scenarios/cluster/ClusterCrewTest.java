package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.batch.BatchListener;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.batch.UnfinishedBatchException;
import io.dopaflow.scenarios.converge.EpisodeRun;
import io.dopaflow.scenarios.converge.EpisodeStudy;
import io.dopaflow.scenarios.converge.Study;
import io.dopaflow.scenarios.converge.StudyPlan;
import io.dopaflow.scenarios.converge.StudyRequest;
import io.dopaflow.scenarios.converge.StudyRun;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.ScenarioBundle;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.RunScores;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import io.dopaflow.scenarios.sweep.SweepRun;
import io.dopaflow.simulator.cluster.Work;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sweeps and studies whose members are made by nodes have the results of one machine. */
class ClusterCrewTest {
    private static final Seeds SEEDS = Seeds.parse("1..3").orElseThrow();
    private static final String TABLE = "a,b,kind\n"
            + IntStream.range(0, 24)
                    .mapToObj(i ->
                            (0.5 * i + 3 * (i % 2)) + "," + (i * i % 7) + "," + (i % 2 == 0 ? "even" : "odd") + "\n")
                    .reduce("", String::concat);

    @TempDir
    Path folder;

    private Path inputs;

    @BeforeEach
    void inputs() throws Exception {
        inputs = Files.createDirectories(folder.resolve("inputs"));
        Files.writeString(inputs.resolve("table.csv"), TABLE);
        Files.writeString(
                inputs.resolve("rule.yaml"),
                RuleCatalog.text("feedback-alignment").orElseThrow());
        Files.writeString(inputs.resolve("spikes.csv"), "neuron,time_ms\n1,3.5\n0,2\n1,0.5\n");
        Files.writeString(inputs.resolve("edges.csv"), "pre,post,weight,delay\n1,0,30 mV,1 ms\n0,2,31 mV,2 ms\n");
    }

    /** What is swept, of each family and with files of each kind. */
    private enum Swept {
        CYCLES("""
                name: cycles
                task: {data: table.csv, held_out: 0.25}
                network: {hidden: [{size: 2, activation: sigmoid}]}
                loss: cross-entropy
                learning: {cycles: 50, half_window: 0.05, flow_time: 0.001, epochs: 2}
                """, "learning.cycles=50,100"),
        PHASED("""
                name: phased
                task: {data: table.csv, held_out: 0.25}
                network: {hidden: [{size: 3, activation: sigmoid}], weights: signed, initial_weight: {gain: 1}}
                loss: cross-entropy
                learning: {rule: rule.yaml, rate: 0.3, batch: 3, epochs: 2}
                """, "learning.rate=0.1,0.2"),
        NETWORKS("""
                name: networks
                model: spiking-network
                duration: 20 ms
                populations: {a: {size: 3, neuron: {lif: {synapses: delta}}}}
                sources: {s: {spikes: {file: spikes.csv}, size: 2}}
                projections: [{from: s, to: a, connect: {file: edges.csv}}]
                """, "duration=20 ms,40 ms");

        private final String yaml;
        private final String assignment;

        Swept(String yaml, String assignment) {
            this.yaml = yaml;
            this.assignment = assignment;
        }
    }

    /** A sweep, with what nodes are sent of it. */
    private record Sent(SweepPlan plan, Definition definition) {

        static Sent of(String scenario, List<String> assignments, EngineChoice engine) throws Exception {
            ScenarioBundle bundle = ScenarioBundle.ofDisk();
            SweepPlan plan = SweepPlan.of(bundle, scenario, assignments, SEEDS);
            return new Sent(plan, Definition.of(plan, bundle, scenario, assignments, SEEDS, engine));
        }

        BatchOutcome<RunScores> run(Path path, BatchOptions options) throws InterruptedException {
            return SweepRun.start(plan, path, false, options).await();
        }

        BatchOutcome<RunScores> run(Path path, FakeNodes nodes) throws InterruptedException {
            return run(path, BatchOptions.defaults().but(parts -> parts.crew = new ClusterCrew(nodes, definition)));
        }
    }

    private static Sent synapses() throws Exception {
        return Sent.of(
                "single-synapse", List.of("learning.opportunities=4", "learning.cycles=5,10"), EngineChoice.POPULATION);
    }

    private static FakeNodes nodes() {
        return FakeNodes.with(EngineFactory.standard());
    }

    /** All cells of a table but those of wall-clock time, a line for each row, doubles to the last bit. */
    static List<String> rows(Path file) throws Exception {
        List<String> rows = new ArrayList<>();
        try (DuckDb database = new DuckDb("256MB", 1)) {
            String from = DuckDb.parquet(List.of(file));
            database.result("SELECT * FROM " + from, result -> {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int column = 1; column <= columns; column++) {
                        String name = result.getMetaData().getColumnName(column);
                        row.append(name).append('=');
                        row.append(name.equals("seconds") ? "" : result.getObject(column))
                                .append(' ');
                    }
                    rows.add(row.toString());
                }
            });
        }
        return rows;
    }

    private void requireEqual(String nodes, String machine, String... files) throws Exception {
        for (String file : files) {
            Path one = folder.resolve(machine).resolve(file);
            Path many = folder.resolve(nodes).resolve(file);
            if (file.endsWith(".parquet")) {
                assertThat(rows(many)).as(file).isNotEmpty().isEqualTo(rows(one));
            } else {
                assertThat(many).hasSameBinaryContentAs(one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sweep_hasTheResultsOfOneMachineAlthoughNodesHaveNoFiles(Swept swept) throws Exception {
        Path scenario = Files.writeString(inputs.resolve("scenario.yaml"), swept.yaml);
        Sent sent = Sent.of(scenario.toString(), List.of(swept.assignment), EngineChoice.POPULATION);
        BatchOutcome<RunScores> one = sent.run(folder.resolve("one"), BatchOptions.defaults());
        assertThat(one.results()).hasSize(6).noneMatch(MemberResult::isFailed);
        Files.move(inputs, folder.resolve("elsewhere"));
        FakeNodes nodes = nodes();
        sent.run(folder.resolve("many"), nodes);
        assertThat(nodes.told).hasSize(6).doesNotHaveDuplicates().isNotEqualTo(List.of(0, 1, 2, 3, 4, 5));
        requireEqual("many", "one", "results.parquet", "sweep.yaml");
    }

    @Test
    void sweepOfARunsData_hasTheResultsOfOneMachine() throws Exception {
        Path scenario = Files.writeString(inputs.resolve("scenario.yaml"), Swept.CYCLES.yaml);
        Path run = inputs.resolve("run");
        try (ScenarioRun made = ScenarioRun.start(
                Catalog.load(scenario.toString(), List.of()),
                RunOptions.defaults().into(run))) {
            made.await();
        }
        Sent sent = Sent.of(
                run.resolve("scenario.yaml").toString(), List.of("learning.cycles=50,100"), EngineChoice.POPULATION);
        sent.run(folder.resolve("one"), BatchOptions.defaults());
        Files.move(inputs, folder.resolve("elsewhere"));
        sent.run(folder.resolve("many"), nodes());
        requireEqual("many", "one", "results.parquet");
    }

    @Test
    void engine_isTheOneAskedFor() throws Exception {
        Sent sent = Sent.of("single-synapse", List.of("learning.opportunities=4"), EngineChoice.ACTOR);
        assertThat(sent.run(folder.resolve("many"), nodes()).results())
                .hasSize(3)
                .allMatch(result -> result.engine().equals("actor"));
    }

    private static StudyRequest request(String scenario, String cycles, OptionalLong seed) {
        return new StudyRequest(
                List.of(scenario), List.of(), cycles, 4, List.of(), List.of(), List.of(), seed, false, false);
    }

    private static BatchOptions sentTo(FakeNodes nodes, Study<?> study, ScenarioBundle bundle, StudyRequest request) {
        Definition definition = Definition.of(study, bundle, request, EngineChoice.POPULATION);
        return BatchOptions.defaults().but(parts -> parts.crew = new ClusterCrew(nodes, definition));
    }

    @Test
    void studyOfCycles_hasTheResultsOfOneMachine() throws Exception {
        StudyRequest request = request("theorem-1", "10,30,100", OptionalLong.of(3));
        ScenarioBundle bundle = ScenarioBundle.ofDisk();
        StudyPlan plan = (StudyPlan) Study.of(bundle, request);
        StudyRun.start(plan, folder.resolve("one"), false, BatchOptions.defaults(), Theory.STANDARD)
                .await();
        StudyRun.start(plan, folder.resolve("many"), false, sentTo(nodes(), plan, bundle, request), Theory.STANDARD)
                .await();
        requireEqual("many", "one", "results.parquet", "points.parquet", "study.yaml");
    }

    @Test
    void studyOfEpisodes_hasTheResultsOfOneMachine() throws Exception {
        StudyRequest request = request("src/test/resources/converge/small.yaml", "10,30", OptionalLong.empty());
        ScenarioBundle bundle = ScenarioBundle.ofDisk();
        EpisodeStudy study = (EpisodeStudy) Study.of(bundle, request);
        EpisodeRun.start(study, folder.resolve("one"), false, BatchOptions.defaults())
                .await();
        EpisodeRun.start(study, folder.resolve("many"), false, sentTo(nodes(), study, bundle, request))
                .await();
        requireEqual("many", "one", "results.parquet", "points.parquet", "study.yaml");
    }

    @Test
    void lostCluster_leavesWhatIsDoneAndTheRestIsMadeLater() throws Exception {
        Sent sent = synapses();
        Path path = folder.resolve("many");
        FakeNodes lost = FakeNodes.lostAfter(4);
        assertThatThrownBy(() -> sent.run(path, lost))
                .isInstanceOf(UnfinishedBatchException.class)
                .hasMessageContaining("the cluster was lost; 4 of 6 runs are done and kept in " + path)
                .hasMessageContaining("--out " + path);
        assertThat(Files.readString(path.resolve("sweep.json"))).contains("\"cancelled\"", "\"done\" : 4");
        FakeNodes others = nodes();
        BatchOutcome<RunScores> whole = sent.run(path, others);
        assertThat(whole.earlier()).isEqualTo(4);
        assertThat(others.told).hasSize(2).doesNotContainAnyElementsOf(lost.told);
        sent.run(folder.resolve("one"), BatchOptions.defaults());
        requireEqual("many", "one", "results.parquet");
    }

    /** Engines that fail where a run has ten cycles. */
    private static EngineFactory failingOfTen() {
        return (choice, threads, model) -> {
            EngineFactory.Chosen chosen = EngineFactory.standard().choose(choice, threads, model);
            Engine failing = new Engine() {
                @Override
                public String name() {
                    return chosen.engine().name();
                }

                @Override
                public RunResult run(RunRequest request) throws RunFailedException {
                    throw new RunFailedException(
                            RunFailedException.Origin.MODEL, "synapse 3", "early", new ArithmeticException("no \"µ\""));
                }
            };
            return model.schedule().cycles() == 10 ? new EngineFactory.Chosen(failing, 1, "a test") : chosen;
        };
    }

    @Test
    void failingMembers_areInTheirRowsAndTheOthersComplete() throws Exception {
        Sent sent = synapses();
        List<BatchListener.Progress> told = new ArrayList<>();
        BatchOutcome<RunScores> many =
                sent.run(folder.resolve("many"), BatchOptions.defaults().but(parts -> {
                    parts.crew = new ClusterCrew(FakeNodes.with(failingOfTen()), sent.definition());
                    parts.listener = told::add;
                }));
        assertThat(told.get(told.size() - 1).failed()).isEqualTo(3);
        assertThat(many.failures()).extracting(MemberResult::number).containsExactly(3, 4, 5);
        assertThat(many.failures().get(0).error().orElseThrow()).contains("synapse 3 failed early", "no \"µ\"");
        sent.run(folder.resolve("one"), BatchOptions.defaults().but(parts -> parts.engines = failingOfTen()));
        requireEqual("many", "one", "results.parquet");
    }

    @Test
    void progress_isWhatNodesHaveCounted() throws Exception {
        List<BatchListener.Progress> told = new ArrayList<>();
        Sent sent = synapses();
        sent.run(folder.resolve("many"), BatchOptions.defaults().but(parts -> {
            parts.crew = new ClusterCrew(nodes(), sent.definition());
            parts.listener = told::add;
        }));
        BatchListener.Progress last = told.get(told.size() - 1);
        long cycles = IntStream.range(0, 6).mapToLong(sent.plan()::cycles).sum();
        assertThat(last).isEqualTo(new BatchListener.Progress(6, 6, 0, cycles, cycles));
    }

    @Test
    void cancelledSweep_keepsWhatIsDone() throws Exception {
        Sent sent = synapses();
        ClusterCrew.Nodes idle = (definition, jobs, taker, cancellation) -> {
            while (!cancellation.isRequested()) {
                Thread.sleep(1);
            }
        };
        try (var running = SweepRun.start(
                sent.plan(),
                folder.resolve("many"),
                false,
                BatchOptions.defaults().but(parts -> parts.crew = new ClusterCrew(idle, sent.definition())))) {
            running.cancel();
            assertThat(running.await().cancelled()).isTrue();
        }
    }

    @Test
    void otherDigest_isRefused() throws Exception {
        Sent sent = synapses();
        Definition other = new Definition(
                sent.definition().asked(), "abc", sent.definition().scenarios());
        ScenarioWork work = new ScenarioWork(EngineFactory.standard());
        assertThatThrownBy(() -> work.study(other.bytes()))
                .isInstanceOf(Work.RefusedException.class)
                .hasMessage("the sweep single-synapse is another one here, with the digest "
                        + sent.plan().digest()
                        + " in place of abc; allowed: nodes with the same version of Dopaflow on the same kind of"
                        + " operating system");
        assertThatThrownBy(() -> new Sent(sent.plan(), other).run(folder.resolve("many"), nodes()))
                .isInstanceOf(UnfinishedBatchException.class)
                .hasMessageContaining("in place of abc")
                .hasMessageContaining("0 of 6 runs are done");
    }

    @Test
    void whatCannotBeLoaded_isRefusedWithTheReason() throws Exception {
        Path scenario = Files.writeString(inputs.resolve("scenario.yaml"), Swept.CYCLES.yaml);
        Definition whole =
                Sent.of(scenario.toString(), List.of(), EngineChoice.POPULATION).definition();
        ScenarioWork work = new ScenarioWork(EngineFactory.standard());
        Definition withoutFiles = new Definition(
                whole.asked(),
                whole.digest(),
                ScenarioBundle.of(whole.scenarios().texts(), Map.of()));
        assertThatThrownBy(() -> work.study(withoutFiles.bytes()))
                .isInstanceOf(Work.RefusedException.class)
                .hasMessageContaining("the scenario cannot be loaded here: ")
                .hasMessageContaining("table.csv, which is not a file");
        byte[] cut = Arrays.copyOf(whole.bytes(), 100);
        for (byte[] wrong : List.of(new byte[0], "garbage".getBytes(StandardCharsets.UTF_8), cut)) {
            assertThatThrownBy(() -> work.study(wrong))
                    .isInstanceOf(Work.RefusedException.class)
                    .hasMessageContaining("cannot be used here: ");
        }
        assertThatThrownBy(() -> work.network(whole.bytes()))
                .isInstanceOf(Work.RefusedException.class)
                .hasMessageContaining("where a network that spikes freely is allowed");
    }
}
