package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.Coordinator;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.NodeListener;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
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
            paramLabel = "NODE",
            description = "Let the nodes of a cluster do the work: HOST:PORT of any of them (see dopaflow node). The"
                    + " results do not depend on it.")
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
     * @param directory where the results go: who is started again for the same one takes the place of a process that was
     *     killed
     * @throws WrongInputException if there is no such cluster, or it does not take this process
     * @throws io.dopaflow.analysis.store.FileException if another process is writing the directory
     */
    Coordinator join(Terminal terminal, boolean silent, Path directory) throws InterruptedException {
        NodeListener listener = silent ? NodeListener.NONE : terminal::note;
        if (Files.isDirectory(directory)) {
            DirectoryLock.take(directory).close();
        }
        try {
            return Coordinator.join(
                    own.settings(NodeAddress.anyOfLoopback()),
                    contact().orElseThrow(),
                    Optional.of(place(directory)),
                    listener);
        } catch (ClusterException e) {
            throw new WrongInputException(List.of("--cluster: " + e.getMessage()));
        }
    }

    /** What tells a directory from those of other machines. */
    private static String place(Path directory) {
        String path = directory.toAbsolutePath().normalize().toString();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + path;
        } catch (UnknownHostException e) {
            return path;
        }
    }
}
