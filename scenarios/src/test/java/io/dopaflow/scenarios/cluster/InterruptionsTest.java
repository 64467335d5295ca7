package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.cli.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What users do to processes of a cluster, and what a machine does that sleeps for a while: no result is lost by it. */
@Tag("endurance")
@DisabledOnOs(OS.WINDOWS)
class InterruptionsTest {
    @TempDir
    static Path alone;

    @TempDir
    Path folder;

    private static void start(ProcessCluster cluster) throws Exception {
        cluster.node(1);
        cluster.node(1);
    }

    /** Ctrl-C keeps what is done, and the same command goes on; who tries it twice at once is told so. */
    @ParameterizedTest
    @EnumSource(names = {"SWEEP", "NETWORK"})
    void work_isInterruptedAndGoesOnAndIsDoneOnlyOnceAtATime(LongWork work) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            start(cluster);
            Disturbed disturbed = new Disturbed(cluster, folder, work, 1, work.enough);
            disturbed.awaitProgress();
            disturbed.tell("interrupted");
            disturbed.coordinator().signal("INT");
            assertThat(disturbed.coordinator().exitCode())
                    .as(disturbed.coordinator().err())
                    .isEqualTo(128 + 2);
            disturbed.again();
            disturbed.awaitProgress();
            ChildProcess first = disturbed.coordinator();
            disturbed.again();
            assertThat(disturbed.coordinator().exitCode())
                    .as(disturbed.coordinator().err())
                    .isEqualTo(2);
            assertThat(first.isAlive()).as("long enough to be disturbed").isTrue();
            assertThat(disturbed.coordinator().err()).contains("still writing").hasLineCount(1);
            disturbed.goOnWith(first);
            disturbed.requireWhole(alone);
        }
    }

    /** A node that is told to end gives back what it has in hand. */
    @ParameterizedTest
    @EnumSource(names = {"SWEEP", "NETWORK"})
    void nodeThatEnds_isDoneWithout(LongWork work) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            start(cluster);
            Disturbed disturbed = new Disturbed(cluster, folder, work, 1, work.enough);
            disturbed.awaitProgress();
            disturbed.tell("a node ends");
            cluster.nodes().get(0).process().signal("TERM");
            assertThat(cluster.nodes().get(0).process().exitCode()).isEqualTo(128 + 15);
            disturbed.requireWhole(alone);
        }
    }

    /** New nodes where all have died begin a cluster of their own: the work goes there. */
    @ParameterizedTest
    @EnumSource(names = {"SWEEP", "NETWORK"})
    void workWhoseNodesHaveAllDied_isDoneByNewOnes(LongWork work) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            start(cluster);
            Disturbed disturbed = new Disturbed(cluster, folder, work, 1, work.enough);
            disturbed.awaitProgress();
            disturbed.tell("all nodes are killed");
            List<ProcessCluster.Node> old = List.copyOf(cluster.nodes());
            for (ProcessCluster.Node node : old) {
                node.process().kill();
            }
            for (ProcessCluster.Node node : old) {
                cluster.node(1, "--listen", node.address());
            }
            disturbed.tell("new ones are ready");
            disturbed.requireWhole(alone);
        }
    }

    private enum Sleeper {
        NODE,
        COORDINATOR
    }

    /** A short sleep is only time; a long one looks like a cut. */
    @ParameterizedTest
    @CsvSource({
        "SWEEP, NODE, 3",
        "SWEEP, NODE, 30",
        "SWEEP, COORDINATOR, 30",
        "NETWORK, NODE, 3",
        "NETWORK, NODE, 30",
        "NETWORK, COORDINATOR, 30"
    })
    void processThatSleeps_costsTimeOnly(LongWork work, Sleeper sleeper, int seconds) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            start(cluster);
            Disturbed disturbed = new Disturbed(cluster, folder, work, 1, work.enough);
            disturbed.awaitProgress();
            ChildProcess process =
                    sleeper == Sleeper.NODE ? cluster.nodes().get(1).process() : disturbed.coordinator();
            disturbed.tell("%s sleeps", sleeper);
            process.signal("STOP");
            Thread.sleep(seconds * 1000L);
            disturbed.tell("%s is awake", sleeper);
            process.signal("CONT");
            disturbed.requireWhole(alone);
        }
    }
}
