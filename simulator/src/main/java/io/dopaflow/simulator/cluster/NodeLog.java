package io.dopaflow.simulator.cluster;

import akka.actor.ActorRef;
import akka.event.Logging;
import akka.event.slf4j.Slf4jLogger;
import java.util.Optional;
import java.util.Set;
import scala.PartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Logs what Akka tells of a node, to SLF4J as ever, but in lines that a person can read: a connection that was not made is told by whoever wanted it,
 * and whoever sends nonsense gets a line without a stack trace, a few of them in a while. Akka finds this class by its name.
 */
final class NodeLog extends Slf4jLogger {
    private static final long AGAIN_NANOS = 10_000_000_000L;

    /** Where messages are read. */
    private static final Set<String> READERS = Set.of("akka.remote.artery.Decoder", "akka.remote.artery.Deserializer");

    private final Refusals refusals = new Refusals(!context()
            .system()
            .settings()
            .config()
            .getString(NodeSystem.ENGINES)
            .equals(FrameGuards.class.getName()));
    private String last = "";
    private long lastNanos;

    /** A period of refusals has ended. */
    private enum PeriodEnd {
        NOW
    }

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        if (message instanceof Logging.LogEvent event) {
            Optional<Logging.LogEvent> line = event.level() == Logging.DebugLevel()
                    ? refusals.ofConnection(String.valueOf(event.message())).map(NodeLog::refusal)
                    : line(event);
            line.filter(this::isNews).ifPresent(news -> super.aroundReceive(receive, news));
        } else if (message == PeriodEnd.NOW) {
            refusals.end().ifPresent(text -> super.aroundReceive(receive, refusal(text)));
        } else {
            super.aroundReceive(receive, message);
        }
    }

    private boolean isNews(Logging.LogEvent line) {
        if (line.logClass() == Refusals.class) {
            boolean isTold = refusals.isTold();
            if (isTold && refusals.isFirst()) {
                context()
                        .system()
                        .scheduler()
                        .scheduleOnce(
                                Refusals.PERIOD,
                                self(),
                                PeriodEnd.NOW,
                                context().dispatcher(),
                                ActorRef.noSender());
            }
            return isTold;
        }
        String text = line.logSource() + line.message();
        long now = System.nanoTime();
        if (text.equals(last) && now - lastNanos < AGAIN_NANOS) {
            return false;
        }
        last = text;
        lastNanos = now;
        return true;
    }

    private static Logging.LogEvent refusal(String text) {
        return new Logging.Warning(Refusals.class.getName(), Refusals.class, text);
    }

    /** What is logged for a warning or an error; empty for nothing. What is refused of a stranger has {@link Refusals} as its class. */
    static Optional<Logging.LogEvent> line(Logging.LogEvent event) {
        String text = String.valueOf(event.message());
        boolean isSerializer = text.startsWith("Can't serialize/deserialize object")
                || text.startsWith("Incoming message attempted to use Java Serialization");
        boolean isConnection = text.startsWith("[outbound connection to");
        boolean isRefusal = text.contains("message stream") && text.contains("SSLHandshakeException");
        // The connection is told of besides.
        boolean isFraming = text.startsWith("Error in stage [akka.remote.artery.tcp.TcpFraming");
        if (isSerializer || isFraming || (isConnection && !isRefusal)) {
            return Optional.empty();
        }
        if (event instanceof Logging.LogEventWithCause failure
                && event.logClass().getName().startsWith("akka.remote")) {
            String whole = text + " " + failure.cause().getMessage();
            return Optional.of(
                    READERS.contains(event.logClass().getName())
                            ? refusal("refused a message: " + whole)
                            : new Logging.Warning(event.logSource(), event.logClass(), whole));
        }
        return Optional.of(event);
    }
}
