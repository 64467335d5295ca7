package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.record.RecordingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunWriterTest {

    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);

    @TempDir
    Path folder;

    private RunWriter writer(RunDirectory directory, Duration flushInterval) {
        return new RunWriter(directory, flushInterval, failure -> {
            throw failure;
        });
    }

    @Test
    void concurrentCallers_loseNothing() throws Exception {
        int threads = 8;
        // More than one part can hold, so that parts have to be merged.
        int rows = 80_000;
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        RunWriter writer = writer(directory, Duration.ofMillis(20));
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int own = thread;
            done.add(callers.submit(() -> {
                for (int row = own; row < threads * rows; row += threads) {
                    writer.arrival(row * 31L % 1_000_003, row, row, own);
                    if (row % 16 < threads) {
                        writer.weight(row, row, own, row, (row + 1) * 0.5);
                    }
                }
            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        callers.shutdown();
        writer.close();
        long all = (long) threads * rows;
        assertThat(writer.store().rowsWritten()).isEqualTo(all + all / 2);
        assertThat(writer.store().rowsWaiting()).isZero();
        assertThat(writer.store().lagNanos()).isZero();
        try (RunDatabase database = new RunDatabase(directory.path())) {
            database.query(
                    List.of(RunTable.ARRIVALS),
                    "SELECT count(*), count(DISTINCT synapse), sum(synapse)::BIGINT, sum(cycle)::BIGINT FROM arrivals",
                    List.of(),
                    row -> {
                        assertThat(row.getLong(1)).isEqualTo(all);
                        assertThat(row.getLong(2)).isEqualTo(all);
                        assertThat(row.getLong(3)).isEqualTo(all * (all - 1) / 2);
                        assertThat(row.getLong(4)).isEqualTo(rows * (threads * (threads - 1L) / 2));
                    });
            List<Long> times = new ArrayList<>();
            database.query(
                    List.of(RunTable.ARRIVALS),
                    "SELECT time_ps FROM arrivals",
                    List.of(),
                    row -> times.add(row.getLong(1)));
            assertThat(times).isSorted();
            database.query(
                    List.of(RunTable.WEIGHTS),
                    "SELECT count(*), sum(weight), count(*) FILTER (WHERE isnan(theta)) FROM weights",
                    List.of(),
                    row -> {
                        assertThat(row.getLong(1)).isEqualTo(all / 2);
                        assertThat(row.getLong(3)).isZero();
                    });
        }
    }

    /** Two snapshots fall on the same time: the end of an opportunity and the start of the next. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weightsHandedOverTogether_areThoseHandedOverOneByOne(boolean backwards) {
        int synapses = 3001;
        int snapshots = 150;
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        try (RunWriter writer = writer(directory, Duration.ofMillis(20))) {
            for (int i = 0; i < snapshots; i++) {
                int snapshot = backwards ? snapshots - 1 - i : i;
                double[] weights = new double[synapses];
                Arrays.setAll(weights, synapse -> snapshot * 10_000.0 + synapse + 0.5);
                writer.weights((snapshot + 1) / 2, snapshot / 2, snapshot % 2 - 1, weights);
                Arrays.fill(weights, Double.NaN);
            }
        }
        long[] next = {0};
        try (RunDatabase database = new RunDatabase(directory.path())) {
            database.query(
                    List.of(RunTable.WEIGHTS),
                    "SELECT time_ps, opportunity, cycle, synapse, theta, weight FROM weights",
                    List.of(),
                    row -> {
                        long snapshot = next[0] / synapses;
                        long synapse = next[0] % synapses;
                        assertThat(row.getLong(1)).isEqualTo((snapshot + 1) / 2);
                        assertThat(row.getLong(2)).isEqualTo(snapshot / 2);
                        assertThat(row.getInt(3)).isEqualTo((int) (snapshot % 2 - 1));
                        assertThat(row.getInt(4)).isEqualTo((int) synapse);
                        double weight = snapshot * 10_000.0 + synapse + 0.5;
                        assertThat(row.getDouble(5)).isEqualTo(StrictMath.log(weight));
                        assertThat(row.getDouble(6)).isEqualTo(weight);
                        next[0]++;
                    });
        }
        assertThat(next[0]).isEqualTo((long) synapses * snapshots);
    }

    @Test
    void slowTables_areFlushedWhileTheRunGoesOn() {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        try (RunWriter writer = writer(directory, Duration.ofMillis(20))) {
            writer.network(NETWORK);
            for (int cycle = 0; cycle < 3; cycle++) {
                writer.reward(cycle, 0, cycle, 1, 0);
                int expected = cycle + 1;
                await().atMost(Duration.ofSeconds(20)).until(() -> rewards(directory) == expected);
            }
            try (Stream<Path> parts = Files.list(RunTable.REWARDS.parts(directory.path()))) {
                assertThat(parts).hasSize(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(rewards(directory)).isEqualTo(3);
    }

    private static int rewards(RunDirectory directory) {
        try (RunReader run = RunReader.open(directory.path())) {
            List<RewardRow> rows = new ArrayList<>();
            run.rewards(rows::add);
            return rows.size();
        }
    }

    @Test
    void emptyTables_giveEmptyFilesWithTheirColumns() {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        writer(directory, Duration.ofSeconds(2)).close();
        for (Table table : RunTable.LEARNING_CYCLE) {
            assertThat(table.file(directory.path())).exists();
            assertThat(table.parts(directory.path())).doesNotExist();
        }
        try (RunReader run = RunReader.open(directory.path())) {
            assertThat(rewards(directory)).isZero();
            assertThat(run.progress()).isEmpty();
        }
    }

    @Test
    void closedWriter_refusesRowsAndClosesAgain() {
        RunWriter writer = writer(Runs.directory(folder.resolve("r"), NETWORK, 1), Duration.ofSeconds(2));
        writer.arrival(1, 0, 0, 0);
        writer.close();
        writer.close();
        assertThatIllegalStateException().isThrownBy(() -> writer.arrival(1, 0, 0, 0));
        assertThatIllegalStateException().isThrownBy(() -> writer.network(NETWORK));
    }

    @Test
    void numbersThatAreNone_areRefusedWithTheirPlace() {
        try (RunWriter writer = writer(Runs.directory(folder.resolve("r"), NETWORK, 1), Duration.ofSeconds(2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.weight(1, 2, 3, 7, Double.NaN))
                    .withMessage("theta of synapse 7 must be finite, was NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.weights(1, 2, 3, new double[] {2, 1, Double.POSITIVE_INFINITY}))
                    .withMessage("theta of synapse 2 must be finite, was Infinity");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.weights(1, 2, 3, new double[] {2, 0}))
                    .withMessage("theta of synapse 1 must be finite, was -Infinity");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.reward(1, 2, 3, Double.POSITIVE_INFINITY, 0))
                    .withMessageContaining("loss of opportunity 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.spike(1, 5, SpikeKind.READOUT, Double.NaN, 0, 0))
                    .withMessageContaining("amplitude of neuron 5");
        }
    }

    @Test
    void tableThatCannotBeMerged_keepsItsParts() throws IOException {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        RunWriter writer = new RunWriter(directory, failure -> {});
        writer.network(NETWORK);
        writer.reward(1, 0, 0, 1, 0);
        Files.createDirectories(RunTable.REWARDS.file(directory.path()).resolve("in the way"));
        assertThatExceptionOfType(RecordingFailedException.class)
                .isThrownBy(writer::close)
                .withMessageContaining("rewards.parquet");
        assertThat(RunTable.REWARDS.parts(directory.path()).resolve("part-00000.parquet"))
                .exists();
        assertThat(RunTable.NEURONS.file(directory.path())).exists();
        Files.delete(RunTable.REWARDS.file(directory.path()).resolve("in the way"));
        Files.delete(RunTable.REWARDS.file(directory.path()));
        assertThat(rewards(directory)).isEqualTo(1);
    }
}
