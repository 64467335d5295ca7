package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, value by value. */
class RunRoundTripTest {

    private static final int OPPORTUNITIES = 40;

    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);

    private static final Progress PROGRESS = new Progress(
            1,
            40,
            Runs.start(40, 0),
            new Score(0.5, OptionalDouble.of(0.9), OptionalDouble.empty(), OptionalDouble.empty()),
            Optional.of(new Score(0.25, OptionalDouble.empty(), OptionalDouble.of(54.5), OptionalDouble.of(-0.125))),
            2,
            120);

    @TempDir
    static Path folder;

    private static Path path;

    @BeforeAll
    static void write() {
        // Characters that mean something to SQL or to a file pattern, and a run that the pattern would match.
        path = folder.resolve("it's [a] 'run*' ? \"here\"").resolve("r1");
        Path other = folder.resolve("it's a 'runner' ! \"here\"").resolve("r1");
        new RunWriter(Runs.directory(other, NETWORK, 1), failure -> {}).close();
        RunDirectory directory = Runs.directory(path, NETWORK, OPPORTUNITIES);
        try (RunWriter writer = new RunWriter(directory, failure -> {})) {
            writer.network(NETWORK);
            for (int opportunity = OPPORTUNITIES - 1; opportunity >= 0; opportunity--) {
                Runs.write(writer, NETWORK, opportunity);
            }
            writer.progress(PROGRESS);
        }
        directory.write(Runs.finished(directory.manifest()));
    }

    @Test
    void closedRun_holdsOneFileForEachTableAndNothingElse() throws Exception {
        try (var files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "manifest.json",
                            "scenario.yaml",
                            "spikes.parquet",
                            "arrivals.parquet",
                            "rewards.parquet",
                            "weights.parquet",
                            "progress.parquet",
                            "neurons.parquet",
                            "synapses.parquet",
                            "data.parquet");
        }
    }

    @Test
    void network_isTheOneThatWasWritten() {
        try (RunReader run = RunReader.open(path)) {
            assertThat(run.network().neurons()).isEqualTo(NETWORK.neurons());
            assertThat(run.network().synapses()).isEqualTo(NETWORK.synapses());
        }
    }

    @Test
    void manifestScenarioAndProgress_areThoseThatWereWritten() {
        try (RunReader run = RunReader.open(path)) {
            assertThat(run.manifest().status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.scenario()).isEqualTo(Runs.SCENARIO);
            assertThat(run.scenarioIsUnchanged()).isTrue();
            assertThat(run.progress()).containsExactly(PROGRESS);
            assertThat(run.cyclesPerOpportunity()).isEqualTo(Runs.CYCLES);
        }
    }

    @Test
    void opportunities_areKeptWholeAndInOrder() {
        try (RunReader run = RunReader.open(path)) {
            List<Long> all = LongStream.range(0, OPPORTUNITIES).boxed().toList();
            assertThat(run.coverage())
                    .allMatch(OpportunityCoverage::isWhole)
                    .extracting(OpportunityCoverage::opportunity)
                    .isEqualTo(all);
            List<Long> seen = new ArrayList<>();
            run.opportunities(all, log -> {
                seen.add(log.opportunity());
                assertOpportunity(log);
            });
            assertThat(seen).isEqualTo(all);
        }
    }

    private static void assertOpportunity(OpportunityLog log) {
        long opportunity = log.opportunity();
        assertThat(log.spikes())
                .hasSize(Runs.CYCLES * NETWORK.neuronCount() * 2)
                .isSortedAccordingTo(Comparator.comparingLong(SpikeRow::timePs))
                .allSatisfy(spike -> {
                    boolean onset = spike.kind() == SpikeKind.ONSET;
                    assertThat(spike.opportunity()).isEqualTo(opportunity);
                    assertThat(spike.timePs())
                            .isEqualTo(Runs.start(opportunity, spike.cycle())
                                    + 10_000L * NETWORK.depthOf(spike.neuron())
                                    + (onset ? 0 : 5000));
                    assertThat(spike.amplitude()).isEqualTo(onset ? 1 : 0.5);
                });
        assertThat(log.arrivals())
                .hasSize(Runs.CYCLES * NETWORK.synapseCount())
                .isSortedAccordingTo(Comparator.comparingLong(ArrivalRow::timePs))
                .allSatisfy(arrival -> assertThat(arrival)
                        .isEqualTo(new ArrivalRow(
                                Runs.arrival(opportunity, arrival.cycle(), arrival.synapse()),
                                arrival.synapse(),
                                opportunity,
                                arrival.cycle())));
        assertThat(log.rewards()).hasSize(Runs.CYCLES);
        for (int cycle = 0; cycle < Runs.CYCLES; cycle++) {
            double loss = Runs.loss(opportunity, cycle);
            assertThat(log.rewards().get(cycle))
                    .isEqualTo(new RewardRow(
                            Runs.start(opportunity, cycle) + Runs.PERIOD, opportunity, cycle, loss, -loss));
        }
        assertThat(log.weightCycles()).containsExactly(-1, Runs.CYCLES - 1);
        for (int cycle : new int[] {-1, 2}) {
            assertThat(log.weights(cycle)).hasValueSatisfying(weights -> assertWeights(weights, opportunity, cycle));
            assertThat(log.logWeights(cycle)).hasValueSatisfying(theta -> assertLogWeights(theta, opportunity, cycle));
        }
        assertThat(log.weights(0)).isEmpty();
        assertThat(log.logWeights(0)).isEmpty();
    }

    private static void assertWeights(double[] weights, long opportunity, int cycle) {
        assertThat(weights).isEqualTo(expected(opportunity, cycle));
    }

    private static void assertLogWeights(double[] theta, long opportunity, int cycle) {
        assertThat(theta)
                .isEqualTo(Arrays.stream(expected(opportunity, cycle))
                        .map(StrictMath::log)
                        .toArray());
    }

    private static double[] expected(long opportunity, int cycle) {
        return IntStream.range(0, NETWORK.synapseCount())
                .mapToDouble(synapse -> Runs.weight(opportunity, cycle, synapse))
                .toArray();
    }

    @Test
    void snapshots_areThoseOfEveryStartAndEnd() {
        try (RunReader run = RunReader.open(path)) {
            List<WeightSnapshot> snapshots = run.snapshots();
            assertThat(snapshots).hasSize(2 * OPPORTUNITIES).isSorted();
            assertThat(snapshots.get(1)).isEqualTo(new WeightSnapshot(0, 2, Runs.start(1, 0)));
            assertWeights(run.weights(snapshots.get(7)), 3, 2);
            List<WeightSnapshot> seen = new ArrayList<>();
            assertLogWeights(run.logWeights(snapshots.get(7)), 3, 2);
            run.logWeights(snapshots.subList(10, 20), (snapshot, theta) -> {
                seen.add(snapshot);
                assertLogWeights(theta, snapshot.opportunity(), snapshot.cycle());
            });
            assertThat(seen).isEqualTo(snapshots.subList(10, 20));
        }
    }

    @Test
    void rewards_comeInOrderOfTime() {
        try (RunReader run = RunReader.open(path)) {
            List<RewardRow> rewards = new ArrayList<>();
            run.rewards(rewards::add);
            assertThat(rewards).hasSize(OPPORTUNITIES * Runs.CYCLES);
            assertThat(rewards).extracting(RewardRow::timePs).isSorted();
        }
    }

    @Test
    void spikeQuery_filtersByNeuronKindTimeAndOpportunity() {
        SpikeQuery query = SpikeQuery.everything()
                .ofNeurons(Set.of("z"))
                .ofKind(SpikeKind.ONSET)
                .fromOpportunity(3)
                .toOpportunity(5)
                .from(Runs.start(4, 0))
                .before(Runs.start(5, 1));
        try (RunReader run = RunReader.open(path)) {
            List<SpikeRow> rows = new ArrayList<>();
            run.spikes(query, rows::add);
            int z = NETWORK.outputs()[0];
            assertThat(rows)
                    .containsExactly(
                            new SpikeRow(Runs.start(4, 0) + 20_000, z, SpikeKind.ONSET, 1, 4, 0),
                            new SpikeRow(Runs.start(4, 1) + 20_000, z, SpikeKind.ONSET, 1, 4, 1),
                            new SpikeRow(Runs.start(4, 2) + 20_000, z, SpikeKind.ONSET, 1, 4, 2),
                            new SpikeRow(Runs.start(5, 0) + 20_000, z, SpikeKind.ONSET, 1, 5, 0));
        }
    }

    @Test
    void spikeQuery_filtersByDepthAndLimits() {
        try (RunReader run = RunReader.open(path)) {
            List<SpikeRow> rows = new ArrayList<>();
            run.spikes(SpikeQuery.everything().ofDepths(Set.of(1, 2)).atMost(5), rows::add);
            assertThat(rows).hasSize(5).allMatch(row -> NETWORK.depthOf(row.neuron()) > 0);
            assertThat(rows).extracting(SpikeRow::timePs).isSorted();
        }
    }

    @Test
    void spikeQuery_refusesUnknownNeuronsAndDepthsWithWhatIsAllowed() {
        try (RunReader run = RunReader.open(path)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.spikes(SpikeQuery.everything().ofNeurons(Set.of("z", "' OR 1=1")), row -> {}))
                    .withMessageContainingAll(
                            "' OR 1=1", "ids 0 to", NETWORK.neuron(0).name());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.spikes(SpikeQuery.everything().ofDepths(Set.of(9)), row -> {}))
                    .withMessageContaining("depth 9: found none; allowed are 0 to 2");
        }
    }

    @Test
    void handler_mayQueryAgain() {
        try (RunReader run = RunReader.open(path)) {
            List<Integer> sizes = new ArrayList<>();
            run.spikes(
                    SpikeQuery.everything().atMost(3),
                    row -> sizes.add(run.progress().size()));
            assertThat(sizes).containsExactly(1, 1, 1);
        }
    }
}
