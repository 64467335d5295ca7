package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.Coordinator;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.NodeListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands whose work a cluster can do. */
final class ClusterSettings {

    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS",
            description =
                    "Let the nodes of a cluster (see dopaflow node) do the work. The address is that of any of them, such"
                            + " as%n  127.0.0.1:2552. The results do not depend on it.")
    private @Nullable String cluster;

    @Mixin
    private ListenSettings own = new ListenSettings();

    /** What is wrong with the options. */
    List<String> problems() {
        if (cluster != null) {
            return own.problems(NodeAddress.anyOfLoopback(), Optional.of(ClusterAddress.of("--cluster", cluster)));
        }
        return own.isAsked()
                ? List.of("--cluster: found nothing; allowed: " + NodeAddress.ALLOWED
                        + ", as --listen and the options of TLS are for work on a cluster")
                : List.of();
    }

    /** A node of the cluster that is to do the work; empty if this process does it. */
    Optional<NodeAddress> contact() {
        return Optional.ofNullable(cluster).flatMap(NodeAddress::parse);
    }

    /**
     * Joins the cluster.
     *
     * @param silent whether nothing is told of what happens to it
     * @param directory where the results go; who is started again for the same one listens at the same port, if it is free
     *     and {@code --listen} names no other
     * @throws WrongInputException if there is no such cluster, or it does not take this process
     */
    Coordinator join(Terminal terminal, boolean silent, Path directory) throws InterruptedException {
        NodeListener listener = silent ? NodeListener.NONE : terminal::note;
        try {
            return Coordinator.join(own.settings(directory), contact().orElseThrow(), listener);
        } catch (ClusterException e) {
            throw new WrongInputException(List.of("--cluster: " + e.getMessage()));
        }
    }
}
