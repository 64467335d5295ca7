package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.scenarios.cli.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps, studies and runs that processes make together have the results of one machine. */
@DisabledOnOs(OS.WINDOWS)
class ClusterStudiesTest {
    private static final String SWEEP = "sweep theorem-1 --set learning.cycles=50,200 --seeds 1..6 --quiet";
    private static final String STUDY = "converge theorem-1 --cycles 50,200 --replicates 20 --quiet";

    /** So long that something can happen in the middle of it. */
    private static final String LONG_SWEEP = "sweep theorem-1 --set learning.cycles=100000,100001 --seeds 1..4 --quiet";

    private static final List<String> NETWORKS = List.of(
            "run brunel --set duration=300ms --set populations.excitatory.size=400 --set populations.inhibitory.size=100"
                    + " --set projections.0.connect.indegree=40 --set projections.1.connect.indegree=10"
                    + " --set record.states.every=1ms --quiet",
            "run distal-reward --set duration=500ms --set record.spikes=all --set record.weights.0.every=10ms --quiet");

    @TempDir
    Path folder;

    /** Makes it here and by a cluster, and compares. */
    private void requireEqual(ProcessCluster cluster, int machine, String command) throws Exception {
        String name = command.substring(0, command.indexOf(' '));
        make(cluster, machine, name + "-one", command, List.of());
        make(
                cluster,
                machine,
                name + "-many",
                command,
                cluster.options(machine, cluster.nodes().get(0)));
        Path one = folder.resolve(name + "-one");
        Path many = folder.resolve(name + "-many");
        assertThat(ClusterCrewTest.rows(many.resolve("results.parquet")))
                .isNotEmpty()
                .isEqualTo(ClusterCrewTest.rows(one.resolve("results.parquet")));
        assertThat(files(many)).isEqualTo(files(one));
    }

    private static List<String> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void make(ProcessCluster cluster, int machine, String out, String command, List<Object> options)
            throws Exception {
        ChildProcess made = begin(cluster, machine, out, command, options);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).isEqualTo(out + "\n");
    }

    private static ChildProcess begin(
            ProcessCluster cluster, int machine, String out, String command, List<Object> options) throws Exception {
        List<Object> words = new ArrayList<>(Arrays.asList((Object[]) command.split(" ")));
        words.addAll(List.of("--out", out));
        words.addAll(options);
        return cluster.start(machine, out, words.toArray());
    }

    /** Begins the long sweep by a cluster, and waits until it has results; makes it here before. */
    private ChildProcess beginLong(ProcessCluster cluster, int machine) throws Exception {
        make(cluster, machine, "one", LONG_SWEEP, List.of());
        ChildProcess sweep = begin(
                cluster,
                machine,
                "many",
                LONG_SWEEP,
                cluster.options(machine, cluster.nodes().get(0)));
        sweep.awaitFile(folder.resolve("many/results.parquet"));
        return sweep;
    }

    private void requireEqualEnd(ChildProcess sweep) throws Exception {
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        assertThat(ClusterCrewTest.rows(folder.resolve("many/results.parquet")))
                .isEqualTo(ClusterCrewTest.rows(folder.resolve("one/results.parquet")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("slow")
    void studiesOfSoManyNodes_haveTheResultsOfOneMachine(int count) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            for (int node = 0; node < count; node++) {
                cluster.node(1);
            }
            requireEqual(cluster, 1, SWEEP);
            requireEqual(cluster, 1, STUDY);
        }
    }

    @Test
    @Tag("slow")
    void networksOfFourNodes_haveTheDigestsAndRowsOfOneMachine() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            for (int node = 0; node < 4; node++) {
                cluster.node(1);
            }
            for (int n = 0; n < NETWORKS.size(); n++) {
                String one = "network-one-" + n;
                String many = "network-many-" + n;
                make(cluster, 1, one, NETWORKS.get(n), List.of());
                make(
                        cluster,
                        1,
                        many,
                        NETWORKS.get(n),
                        cluster.options(1, cluster.nodes().get(0)));
                LongWork.requireEqualRuns(RunDirectory.of(folder.resolve(one)), RunDirectory.of(folder.resolve(many)));
            }
        }
    }

    /** What a node had in hand that dies is made by the other, and nothing is there twice. */
    @Test
    @Tag("slow")
    void nodeThatIsKilled_costsNoResult() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            ProcessCluster.Node first = cluster.node(1);
            ProcessCluster.Node second = cluster.node(1);
            ChildProcess sweep = beginLong(cluster, 1);
            second.process().kill();
            requireEqualEnd(sweep);
            cluster.awaitShown(1, first, 1);
        }
    }

    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void studiesOfMachinesWithCertificates_haveTheResultsOfOneMachine() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onMachines(folder, 3)) {
            cluster.node(1);
            cluster.node(2);
            requireEqual(cluster, 3, SWEEP);
        }
    }

    /** Who has no certificate, or one that another authority has signed, is told so, and harms nothing. */
    @Test
    @Tag("endurance")
    @EnabledOnOs(OS.LINUX)
    void strangers_areRefusedAndTheClusterGoesOn() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onMachines(folder, 3)) {
            ProcessCluster.Node first = cluster.node(1);
            Path own = Files.createDirectory(folder.resolve("own"));
            DocumentedCertificates strange =
                    DocumentedCertificates.make(own, List.of(Machines.address(2), Machines.address(3)));
            List<Object> join = new ArrayList<>(
                    List.of("node", "--listen", Machines.address(2), "--join", first.address(), "--cores", 1));
            join.addAll(strange.options(Machines.address(2)));
            ChildProcess refused = cluster.start(2, "refused", join.toArray());
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(first.address())
                    .doesNotContain("Exception")
                    .hasLineCount(1);
            ChildProcess bare = cluster.start(2, "bare", "nodes", first.address(), "--listen", Machines.address(2));
            assertThat(bare.exitCode()).isEqualTo(2);
            assertThat(bare.err()).contains("without TLS");
            requireEqual(cluster, 3, SWEEP);
        }
    }

    /**
     * A machine that is cut off in the middle costs time: what it had in hand is made by the other, and nothing is there twice.
     * When the cut is mended, it comes back.
     */
    @Test
    @Tag("endurance")
    @EnabledOnOs(OS.LINUX)
    void machineThatIsCutOff_costsNoResultAndComesBack() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onMachines(folder, 3)) {
            ProcessCluster.Node first = cluster.node(1);
            ProcessCluster.Node second = cluster.node(2);
            ChildProcess sweep = beginLong(cluster, 3);
            cluster.machines().cut(2);
            requireEqualEnd(sweep);
            second.process().awaitErr("lost the other nodes");
            cluster.awaitShown(1, first, 1);
            cluster.machines().mend(2);
            cluster.awaitShown(1, first, 2);
        }
    }
}
