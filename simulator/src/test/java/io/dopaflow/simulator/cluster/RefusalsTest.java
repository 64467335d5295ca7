package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private final Refusals refusals = new Refusals(false);
    private final Refusals withTls = new Refusals(true);

    @ParameterizedTest
    @CsvSource({
        "Aborting connection from 127.0.0.1:5 because of downstream failure: x.FramingException: Stream didn't start with expected magic bytes;"
                + " got [47 45] Connection is rejected., no node begins with the bytes 47 45",
        "Aborting tcp connection to /127.0.0.1:5 because of upstream failure: x.IllegalArgumentException: Unexpected streamId [63],"
                + " nodes have no stream 63",
        "Aborting tcp connection to /127.0.0.1:5 because of upstream failure: x.FramingException: there was a truncated final frame in the buffer,"
                + " it ended within a message",
    })
    void connectionThatIsDropped_isTold(String text, String reason) {
        String line = text.replace("bytes;", "bytes,");
        assertThat(refusals.ofConnection(line)).contains("refused what came from 127.0.0.1:5: " + reason);
        assertThat(refusals.ofConnection(line + "\nakka.SomeClass(X.scala:1)"))
                .contains("refused what came from 127.0.0.1:5: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "New connection accepted",
                "Aborting tcp connection to 127.0.0.1/<unresolved>:5 because of upstream failure: ShutdownSignal",
            })
    void whatNodesDo_isNotTold(String text) {
        assertThat(refusals.ofConnection(text)).isEmpty();
    }

    @Test
    void handshakeThatFails_isToldByTheOneThatWasCalled() {
        String closed = "Closing connection from 127.0.0.1:5 because downstream cancelled stream without failure";
        assertThat(withTls.ofConnection(closed).orElseThrow())
                .startsWith("refused what came from 127.0.0.1:5: it does not speak TLS");
        assertThat(withTls.ofConnection("Outbound connection opened to [akka://dopaflow@127.0.0.1:5]"))
                .isEmpty();
        assertThat(withTls.ofConnection(closed)).isEmpty();
    }

    @Test
    void frameThatIsRefused_isTold() {
        assertThat(refusals.ofConnection(
                        "Closing connection from 127.0.0.1:5 because downstream cancelled stream without failure"))
                .contains("refused what came from 127.0.0.1:5: no node sends a frame of that length");
    }

    @Test
    void mostOfMany_areCounted() {
        assertThat(refusals.isTold()).isTrue();
        assertThat(refusals.isFirst()).isTrue();
        for (int i = 1; i < Refusals.LINES; i++) {
            assertThat(refusals.isTold()).isTrue();
            assertThat(refusals.isFirst()).isFalse();
        }
        assertThat(refusals.isTold()).isFalse();
        assertThat(refusals.isTold()).isFalse();
        assertThat(refusals.end()).contains("refused 2 more of strangers in the last 10 s");
    }

    @Test
    void afterAPeriod_thereIsRoomAgain() {
        for (int i = 0; i < Refusals.LINES; i++) {
            refusals.isTold();
        }
        assertThat(refusals.end()).isEmpty();
        assertThat(refusals.isTold()).isTrue();
        assertThat(refusals.isFirst()).isTrue();
    }
}
