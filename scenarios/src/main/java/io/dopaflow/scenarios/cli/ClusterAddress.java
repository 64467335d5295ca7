package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An address of a cluster as it was written on the command line, with what is known of it. What is wrong with it is told in
 * one line, and soon: who knows a name may be asked for long.
 */
final class ClusterAddress {
    private static final long RESOLVE_SECONDS = 4;
    private static final int REACH_MILLISECONDS = 4000;

    /** What {@code --listen} may be where the port can be left out. */
    static final String HOST_ALLOWED = "HOST or HOST:PORT with a port from 1 to 65535, such as 10.0.0.1:2552";

    private final String option;
    private final String text;
    private final String allowed;
    private final Optional<NodeAddress> address;
    private final Optional<InetAddress> resolved;

    private ClusterAddress(String option, String text, String allowed, Optional<NodeAddress> address) {
        this.option = option;
        this.text = text;
        this.allowed = allowed;
        this.address = address;
        this.resolved = address.flatMap(known -> resolve(known.host()));
    }

    /** An address with a port. */
    static ClusterAddress of(String option, String text) {
        return new ClusterAddress(option, text, NodeAddress.ALLOWED, NodeAddress.parse(text));
    }

    /** An address whose port may be left out, which is 0 then. */
    static ClusterAddress ofHost(String option, String text) {
        Optional<NodeAddress> bare = NodeAddress.parse(text + ":1").map(parsed -> new NodeAddress(parsed.host(), 0));
        return new ClusterAddress(
                option, text, HOST_ALLOWED, NodeAddress.parse(text).or(() -> bare));
    }

    /** An address that nobody has written. */
    static ClusterAddress of(String option, NodeAddress address) {
        return new ClusterAddress(option, address.toString(), NodeAddress.ALLOWED, Optional.of(address));
    }

    /** What the system's resolver says, if it does in time. */
    private static Optional<InetAddress> resolve(String host) {
        FutureTask<InetAddress> task = new FutureTask<>(() -> InetAddress.getByName(host));
        Thread asker = new Thread(task, "resolver");
        asker.setDaemon(true);
        asker.start();
        try {
            return Optional.of(task.get(RESOLVE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The address, if it was written as one. */
    Optional<NodeAddress> address() {
        return address;
    }

    /** Whether other machines can reach it, as far as it is known. */
    boolean isOpen() {
        return resolved.isPresent() && !resolved.get().isLoopbackAddress();
    }

    /** What is wrong with it as the address of another process. */
    Optional<String> problem() {
        if (address.isEmpty()) {
            return Optional.of(UsageProblem.wrong(option, text, allowed));
        }
        return resolved.isPresent()
                ? Optional.empty()
                : Optional.of(
                        option + ": found " + Text.quoted(text) + ", but there is no such host; allowed: " + allowed);
    }

    /** What is wrong with it as an address at which somebody listens. */
    Optional<String> problemOfReach() {
        return address.filter(known -> !answers(known))
                .map(
                        known -> option + ": found " + Text.quoted(text)
                                + ", where nobody listens; allowed: the address of a node that works, see dopaflow node --help");
    }

    private static boolean answers(NodeAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), REACH_MILLISECONDS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What is wrong with it as an address at which this process is to listen. */
    Optional<String> problemOfOwn() {
        return problem()
                .or(() -> resolved.filter(found -> !isOwn(found))
                        .map(found -> option + ": found " + Text.quoted(text) + ", which is no address of this machine"
                                + "; allowed: one that it has, by which the other nodes know it"))
                .or(() -> address.filter(found -> !isFree(found))
                        .map(found -> option + ": found " + Text.quoted(found.toString())
                                + ", where another process listens; allowed: a port that is free"));
    }

    /** Whether this process could listen there; at port 0 it could. */
    private static boolean isFree(NodeAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address.host(), address.port()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) != null);
        } catch (SocketException e) {
            return false;
        }
    }

    /** What is wrong with it where there are no certificates. */
    Optional<String> problemWithoutTls() {
        return isOpen()
                ? Optional.of(option + ": found " + Text.quoted(text) + " without TLS; allowed: a loopback address such"
                        + " as 127.0.0.1, or --tls-keystore, --tls-truststore and --tls-password-file")
                : Optional.empty();
    }

    /** What is wrong with it as an address at which this process is to listen to that node. */
    Optional<String> problemFacing(ClusterAddress node) {
        return node.isOpen() && !isOpen()
                ? Optional.of(
                        option + ": found " + Text.quoted(text) + ", where only this machine reaches it, but the node"
                                + " may be another; allowed: an address of this machine by which the nodes know it")
                : Optional.empty();
    }
}
