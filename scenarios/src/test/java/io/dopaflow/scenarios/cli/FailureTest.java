package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.scenarios.run.EngineFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, the run ends soon, says who failed and when, and its directory can be read. */
class FailureTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(10)
    void actorThatThrowsInTheMiddleOfACycle_isNamed() {
        Cli run = runWith(FaultyEngine.recordingInto(BrokenArrival::new));
        RunManifest.Failure failure = requireFailed(run);
        assertThat(failure.culprit()).isEqualTo("synapse 0 (pre -> post)");
        assertThat(failure.at()).isEqualTo("in learning opportunity 1, cycle 5");
        assertThat(failure.message()).contains("vesicles ran out");
        assertThat(run.err())
                .contains("synapse 0 (pre -> post) failed in learning opportunity 1, cycle 5: vesicles ran out")
                .contains("run.log");
    }

    @Test
    @Timeout(10)
    void actorThatThrowsAsItStarts_isNamed() {
        Cli run = runWith(FaultyEngine.breaking(simulation -> {
            simulation.start().weights()[0] = Double.NaN;
            return simulation;
        }));
        RunManifest.Failure failure = requireFailed(run);
        assertThat(failure.culprit()).contains("synapse 0");
        assertThat(failure.at()).contains("started");
    }

    @Test
    @Timeout(10)
    void rewardSystemThatThrows_isNamed() {
        Cli run = runWith(FaultyEngine.recordingInto(BrokenReward::new));
        RunManifest.Failure failure = requireFailed(run);
        assertThat(failure.culprit()).isEqualTo("reward system");
        assertThat(failure.at()).isEqualTo("in learning opportunity 2, cycle 3");
    }

    @Test
    void stackTrace_isInTheLogAndNowhereElse() throws IOException {
        Cli run = runWith(FaultyEngine.recordingInto(BrokenReward::new));
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("IllegalStateException");
        assertThat(Files.readString(folder.resolve("run/run.log")))
                .contains("event=\"end\"", "culprit=\"reward system\"", "IllegalStateException", "\tat ");
    }

    @Test
    @Timeout(30)
    void writerThatCannotWriteAnyMore_cancelsTheRunAndIsNamed() {
        Path spikes = folder.resolve("run").resolve("spikes.parts");
        Cli cli = Cli.executeWith(
                FaultyEngine.recordingInto(next -> new LostFolder(next, spikes)),
                "run",
                "single-synapse",
                "--set",
                "learning.opportunities=1000000",
                "--out",
                folder.resolve("run"));
        RunManifest.Failure failure = requireFailed(cli);
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.message()).contains("spikes");
        assertThat(cli.err()).contains("recorder failed");
    }

    @Test
    @Timeout(30)
    void fullDisk_failsTheRunAndLeavesWhatWasWritten() throws Exception {
        Path run = folder.resolve("run");
        try (SmallDisk disk = SmallDisk.on(run, "2m")) {
            RunManifest.Failure failure = requireFailed(
                    Cli.execute("run", "single-synapse", "--set", "learning.opportunities=1000000", "--out", run));
            assertThat(failure.culprit()).isEqualTo("recorder");
        }
    }

    @Test
    void divergence_stopsTheRunWithCauseAndAdvice() {
        Cli run = Cli.execute(
                "run", "single-synapse", "--set", "learning.flow_time=1000000", "--out", folder.resolve("run"));
        RunManifest.Failure failure = requireFailed(run);
        assertThat(failure.message()).contains("diverged", "raise learning.cycles", "lower learning.flow_time");
        assertThat(run.err()).contains("diverged", "raise learning.cycles");
    }

    @Test
    void portInUse_isSaidBeforeAnythingIsWritten() throws IOException {
        try (var other = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Cli run = Cli.execute(
                    "run", "single-synapse", "--metrics-port", other.getLocalPort(), "--out", folder.resolve("run"));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--metrics-port", "" + other.getLocalPort(), "a free port");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private Cli runWith(EngineFactory engines) {
        return Cli.executeWith(engines, "run", "single-synapse", "--record", "full", "--out", folder.resolve("run"));
    }

    private RunManifest.Failure requireFailed(Cli run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        try (RunReader reader = RunReader.open(folder.resolve("run"))) {
            assertThat(reader.manifest().status()).isEqualTo(RunStatus.FAILED);
            AtomicLong spikes = new AtomicLong();
            reader.spikes(SpikeQuery.everything(), spike -> spikes.incrementAndGet());
            return reader.manifest().failure().orElseThrow();
        }
    }

    /** Replaces the folder of a table's parts by a file, once there is a part in it. */
    private static final class LostFolder extends ForwardingRecorder {
        private final Path parts;
        private boolean lost;

        LostFolder(CycleRecorder next, Path parts) {
            super(next);
            this.parts = parts;
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            if (!lost && Files.exists(parts.resolve("part-00000.parquet"))) {
                lost = true;
                try {
                    Files.move(parts, parts.resolveSibling("elsewhere"));
                    Files.writeString(parts, "a file where a folder should be");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            super.reward(timePs, opportunity, cycle, loss, reward);
        }
    }

    private static final class BrokenArrival extends ForwardingRecorder {
        BrokenArrival(CycleRecorder next) {
            super(next);
        }

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {
            if (opportunity == 1 && cycle == 5) {
                throw new IllegalStateException("vesicles ran out");
            }
            super.arrival(timePs, synapse, opportunity, cycle);
        }
    }

    private static final class BrokenReward extends ForwardingRecorder {
        BrokenReward(CycleRecorder next) {
            super(next);
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            if (opportunity == 2 && cycle == 3) {
                throw new IllegalStateException("dopamine ran out");
            }
            super.reward(timePs, opportunity, cycle, loss, reward);
        }
    }
}
