package io.dopaflow.simulator.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a node listens.
 *
 * @param host name or address of its machine, as the other nodes know it
 * @param port from 1 to 65535; 0 for any that is free
 */
public record NodeAddress(String host, int port) {
    /** What {@link #parse} accepts. */
    public static final String ALLOWED = "HOST:PORT with a port from 1 to 65535, such as 127.0.0.1:2552";

    private static final int MOST = 65_535;
    private static final Pattern HOST_NEVER_HAS = Pattern.compile("[\\s/@\\[\\]]");

    /** Rejects what is no port. */
    public NodeAddress {
        if (port < 0 || port > MOST) {
            throw new IllegalArgumentException("the port is " + port + "; allowed: 0 to " + MOST);
        }
    }

    /** A free port of this machine, which other machines cannot reach. */
    public static NodeAddress anyOfLoopback() {
        return new NodeAddress("127.0.0.1", 0);
    }

    /** Reads {@code HOST:PORT}, with an IPv6 address in brackets; empty if the text is wrong. */
    public static Optional<NodeAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).strip();
        String bare = withoutBrackets(host);
        boolean isBracketed = !bare.equals(host);
        if (bare.isEmpty()
                || (!isBracketed && bare.indexOf(':') >= 0)
                || HOST_NEVER_HAS.matcher(bare).find()) {
            return Optional.empty();
        }
        String port = text.substring(colon + 1).strip();
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > MOST) {
            return Optional.empty();
        }
        return Optional.of(new NodeAddress(bare, Integer.parseInt(port)));
    }

    /** A host without the brackets that an IPv6 address has before a port. */
    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The host, in brackets if it is an IPv6 address. */
    String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** The host's network address. */
    InetAddress resolve() throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    /**
     * Whether no other machine can reach it.
     *
     * @throws UnknownHostException if there is no such host
     */
    public boolean isLoopback() throws UnknownHostException {
        return resolve().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
