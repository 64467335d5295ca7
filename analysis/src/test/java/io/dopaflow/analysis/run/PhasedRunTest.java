package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of phased learning is read back, value by value, after an interruption too. */
class PhasedRunTest {
    private static final Phase.Disturbance NONE = new Phase.Disturbance.None();
    private static final Circuit CIRCUIT = new Circuit(
            new LayeredNetwork(
                            List.of("x", "y"),
                            List.of(new LayeredNetwork.Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                            List.of("no", "yes"),
                            Activation.IDENTITY,
                            true)
                    .buildSigned(),
            new Rule(
                    "lateral inhibition",
                    Objective.NONE,
                    1,
                    List.of(
                            new Phase("free", Phase.Kind.FORWARD, Projection.FORWARD, Map.of(), NONE, false),
                            new Phase("beside", Phase.Kind.LATERAL, "M", Map.of(), NONE, false)),
                    List.of(new Projection(
                            "M", Projection.Wiring.LATERAL_AND_LABELS, true, new Projection.Weights.Own(0.1))),
                    List.of(new Broadcast("reward", "free", new Broadcast.Baseline.RunningMean(0.1))),
                    Map.of("M", Expression.of("pre@beside, reward")),
                    0.1,
                    Map.of(),
                    List.of()));
    private static final Target TARGET = new Target.Classes(List.of("no", "yes"));
    private static final int SYNAPSES = CIRCUIT.synapses();
    private static final int LATERAL = 2 * (2 + 2 + 1);
    private static final long PERIOD = 60;
    private static final int OPPORTUNITIES = 6;
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin(
            PhasedLearning.FAMILY,
            1,
            ContentDigest.of(Runs.SCENARIO),
            Optional.of(ContentDigest.of("no data")),
            SYNAPSES);

    @TempDir
    Path folder;

    private RunDirectory directory;

    @BeforeEach
    void write() {
        directory = directory("run");
        try (PhasedRunWriter writer = writer(directory)) {
            start(writer);
            record(writer, 0, OPPORTUNITIES);
        }
        directory.write(Runs.finished(directory.manifest()));
    }

    private RunDirectory directory(String name) {
        RunManifest manifest = RunManifest.starting(
                "0.1.0",
                PhasedLearning.FAMILY,
                "invented",
                ContentDigest.of(Runs.SCENARIO),
                Optional.of(ContentDigest.of("no data")),
                42,
                RunManifest.Environment.ofThisProcess("population", 1, ""),
                RunWork.OfPhases.planned(SYNAPSES, OPPORTUNITIES));
        return RunDirectory.create(folder.resolve(name), false, manifest, Runs.SCENARIO, List.of());
    }

    private static PhasedRunWriter writer(RunDirectory directory) {
        return new PhasedRunWriter(directory, CIRCUIT, Duration.ofMillis(5), failure -> {});
    }

    private static void start(PhasedRunWriter writer) {
        writer.circuit(TARGET);
        writer.progress(score(0));
        weights(writer, 0);
    }

    private static double weight(long opportunities, int synapse) {
        return opportunities - 0.01 * synapse;
    }

    private static void weights(PhasedRunWriter writer, long opportunities) {
        for (int synapse = SYNAPSES - 1; synapse >= 0; synapse--) {
            writer.weight(opportunities * PERIOD, opportunities, synapse, weight(opportunities, synapse));
        }
    }

    /** Each opportunity is an epoch. */
    private static Progress score(long opportunities) {
        OptionalDouble none = OptionalDouble.empty();
        return new Progress(
                (int) opportunities,
                opportunities,
                opportunities * PERIOD,
                new Score(1.0 / (1 + opportunities), OptionalDouble.of(0.5), none, none),
                Optional.of(new Score(2, OptionalDouble.of(0.25), none, none)),
                3,
                opportunities);
    }

    private static void record(PhasedRunWriter writer, long from, long to) {
        for (long opportunity = from; opportunity < to; opportunity++) {
            long time = opportunity * PERIOD;
            for (int phase = 0; phase < 2; phase++) {
                for (int unit = CIRCUIT.units() - 1; unit >= 0; unit--) {
                    writer.spike(time + 30L * phase, unit, phase, unit * 0.5, opportunity);
                }
            }
            writer.loss(time + 20, opportunity, 0, 0.5 * opportunity);
            writer.broadcast(time + PERIOD, opportunity, 0, -0.5 * opportunity);
            for (int synapse = 0; synapse < SYNAPSES; synapse++) {
                writer.update(opportunity, synapse, synapse * 0.25);
            }
            weights(writer, opportunity + 1);
            Progress score = score(opportunity + 1);
            writer.progress(score);
            writer.tasks(score, List.of(score.training(), score.heldOut().orElseThrow()));
        }
    }

    @Test
    void closedRun_holdsOneFileForEachTable() throws Exception {
        try (var files = Files.list(directory.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "manifest.json",
                            "scenario.yaml",
                            "spikes.parquet",
                            "losses.parquet",
                            "broadcasts.parquet",
                            "weights.parquet",
                            "updates.parquet",
                            "progress.parquet",
                            "steps.parquet",
                            "tasks.parquet",
                            "neurons.parquet",
                            "synapses.parquet",
                            "phases.parquet",
                            "data.parquet");
        }
    }

    @Test
    void circuit_isTheOneThatWasWritten() {
        try (PhasedRunReader run = PhasedRunReader.open(directory.path())) {
            assertThat(run.network().neurons()).isEqualTo(CIRCUIT.network().neurons());
            assertThat(run.network().synapses()).isEqualTo(CIRCUIT.network().synapses());
            int own = CIRCUIT.network().synapseCount();
            assertThat(run.projections())
                    .containsExactly(
                            new PhasedRunReader.Synapses("W", 0, own), new PhasedRunReader.Synapses("M", own, LATERAL));
            assertThat(run.phases()).containsExactly("free", "beside");
            assertThat(run.spikes().units()).hasSize(CIRCUIT.units()).endsWith("label no", "label yes");
        }
    }

    @Test
    void manifestAndProgress_areThoseThatWereWritten() {
        RunWork.OfPhases work = new RunWork.OfPhases(SYNAPSES, OPPORTUNITIES, 4, 5, 6, 7, 0.5);
        directory.write(directory.manifest().ended(RunStatus.CANCELLED, Optional.empty(), Optional.empty(), work));
        RunManifest resumed = directory.manifest().resumed(directory.manifest().environment(), 4);
        directory.write(resumed);
        try (PhasedRunReader run = PhasedRunReader.open(directory.path())) {
            assertThat(run.manifest()).isEqualTo(resumed);
            assertThat(run.manifest().phasedWork()).isEqualTo(work);
            assertThat(run.scenarioIsUnchanged()).isTrue();
            assertThat(run.progress()).hasSize(OPPORTUNITIES + 1).startsWith(score(0), score(1));
            assertThat(run.tasks())
                    .hasSize(2 * OPPORTUNITIES)
                    .startsWith(
                            new PhasedRunReader.TaskScore(1, 1, score(1).training()),
                            new PhasedRunReader.TaskScore(
                                    1, 2, score(1).heldOut().orElseThrow()));
        }
        assertThat(directory.manifestFile()).content().contains("\"fromOpportunity\" : 4");
    }

    @Test
    void weights_areReadAtEachMoment() {
        try (PhasedRunReader run = PhasedRunReader.open(directory.path())) {
            List<PhasedRunReader.Moment> moments = run.moments();
            assertThat(moments).hasSize(OPPORTUNITIES + 1).contains(new PhasedRunReader.Moment(3, 3 * PERIOD));
            double[] expected = new double[SYNAPSES];
            Arrays.setAll(expected, synapse -> weight(3, synapse));
            assertThat(run.weights(moments.get(3))).isEqualTo(expected);
            PhasedRunReader.Synapses lateral = run.projections().get(1);
            assertThat(run.weights(lateral).range())
                    .isEqualTo(
                            new WeightTallies.Range(weight(0, SYNAPSES - 1), weight(OPPORTUNITIES, lateral.first())));
            assertThatThrownBy(() -> run.weights(new PhasedRunReader.Moment(99, 0)))
                    .isInstanceOf(WrongFileException.class)
                    .hasMessageContaining("only some synapses in opportunity 99");
        }
    }

    @Test
    void spikes_areCountedByUnitAndPhase() {
        try (PhasedRunReader run = PhasedRunReader.open(directory.path())) {
            PhasedSpikes all = run.spikes();
            List<PhasedSpikes.Spike> spikes = new ArrayList<>();
            all.each(all.everything().atMost(CIRCUIT.units()), spikes::add);
            // Unit 0 sends 0: it is silent.
            assertThat(spikes).startsWith(new PhasedSpikes.Spike(0, 1, "free", 0.5, 0));
            assertThat(spikes).last().isEqualTo(new PhasedSpikes.Spike(30, 1, "beside", 0.5, 0));
            PhasedSpikes beside = all.ofPhases(Set.of("beside"));
            assertThat(beside.counts(all.everything()))
                    .hasSize(CIRCUIT.units() - 1)
                    .contains(new PhasedSpikes.Count(3, "beside", OPPORTUNITIES, 1.5));
            assertThat(all.named(List.of("label yes", "2")).stream()).containsExactly(2, CIRCUIT.units() - 1);
            assertThatThrownBy(() -> all.ofPhases(Set.of("nudged")))
                    .hasMessage("phase nudged: found none; allowed are free, beside");
        }
    }

    @Test
    void otherFamilies_areRefused() {
        assertThatThrownBy(() -> RunReader.open(directory.path()))
                .isInstanceOf(WrongFileException.class)
                .hasMessageContaining(
                        "found a run of the family phased-learning; allowed here is one of learning-cycle");
    }

    private static Checkpoint checkpoint(long opportunities) {
        return checkpoint(opportunities, new double[] {0.125}, new double[] {3, 0.25});
    }

    private static Checkpoint checkpoint(long opportunities, double[] traces, double[] memory) {
        double[] stored = new double[SYNAPSES];
        double[] sums = new double[SYNAPSES];
        Arrays.setAll(stored, synapse -> Math.sin(opportunities + synapse));
        Arrays.setAll(sums, synapse -> Math.cos(opportunities + synapse));
        return new Checkpoint(
                ORIGIN,
                new PhasedState(opportunities, stored, sums, new double[] {-0.75}, traces, memory, 1, 2, 3),
                4.5);
    }

    static Stream<Checkpoint> checkpoints() {
        double[] none = {};
        double[] some = {0.125, 3, -7};
        return Stream.of(
                checkpoint(3, none, none), checkpoint(3, some, none), checkpoint(3, none, some), checkpoint(3));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void checkpoint_isFoundAsItWasWritten(Checkpoint checkpoint) {
        CheckpointStore store = new CheckpointStore(directory.path());
        store.write(checkpoint);
        assertThat(new CheckpointStore(directory.path()).find(ORIGIN).newest())
                .get()
                .usingRecursiveComparison()
                .isEqualTo(checkpoint);
    }

    @Test
    void checkpointOfAnotherSize_isRejected() {
        PhasedState state = new PhasedState(
                1, new double[SYNAPSES], new double[1], new double[1], new double[0], new double[0], 0, 0, 0);
        assertThatThrownBy(() -> new Checkpoint(ORIGIN, state, 1)).hasMessageContaining("sums must be " + SYNAPSES);
    }

    @Test
    void resumedRun_hasTheRowsOfTheUninterruptedOne() throws Exception {
        RunDirectory interrupted = directory("interrupted");
        try (PhasedRunWriter writer = writer(interrupted)) {
            start(writer);
            record(writer, 0, 3);
            CountDownLatch written = new CountDownLatch(1);
            writer.checkpoint(checkpoint(3), written::countDown);
            written.await();
            record(writer, 3, 5);
        }
        interrupted.reopen(
                interrupted.manifest().resumed(interrupted.manifest().environment(), 3), KeptRows.ofPhases(3, 1, true));
        try (PhasedRunWriter writer = writer(interrupted)) {
            record(writer, 3, OPPORTUNITIES);
        }
        for (Table table : PhasedTable.PHASED_LEARNING) {
            assertThat(rows(interrupted, table)).as(table.name()).isEqualTo(rows(directory, table));
        }
    }

    @Test
    void lastWeightsOfACancelledRun_areKeptOnlyIfTheyWereAskedFor() {
        assertThat(KeptRows.ofPhases(3, 2, true).conditions())
                .containsEntry(PhasedTable.WEIGHTS, "opportunity <= 3")
                .containsEntry(PhasedTable.PROGRESS, "opportunity <= 3 AND opportunity % 2 = 0");
        assertThat(KeptRows.ofPhases(3, 2, false).conditions()).containsEntry(PhasedTable.WEIGHTS, "opportunity < 3");
    }

    private static List<String> rows(RunDirectory of, Table table) {
        List<String> rows = new ArrayList<>();
        try (RunDatabase database = new RunDatabase(of.path())) {
            int columns = table.columns().size();
            database.query(Set.of(table), "SELECT * FROM " + table.name(), List.of(), row -> {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(row.getString(i)).append(' ');
                }
                rows.add(text.toString());
            });
        }
        return rows;
    }
}
