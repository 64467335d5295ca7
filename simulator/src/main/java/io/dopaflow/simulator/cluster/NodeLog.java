package io.dopaflow.simulator.cluster;

import akka.event.Logging;
import akka.event.slf4j.Slf4jLogger;
import java.util.Optional;
import scala.PartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Logs what Akka tells of a node, to SLF4J as ever, but in lines that a person can read: a connection that was not made is told by whoever wanted it,
 * and whoever sends nonsense gets a line without a stack trace, not one for each piece. Akka finds this class by its name.
 */
final class NodeLog extends Slf4jLogger {
    private static final long AGAIN_NANOS = 10_000_000_000L;

    private String last = "";
    private long lastNanos;

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        if (message instanceof Logging.LogEvent event) {
            line(event).filter(line -> isNews(event)).ifPresent(line -> super.aroundReceive(receive, line));
        } else {
            super.aroundReceive(receive, message);
        }
    }

    private boolean isNews(Logging.LogEvent event) {
        String text = event.logSource() + event.message();
        long now = System.nanoTime();
        if (text.equals(last) && now - lastNanos < AGAIN_NANOS) {
            return false;
        }
        last = text;
        lastNanos = now;
        return true;
    }

    /** What is logged for an event; empty for nothing. */
    static Optional<Logging.LogEvent> line(Logging.LogEvent event) {
        String text = String.valueOf(event.message());
        boolean isSerializer = text.startsWith("Can't serialize/deserialize object")
                || text.startsWith("Incoming message attempted to use Java Serialization");
        boolean isConnection = text.startsWith("[outbound connection to");
        boolean isRefusal = text.contains("message stream") && text.contains("SSLHandshakeException");
        if (isSerializer || (isConnection && !isRefusal)) {
            return Optional.empty();
        }
        if (event instanceof Logging.LogEventWithCause failure
                && event.logClass().getName().startsWith("akka.remote")) {
            String whole = text + " " + failure.cause().getMessage();
            return Optional.of(new Logging.Warning(event.logSource(), event.logClass(), whole));
        }
        return Optional.of(event);
    }
}
