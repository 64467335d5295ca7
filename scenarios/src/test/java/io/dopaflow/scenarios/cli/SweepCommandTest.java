package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.models.record.Thinning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    private static final int SIGINT = 2;

    @TempDir
    Path folder;

    private Cli sweep(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "sweep",
                "single-synapse",
                "--set",
                "learning.cycles=5,10",
                "--seeds",
                "1..3",
                "--out",
                folder.resolve("s")));
        args.addAll(List.of(more));
        return Cli.execute(args.toArray());
    }

    @Test
    void table_hasARowForEachGridPoint() {
        Cli made = sweep();
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out().lines()).hasSize(3);
        assertThat(made.out())
                .contains("learning.cycles", "train loss", "seconds")
                .doesNotContain("accuracy");
        assertThat(made.err()).contains("finished 6 runs", folder.resolve("s").toString());
    }

    @Test
    void sameCommandAgain_doesNothingTwice() {
        sweep();
        Cli again = sweep();
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("6 of them made earlier");
        assertThat(sweep("--force").err()).doesNotContain("earlier");
    }

    @Test
    void sweepThatAnotherIsWriting_isRefused() {
        sweep();
        DirectoryLock lock = DirectoryLock.take(folder.resolve("s"));
        try {
            for (Cli refused : List.of(sweep(), sweep("--force"))) {
                assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
                assertThat(refused.err()).contains("another dopaflow is still writing");
            }
        } finally {
            lock.close();
        }
        assertThat(sweep().err()).contains("6 of them made earlier");
    }

    @Test
    void failedMembers_areNamedAndExitCodeIs1() {
        Cli made = sweep("--set", "learning.flow_time=0.1,100000");
        assertThat(made.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(made.err()).contains("failed:", "learning.flow_time=100000 seed=", "diverged");
        assertThat(made.out()).contains("(3 failed)");
    }

    @Test
    void quiet_printsTheDirectoryOnly() {
        Cli made = sweep("--quiet");
        assertThat(made.out().strip()).isEqualTo(folder.resolve("s").toString());
        assertThat(made.err()).isEmpty();
    }

    @Test
    void wrongInput_isReportedAllAtOnceAndNothingIsWritten() {
        Cli made = sweep("--set", "learning.flow_time=0,x", "--set", "seed=4", "--jobs", "0", "--engine", "warp");
        assertThat(made.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(made.err()).contains("--jobs: found", "--engine: found", "--seeds", "flow_time=0:", "flow_time=x:");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void jobsBesideACluster_areRefused() {
        Cli made = sweep("--jobs", "2", "--cluster", "127.0.0.1:2552");
        assertThat(made.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(made.err()).contains("--jobs: found 2 beside --cluster; allowed: one of the two");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void members_recordNoSpikes() {
        AtomicInteger asked = new AtomicInteger();
        Cli made = Cli.executeWith(
                FaultyEngine.breaking(simulation -> {
                    asked.incrementAndGet();
                    assertThat(simulation.plan().spikes()).isInstanceOf(Thinning.None.class);
                    assertThat(simulation.plan().arrivals()).isInstanceOf(Thinning.None.class);
                    return simulation;
                }),
                "sweep",
                "single-synapse",
                "--out",
                folder.resolve("s"));
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void interruptedProgram_keepsWhatIsDone() throws Exception {
        Path out = folder.resolve("s");
        Object[] args = {
            "sweep", "iris", "--set", "learning.epochs=1,10000", "--seeds", "1..2", "--jobs", "2", "--out", out
        };
        try (ChildProcess child = ChildProcess.start(folder, List.of(), args)) {
            assumeFalse(child.ignores(SIGINT), "this process was started in the background of a shell");
            child.awaitFile(out.resolve("results.parquet"));
            child.signal("INT");
            assertThat(child.exitCode()).isEqualTo(ExitCode.CANCELLED);
            assertThat(child.err()).contains("cancelled").contains("of 4 runs");
        }
        assertThat(Files.readString(out.resolve("sweep.json"))).contains("\"status\" : \"cancelled\"");
    }
}
