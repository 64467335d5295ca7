package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.event.Logging;
import akka.stream.Materializer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLogTest {
    private static Optional<String> line(Logging.LogEvent event) {
        return NodeLog.line(event).map(line -> String.valueOf(line.message()));
    }

    private static Logging.Warning warning(String text) {
        return new Logging.Warning("source", Materializer.class, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[outbound connection to [akka://x], message stream] Upstream failed, cause: StreamTcpException: aborted",
                "[outbound connection to [akka://x], control stream] Upstream failed, cause: SSLHandshakeException: x",
                "Can't serialize/deserialize object of type [java.util.ArrayList] in",
                "Error in stage [akka.remote.artery.tcp.TcpFraming$$anon$1-ByteStringParser]: truncated data",
            })
    void whatIsToldElsewhere_isNotLogged(String text) {
        assertThat(line(warning(text))).isEmpty();
    }

    @Test
    void refusedCertificate_isLoggedOnce() {
        String text =
                "[outbound connection to [akka://x], message stream] Upstream failed, cause: SSLHandshakeException: y";
        assertThat(line(warning(text))).contains(text);
    }

    @Test
    void failureToRead_isALineWithoutStackTrace() throws Exception {
        Class<?> reader = Class.forName("akka.remote.artery.Deserializer");
        Logging.LogEvent line = NodeLog.line(new Logging.Error(
                        new IllegalArgumentException("Only allowed classes"),
                        "source",
                        reader,
                        "Failed to deserialize"))
                .orElseThrow();
        assertThat(line).isNotInstanceOf(Logging.LogEventWithCause.class);
        assertThat(line.message()).isEqualTo("refused a message: Failed to deserialize Only allowed classes");
        assertThat(line.logClass()).isEqualTo(Refusals.class);
    }

    @Test
    void anythingElse_isLoggedAsItIs() {
        Logging.LogEvent failure =
                new Logging.Error(new IllegalStateException("broken"), "source", NodeLogTest.class, "an actor failed");
        assertThat(NodeLog.line(failure)).containsSame(failure);
    }
}
