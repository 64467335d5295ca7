package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:2552, 127.0.0.1, 2552",
        "localhost:1, localhost, 1",
        "node-7.lab.example:65535, node-7.lab.example, 65535",
        "[::1]:2552, ::1, 2552",
        "[fe80::1%eth0]:80, fe80::1%eth0, 80",
        "' 10.0.0.1 : 02552 ', 10.0.0.1, 2552",
    })
    void address_isRead(String text, String host, int port) {
        assertThat(NodeAddress.parse(text)).contains(new NodeAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":2552",
                "localhost",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "localhost:99999999999",
                "localhost:-1",
                "localhost:+1",
                "localhost:2552:",
                "localhost:\u0661",
                "::1:2552",
                "[]:2552",
                "[::1:2552",
                "::1]:2552",
                "[::1]",
                "a b:2552",
                "a\n\nb:2552",
                "akka://dopaflow@localhost:2552",
                "user@localhost:2552",
            })
    void junk_isNoAddress(String text) {
        assertThat(NodeAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:2552", "[::1]:2552", "localhost:1"})
    void text_isReadAgain(String text) {
        assertThat(NodeAddress.parse(text).orElseThrow()).hasToString(text);
    }

    @Test
    void loopback_isToldFromOthers() throws Exception {
        assertThat(new NodeAddress("127.0.0.1", 1).isLoopback()).isTrue();
        assertThat(new NodeAddress("::1", 1).isLoopback()).isTrue();
        assertThat(new NodeAddress("0.0.0.0", 1).isLoopback()).isFalse();
        assertThat(new NodeAddress("192.0.2.1", 1).isLoopback()).isFalse();
    }

    @Test
    void portOutOfRange_isRejected() {
        assertThatThrownBy(() -> new NodeAddress("localhost", 65_536)).hasMessageContaining("allowed: 0 to 65535");
        assertThatThrownBy(() -> new NodeAddress("localhost", -1)).hasMessageContaining("-1");
    }
}
