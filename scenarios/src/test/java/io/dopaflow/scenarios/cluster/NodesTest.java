package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.scenarios.cli.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as processes: how they begin, are seen, and end. */
@DisabledOnOs(OS.WINDOWS)
class NodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void nodes_areShownUntilTheyLeave() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            ProcessCluster.Node first = cluster.node(1);
            ProcessCluster.Node second = cluster.node(1, "--cores", 3);
            assertThat(first.process().err()).contains(": 1 core, a new cluster; ");
            assertThat(second.process().err()).contains(": 3 cores, joined " + first.address() + "; ");
            for (JsonNode node : cluster.awaitShown(1, second, 2)) {
                boolean isFirst = node.path("node").asText().equals(first.address());
                assertThat(node.path("node").asText()).isEqualTo((isFirst ? first : second).address());
                assertThat(node.path("cores").asInt()).isEqualTo(isFirst ? 1 : 3);
                assertThat(node.path("version").asText()).contains("(dynamics ");
                assertThat(node.path("jobs").asInt()).isZero();
            }
            first.process().signal("TERM");
            assertThat(first.process().exitCode()).isEqualTo(128 + 15);
            assertThat(cluster.awaitShown(1, second, 1))
                    .extracting(node -> node.path("node").asText())
                    .containsExactly(second.address());
        }
    }

    private static List<ProcessHandle> children(ChildProcess parent) {
        return ProcessHandle.of(parent.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Whoever starts them sees which one dies, and leaves none behind, even when killed. */
    @Test
    void localNodes_areNamedWhenTheyDieAndEndWithTheirParent() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            ChildProcess parent =
                    cluster.start(1, "local", "node", "--local", 2, "--cores", 1, "--listen", "127.0.0.1");
            parent.awaitErr("[2] node ");
            assertThat(parent.err()).contains("[1] node ", " is ready: 1 core, a new cluster; ", " 1 core, joined ");
            List<ProcessHandle> nodes = children(parent);
            assertThat(nodes).hasSize(2);
            ProcessHandle second = nodes.get(0).pid() < nodes.get(1).pid() ? nodes.get(1) : nodes.get(0);
            second.destroyForcibly();
            parent.awaitErr("dopaflow: node 2 has ended, with exit code 137\n");
            List<ProcessHandle> left = children(parent);
            assertThat(left).hasSize(1).doesNotContain(second);
            parent.kill();
            Awaitility.await().atMost(PATIENCE).until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void localNodesThatCannotStart_areToldAsOneWouldBe() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            ChildProcess parent = cluster.start(1, "local", "node", "--local", 2, "--join", "127.0.0.1:1");
            assertThat(parent.exitCode()).isEqualTo(2);
            assertThat(parent.err()).contains("--join: found \"127.0.0.1:1\"").hasLineCount(1);
        }
    }
}
