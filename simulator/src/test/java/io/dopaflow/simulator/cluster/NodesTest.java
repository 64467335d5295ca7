package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How nodes come together, part, and are refused. */
@Timeout(300)
class NodesTest {
    private final Nodes.NetworkWork work = new Nodes.NetworkWork();
    private final Nodes nodes = new Nodes(work);

    @AfterEach
    void close() {
        nodes.close();
    }

    private WorkerNode start(NodeSettings settings, Optional<NodeAddress> join) throws Exception {
        return WorkerNode.start(settings, join, 1, work, NodeListener.NONE);
    }

    private static NodeSettings at(NodeAddress address) {
        return new NodeSettings(address, Optional.empty(), Nodes.VERSION);
    }

    private void assertRefused(NodeSettings settings, NodeAddress contact, String... words) {
        assertThatThrownBy(() -> start(settings, Optional.of(contact)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> Coordinator.join(settings, contact, Optional.empty(), NodeListener.NONE))
                .isInstanceOf(ClusterException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> Coordinator.nodes(settings, contact))
                .isInstanceOf(ClusterException.class)
                .hasMessageContainingAll(words);
    }

    private static NodeStatus idle(WorkerNode node, int cores) {
        return new NodeStatus(node.address().toString(), cores, Nodes.VERSION, "nothing", NodeCounts.NONE);
    }

    @Test
    void allNodes_areSeenFromAnywhere_untilTheyLeave() throws Exception {
        WorkerNode first = nodes.start(1);
        WorkerNode second = nodes.start(3);
        WorkerNode third = nodes.start(2);
        Coordinator coordinator = nodes.coordinate();
        Nodes.patiently()
                .untilAsserted(() -> assertThat(coordinator.nodes())
                        .containsExactlyInAnyOrder(idle(first, 1), idle(second, 3), idle(third, 2)));
        third.close();
        nodes.awaitKnown(coordinator, 2);
        for (WorkerNode left : List.of(first, second)) {
            Nodes.patiently()
                    .until(() -> Coordinator.nodes(nodes.settings(), left.address()).stream()
                            .map(NodeStatus::address)
                            .sorted()
                            .toList()
                            .equals(List.of(first, second).stream()
                                    .map(node -> node.address().toString())
                                    .sorted()
                                    .toList()));
        }
    }

    /** The node where the others joined is no more than they are. */
    @Test
    void clusterGoesOn_withoutItsFirstNode() throws Exception {
        WorkerNode first = nodes.start(1);
        WorkerNode second = nodes.start(1);
        first.close();
        try (Coordinator coordinator =
                Coordinator.join(nodes.settings(), second.address(), Optional.empty(), NodeListener.NONE)) {
            nodes.awaitKnown(coordinator, 1);
            try (WorkerNode third = start(nodes.settings(), Optional.of(second.address()))) {
                nodes.awaitKnown(coordinator, 2);
                assertThat(coordinator.nodes())
                        .extracting(NodeStatus::address)
                        .contains(third.address().toString());
            }
        }
    }

    /** So is the node by which a coordinator has come. */
    @Test
    void coordinatorGoesOn_withoutItsFirstNode() throws Exception {
        WorkerNode first = nodes.start(1);
        WorkerNode second = nodes.start(1);
        Coordinator coordinator = nodes.coordinate();
        first.close();
        Nodes.patiently().untilAsserted(() -> assertThat(coordinator.nodes()).containsExactly(idle(second, 1)));
    }

    @Test
    void anotherVersion_isRefused_withAMessageAtBothEnds() throws Exception {
        nodes.start(1);
        assertRefused(
                nodes.settings("another version"),
                nodes.contact(),
                nodes.contact() + " has a version",
                "this one has another version",
                "allowed: the same");
        assertThat(nodes.events())
                .hasSize(3)
                .allMatch(event -> event.startsWith("refused 127.0.0.1:")
                        && event.endsWith("which has another version; this node has a version"));
        nodes.awaitKnown(nodes.coordinate(), 1);
    }

    @Test
    void portInUse_isNamed() throws Exception {
        nodes.start(1);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeAddress address = new NodeAddress("127.0.0.1", taken.getLocalPort());
            assertRefused(at(address), nodes.contact(), "cannot listen on " + address, "in use");
        }
        assertRefused(at(nodes.contact()), nodes.contact(), "cannot listen on " + nodes.contact(), "in use");
    }

    @Test
    void nobodyThere_isTold() throws Exception {
        NodeAddress contact = new NodeAddress("127.0.0.1", 1);
        assertThatThrownBy(() -> Coordinator.join(nodes.settings(), contact, Optional.empty(), NodeListener.NONE))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no node of dopaflow answers at " + contact);
    }

    /** It accepts connections and says nothing. */
    @Test
    void somethingElseThere_isTold() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            NodeAddress contact = new NodeAddress("127.0.0.1", other.getLocalPort());
            assertThatThrownBy(() -> Coordinator.join(nodes.settings(), contact, Optional.empty(), NodeListener.NONE))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("no node of dopaflow answers at " + contact);
        }
    }

    @Test
    void hostThatIsNot_isNamed() throws Exception {
        NodeAddress nowhere = new NodeAddress("nowhere.invalid", 2552);
        assertThatThrownBy(() -> start(at(nowhere), Optional.empty()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("cannot listen on nowhere.invalid:2552: no such host");
        assertThatThrownBy(() -> Coordinator.join(nodes.settings(), nowhere, Optional.empty(), NodeListener.NONE))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nowhere.invalid:2552");
    }

    @Test
    void otherAddressThanLoopback_needsCertificates() {
        for (String host : List.of("0.0.0.0", "192.0.2.1")) {
            assertThatThrownBy(() -> start(at(new NodeAddress(host, 2552)), Optional.empty()))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContainingAll("without certificates", "127.0.0.1", "mutual TLS");
        }
    }

    @Test
    void noCores_areRejected() {
        assertThatThrownBy(() -> WorkerNode.start(nodes.settings(), Optional.empty(), 0, work, NodeListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: at least 1");
    }

    /** As text in brackets, and to the parts of Akka that want it so. */
    @Test
    void addressOfVersion6_works() throws Exception {
        try (WorkerNode node = start(at(new NodeAddress("::1", 0)), Optional.empty())) {
            assertThat(node.address().toString()).startsWith("[::1]:");
            assertThat(Coordinator.nodes(at(new NodeAddress("::1", 0)), node.address()))
                    .extracting(NodeStatus::address)
                    .containsExactly(node.address().toString());
        }
    }
}
