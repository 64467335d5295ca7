package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.DopaflowVersion;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a process that speaks with a cluster: where the nodes answer it, and by which certificates. */
final class ListenSettings {
    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "Where this process listens to nodes: HOST:PORT, or HOST for any port that is free; an address of"
                            + " this machine by which they know it. By default 127.0.0.1, which only this machine reaches; other"
                            + " addresses need TLS.")
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
     * @param standard where this process listens without {@code --listen}
     * @param contact the node that is to be spoken with, if there is one
     */
    List<String> problems(NodeAddress standard, Optional<ClusterAddress> contact) {
        List<String> problems = new ArrayList<>();
        contact.flatMap(ClusterAddress::problem).ifPresent(problems::add);
        ClusterAddress own = own(standard);
        if (listen == null && contact.filter(ClusterAddress::isOpen).isPresent()) {
            problems.add("--listen: found nothing; allowed: " + ClusterAddress.HOST_ALLOWED
                    + ", an address of this machine by which the nodes of the cluster know it");
        } else {
            own.problemOfOwn().or(() -> contact.flatMap(own::problemFacing)).ifPresent(problems::add);
        }
        if (!tls.isAsked()) {
            contact.flatMap(ClusterAddress::problemWithoutTls).ifPresent(problems::add);
            own.problemWithoutTls().ifPresent(problems::add);
        }
        problems.addAll(tls.problems());
        if (problems.isEmpty()) {
            contact.flatMap(ClusterAddress::problemOfReach).ifPresent(problems::add);
        }
        return problems;
    }

    /**
     * How this process takes part.
     *
     * @param standard where it listens without {@code --listen}
     */
    NodeSettings settings(NodeAddress standard) {
        NodeAddress address = own(standard).address().orElseThrow();
        return new NodeSettings(address, tls.certificates(), DopaflowVersion.withDynamics());
    }

    /** The options of TLS, as another process of this program is to be given them. */
    List<String> tlsWords() {
        return tls.words();
    }

    private ClusterAddress own(NodeAddress standard) {
        return listen == null ? ClusterAddress.of("--listen", standard) : ClusterAddress.ofHost("--listen", listen);
    }
}
