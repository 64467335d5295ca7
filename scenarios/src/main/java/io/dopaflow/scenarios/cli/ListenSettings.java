package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.DopaflowVersion;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.NodeSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a process that speaks with a cluster: where the nodes answer it, and by which certificates. */
final class ListenSettings {
    /** The first of the ports that nobody may reserve (RFC 6335), and how many there are. */
    private static final int FIRST_PORT = 49_152;

    private static final int PORTS = 16_384;

    @Option(
            names = "--listen",
            paramLabel = "HOST[:PORT]",
            description = "Where this process listens to the nodes: an address of this machine by which they know it;"
                    + " needed when they are on other machines. By default a free port that only this machine"
                    + " reaches.")
    private @Nullable String listen;

    @Mixin
    private TlsSettings tls = new TlsSettings();

    /** Whether any of the options is there. */
    boolean isAsked() {
        return listen != null || tls.isAsked();
    }

    /**
     * What is wrong with the options.
     *
     * @param contact the node that is to be spoken with, if it is known
     */
    List<String> problems(Optional<ClusterAddress> contact) {
        List<String> problems = new ArrayList<>(tls.problems());
        contact.flatMap(ClusterAddress::problem).ifPresent(problems::add);
        Optional<ClusterAddress> own = Optional.ofNullable(listen).map(text -> ClusterAddress.ofHost("--listen", text));
        own.flatMap(ClusterAddress::problemOfOwn).ifPresent(problems::add);
        if (!tls.isAsked()) {
            contact.flatMap(ClusterAddress::problemWithoutTls).ifPresent(problems::add);
            own.flatMap(ClusterAddress::problemWithoutTls).ifPresent(problems::add);
        }
        if (own.isEmpty() && contact.filter(ClusterAddress::isOpen).isPresent()) {
            problems.add("--listen: found nothing; allowed: " + ClusterAddress.HOST_ALLOWED
                    + ", an address of this machine by which the nodes of the cluster know it");
        }
        return problems;
    }

    /** How this process takes part, at a port that is free if the options name none. */
    NodeSettings settings() {
        return new NodeSettings(address(), tls.certificates(), DopaflowVersion.withDynamics());
    }

    /**
     * How this process takes part. If the options name no port, it is the same whenever it is asked for the same directory,
     * as long as it is free: the nodes then know who comes back.
     *
     * @param directory that this process alone writes
     */
    NodeSettings settings(Path directory) {
        NodeAddress asked = address();
        NodeAddress own = new NodeAddress(asked.host(), portOf(directory));
        return new NodeSettings(
                asked.port() == 0 && isFree(own) ? own : asked, tls.certificates(), DopaflowVersion.withDynamics());
    }

    private NodeAddress address() {
        return Optional.ofNullable(listen)
                .flatMap(text -> ClusterAddress.ofHost("--listen", text).address())
                .orElseGet(NodeAddress::anyOfLoopback);
    }

    /** The port that belongs to a directory. */
    static int portOf(Path directory) {
        return FIRST_PORT
                + Math.floorMod(
                        directory.toAbsolutePath().normalize().toString().hashCode(), PORTS);
    }

    private static boolean isFree(NodeAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address.host(), address.port()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
