package io.dopaflow.simulator.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells in plain words what a node refuses of strangers: the first of each period in a line of its own, the others as a number at the end of the period,
 * so that a thousand connections do not make a thousand lines.
 */
final class Refusals {
    /** So long a period is. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    /** So many have a line of their own in a period. */
    static final int LINES = 10;

    private static final Pattern OPENED = Pattern.compile("Outbound connection opened to \\[akka://[^@]*@(.*)]");

    /** Akka's words for a connection that it drops: the other end's address, and why. */
    private static final Pattern DROPPED = Pattern.compile(
            "Aborting (?:tcp )?connection (?:from|to) /?(\\S+) because of (?:down|up)stream failure: ([^\n]*).*",
            Pattern.DOTALL);

    /** So ends a handshake of TLS that fails, at both ends, or a connection that {@link FrameGuard} refuses. */
    private static final Pattern CLOSED =
            Pattern.compile("Closing connection from (\\S+) because downstream cancelled stream without failure");

    private static final Pattern MAGIC = Pattern.compile(".*expected magic bytes, got \\[([^]]*)].*");
    private static final Pattern STREAM = Pattern.compile(".*Unexpected streamId \\[([^]]*)].*");

    private final boolean isTls;

    /** Where this node has connected to: who listens there is no stranger. */
    private final Set<String> own = new HashSet<>();

    private int told;
    private long untold;

    /**
     * None yet.
     *
     * @param isTls whether connections are by TLS
     */
    Refusals(boolean isTls) {
        this.isTls = isTls;
    }

    /**
     * Hears of a connection.
     *
     * @param text Akka's line
     * @return which one was refused, and why; empty if that tells of no stranger
     */
    Optional<String> ofConnection(String text) {
        Matcher opened = OPENED.matcher(text);
        if (opened.matches()) {
            own.add(opened.group(1));
            return Optional.empty();
        }
        Matcher closed = CLOSED.matcher(text);
        if (closed.matches()) {
            return own.contains(closed.group(1))
                    ? Optional.empty()
                    : Optional.of(of(
                            closed.group(1),
                            isTls
                                    ? "it does not speak TLS, or one of the two does not take the other's certificate"
                                    : "no node sends a frame of that length"));
        }
        Matcher dropped = DROPPED.matcher(text);
        return dropped.matches()
                ? reason(dropped.group(2)).map(reason -> of(dropped.group(1), reason))
                : Optional.empty();
    }

    private static String of(String address, String reason) {
        return "refused what came from " + address + ": " + reason;
    }

    private static Optional<String> reason(String cause) {
        Matcher magic = MAGIC.matcher(cause);
        if (magic.matches()) {
            return Optional.of("no node begins with the bytes " + magic.group(1));
        }
        Matcher stream = STREAM.matcher(cause);
        if (stream.matches()) {
            return Optional.of("nodes have no stream " + stream.group(1));
        }
        return cause.contains("truncated") ? Optional.of("it ended within a message") : Optional.empty();
    }

    /** Whether there is room for one more line in this period; otherwise it is counted. */
    boolean isTold() {
        if (told < LINES) {
            told++;
            return true;
        }
        untold++;
        return false;
    }

    /** Whether this one, which is told, is the first of a period. */
    boolean isFirst() {
        return told == 1;
    }

    /** Ends a period; what is left to be told of it. */
    Optional<String> end() {
        long count = untold;
        told = 0;
        untold = 0;
        return count == 0
                ? Optional.empty()
                : Optional.of("refused " + count + " more of strangers in the last " + PERIOD.toSeconds() + " s");
    }
}
