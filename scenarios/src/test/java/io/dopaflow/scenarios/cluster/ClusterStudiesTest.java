package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.cli.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps and studies that processes make together have the results of one machine. */
@Tag("endurance")
@DisabledOnOs(OS.WINDOWS)
class ClusterStudiesTest {
    private static final String SWEEP = "sweep theorem-1 --set learning.cycles=50,200 --seeds 1..6 --quiet";
    private static final String STUDY = "converge theorem-1 --cycles 50,200 --replicates 20 --quiet";

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
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
    @EnabledOnOs(OS.LINUX)
    void machineThatIsCutOff_costsNoResultAndComesBack() throws Exception {
        String command = "sweep theorem-1 --set learning.cycles=100000,100001 --seeds 1..4 --quiet";
        try (ProcessCluster cluster = ProcessCluster.onMachines(folder, 3)) {
            ProcessCluster.Node first = cluster.node(1);
            ProcessCluster.Node second = cluster.node(2);
            make(cluster, 3, "one", command, List.of());
            ChildProcess sweep = begin(cluster, 3, "many", command, cluster.options(3, first));
            sweep.awaitFile(folder.resolve("many/results.parquet"));
            cluster.machines().cut(2);
            assertThat(sweep.exitCode()).as(sweep.err()).isZero();
            assertThat(ClusterCrewTest.rows(folder.resolve("many/results.parquet")))
                    .isEqualTo(ClusterCrewTest.rows(folder.resolve("one/results.parquet")));
            second.process().awaitErr("lost the other nodes");
            assertThat(cluster.shown(1, first)).hasSize(1);
            cluster.machines().mend(2);
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> cluster.shown(1, first).count() == 2);
        }
    }
}
