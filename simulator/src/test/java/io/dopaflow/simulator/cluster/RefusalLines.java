package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.slf4j.LoggerFactory;

/** What nodes log of strangers, from its making until it is closed. As there are few lines in a while, strangers come again until theirs is there. */
final class RefusalLines implements AutoCloseable {
    private static final Pattern MORE = Pattern.compile("refused (\\d+) more .*");
    private static final int HANG_UP_MILLISECONDS = 120_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    RefusalLines() {
        told.start();
        logger.addAppender(told);
    }

    /** All but the first lines. */
    List<String> since(int first) {
        return List.copyOf(told.list).stream()
                .skip(first)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(200));
    }

    /** Sends something to a node until that has hung up on it and said so. */
    void assertRefused(NodeAddress node, String reason, byte[]... parts) {
        Set<String> expected = ConcurrentHashMap.newKeySet();
        await().untilAsserted(() -> {
            try (Socket socket = new Socket(node.resolve(), node.port())) {
                expected.add("refused what came from 127.0.0.1:" + socket.getLocalPort() + ": " + reason);
                awaitTheEnd(socket, parts);
            }
            assertThat(since(0)).anyMatch(expected::contains);
        });
    }

    /** Sends something to a node until that has hung up on it. */
    static void sendUntilTheEnd(NodeAddress node, byte[]... parts) throws IOException {
        try (Socket socket = new Socket(node.resolve(), node.port())) {
            awaitTheEnd(socket, parts);
        }
    }

    private static void awaitTheEnd(Socket socket, byte[]... parts) throws IOException {
        socket.setSoTimeout(HANG_UP_MILLISECONDS);
        try {
            OutputStream out = socket.getOutputStream();
            for (byte[] part : parts) {
                out.write(part);
            }
            while (socket.getInputStream().read() >= 0) {
                // What it says is of no interest.
            }
        } catch (SocketException e) {
            // It has hung up while it was still being told something.
        }
    }

    /** Does something until a new line has a text. */
    void awaitAfter(String text, ThrowingRunnable action) {
        int before = count();
        await().untilAsserted(() -> {
            action.run();
            assertThat(since(before)).anyMatch(line -> line.contains(text));
        });
    }

    /** How many lines there are. */
    int count() {
        return told.list.size();
    }

    /** How many refusals they tell of. */
    long refused() {
        return since(0).stream()
                .map(MORE::matcher)
                .mapToLong(more -> more.matches() ? Long.parseLong(more.group(1)) : 1)
                .sum();
    }

    /** Waits until lines tell of so many refusals. */
    void awaitRefused(long count) {
        await().untilAsserted(() -> assertThat(refused()).isGreaterThanOrEqualTo(count));
    }

    @Override
    public void close() {
        logger.detachAppender(told);
    }
}
