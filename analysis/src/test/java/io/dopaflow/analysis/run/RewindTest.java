package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.TableParts;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is resumed ends with the rows of one that was not interrupted. */
class RewindTest {
    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);
    private static final int OPPORTUNITIES = 6;
    private static final long PART_OF_AN_OPPORTUNITY = 10;

    @TempDir
    Path folder;

    private static Checkpoint checkpoint(long cycles) {
        return new Checkpoint(
                new Checkpoint.Origin(
                        LearningCycle.FAMILY,
                        1,
                        ContentDigest.of(Runs.SCENARIO),
                        Optional.of(ContentDigest.of("no data")),
                        NETWORK.synapseCount()),
                new CycleState(cycles, 0.5, new double[NETWORK.synapseCount()], 1, 2, 3),
                4);
    }

    /** What a run records from some cycle on, all of it or until it is interrupted. */
    private static void write(RunWriter writer, long fromCycle, long opportunities) {
        for (long opportunity = fromCycle / Runs.CYCLES; opportunity < opportunities; opportunity++) {
            int first = (int) Math.max(0, fromCycle - opportunity * Runs.CYCLES);
            if (first == 0) {
                Runs.weights(writer, NETWORK, opportunity, WeightSnapshot.START);
            }
            for (int cycle = first; cycle < Runs.CYCLES; cycle++) {
                long time = Runs.start(opportunity, cycle);
                writer.spike(time, 0, SpikeKind.READOUT, 0.5, opportunity, cycle);
                writer.arrival(time + 1, 3, opportunity, cycle);
                writer.reward(time + 2, opportunity, cycle, 1, -1);
            }
            Runs.weights(writer, NETWORK, opportunity, Runs.CYCLES - 1);
            score(writer, (opportunity + 1) * Runs.CYCLES);
        }
    }

    private static void score(RunWriter writer, long cycles) {
        OptionalDouble none = OptionalDouble.empty();
        writer.progress(new Progress(
                (int) cycles / Runs.CYCLES,
                cycles / Runs.CYCLES,
                cycles * Runs.PERIOD,
                new Score(0.5, none, none, none),
                Optional.empty(),
                0.0,
                cycles));
    }

    private static RunWriter writer(RunDirectory directory) {
        return new RunWriter(directory, Duration.ofMillis(5), failure -> {});
    }

    private Path whole() {
        RunDirectory directory = Runs.directory(folder.resolve("whole"), NETWORK, OPPORTUNITIES);
        try (RunWriter writer = writer(directory)) {
            writer.network(NETWORK);
            score(writer, 0);
            write(writer, 0, OPPORTUNITIES);
        }
        return directory.path();
    }

    /** A run that recorded four opportunities, has a checkpoint in the third, and was cancelled or killed. */
    private RunDirectory interrupted(boolean killed) throws Exception {
        RunDirectory directory = Runs.directory(folder.resolve("run"), NETWORK, OPPORTUNITIES);
        RunWriter writer = writer(directory);
        writer.network(NETWORK);
        score(writer, 0);
        write(writer, 0, 2);
        // Rows of later cycles lie before the mark as well as behind it.
        Runs.weights(writer, NETWORK, 2, WeightSnapshot.START);
        writer.spike(Runs.start(2, 0), 0, SpikeKind.READOUT, 0.5, 2, 0);
        CountDownLatch written = new CountDownLatch(1);
        writer.checkpoint(checkpoint(2 * Runs.CYCLES), written::countDown);
        written.await();
        write(writer, 2 * Runs.CYCLES + 1, 4);
        score(writer, 4 * Runs.CYCLES + 1);
        writer.close();
        if (killed) {
            for (Table table : RunTable.LEARNING_CYCLE) {
                Files.createDirectories(table.parts(directory.path()));
                Path file = table.file(directory.path());
                // As the process died while it moved one table after the other.
                if (RunTable.LEARNING_CYCLE.indexOf(table) % 2 == 0) {
                    Files.move(file, TableParts.part(table.parts(directory.path()), 1));
                } else {
                    Files.copy(file, TableParts.part(table.parts(directory.path()), 2));
                }
            }
        }
        return directory;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resumedRun_hasTheRowsOfTheUninterruptedOne(boolean killed) throws Exception {
        RunDirectory directory = interrupted(killed);
        Checkpoint found = new CheckpointStore(directory.path())
                .find(checkpoint(1).origin())
                .newest()
                .orElseThrow();
        RunManifest resumed =
                directory.manifest().resumed(RunManifest.Environment.ofThisProcess("actor", 1, ""), found.steps());
        // Twice, as if the first attempt had been killed.
        directory.reopen(resumed, KeptRows.ofCycles(found.steps(), Runs.CYCLES, 1, true));
        directory.reopen(resumed, KeptRows.ofCycles(found.steps(), Runs.CYCLES, 1, true));
        try (RunWriter writer = writer(directory)) {
            write(writer, found.steps(), OPPORTUNITIES);
        }
        assertThat(rows(directory.path())).isEqualTo(rows(whole()));
        assertThat(directory.manifest().resumptions())
                .extracting(RunManifest.Resumption::fromStep)
                .containsExactly(2L * Runs.CYCLES);
    }

    @Test
    void rowsOfACancelledEnd_areDropped() throws Exception {
        RunDirectory directory = Runs.directory(folder.resolve("run"), NETWORK, OPPORTUNITIES);
        try (RunWriter writer = writer(directory)) {
            writer.network(NETWORK);
            score(writer, 0);
            write(writer, 0, 3);
            Runs.weights(writer, NETWORK, 3, WeightSnapshot.START);
            Runs.weights(writer, NETWORK, 3, 0);
            score(writer, PART_OF_AN_OPPORTUNITY);
        }
        RunManifest manifest = directory.manifest();
        directory.reopen(manifest, KeptRows.ofCycles(PART_OF_AN_OPPORTUNITY, Runs.CYCLES, 1, false));
        List<String> rows = rows(directory.path());
        assertThat(rows).contains("weights 3 -1 0").doesNotContain("weights 3 0 0");
        assertThat(rows).contains("progress 9").doesNotContain("progress 10");
    }

    @Test
    void overwritingARun_removesItsCheckpoints() throws Exception {
        RunDirectory directory = interrupted(false);
        assertThat(directory.path().resolve("checkpoint.a")).exists();
        RunDirectory.create(directory.path(), true, Runs.manifest(NETWORK, 1), Runs.SCENARIO, List.of());
        assertThat(directory.path().resolve("checkpoint.a")).doesNotExist();
    }

    /** Every row by what tells it from others. */
    private static List<String> rows(Path run) {
        List<String> rows = new ArrayList<>();
        try (RunDatabase database = new RunDatabase(RunDirectory.of(run).path())) {
            List<List<String>> keys = List.of(
                    List.of("spikes", "opportunity || ' ' || cycle || ' ' || neuron"),
                    List.of("arrivals", "opportunity || ' ' || cycle || ' ' || synapse"),
                    List.of("rewards", "opportunity || ' ' || cycle"),
                    List.of("weights", "opportunity || ' ' || cycle || ' ' || synapse"),
                    List.of("progress", "cycles"),
                    List.of("neurons", "neuron"),
                    List.of("synapses", "synapse"));
            for (List<String> key : keys) {
                database.query(
                        RunTable.LEARNING_CYCLE,
                        "SELECT " + key.get(1) + " FROM " + key.get(0) + " ORDER BY ALL",
                        List.of(),
                        row -> rows.add(key.get(0) + " " + row.getString(1)));
            }
        }
        return rows;
    }
}
