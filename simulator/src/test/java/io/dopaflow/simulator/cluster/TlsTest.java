package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with certificates take in those whose certificate is signed by whom they trust, is valid, and names its host. */
@Timeout(300)
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final String HERE = "ip:127.0.0.1";
    private static final String NO_HANDSHAKE =
            "it does not speak TLS, or one of the two does not take the other's certificate";

    @TempDir
    static Path directory;

    private static Nodes nodes;
    private static RefusalLines lines;

    @BeforeAll
    static void start() throws Exception {
        authority("ours");
        nodes = new Nodes(new Nodes.NetworkWork(), Optional.of(certificates("good", "ours", HERE)));
        lines = new RefusalLines();
        nodes.start(1);
        nodes.start(1);
    }

    @AfterAll
    static void close() {
        nodes.close();
        lines.close();
    }

    private static Path file(String name) {
        return directory.resolve(name + ".p12");
    }

    private static void keytool(Path store, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Who signs for nodes: a file with its key, and one that tells whom to trust. */
    private static void authority(String name) throws Exception {
        keytool(file(name), "-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c", "-validity", "30");
        KeyStore all = load(file(name));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        store(trusted, file(name + "-trusted"));
    }

    private static Certificates certificates(String name, String authority, String host, String... more)
            throws Exception {
        Files.copy(file(authority), file(name));
        List<String> options = new ArrayList<>(
                List.of("-alias", "node", "-signer", "ca", "-dname", "CN=" + name, "-ext", "san=" + host));
        options.addAll(Arrays.asList(more));
        keytool(file(name), options.toArray(String[]::new));
        KeyStore own = load(file(name));
        own.deleteEntry("ca");
        store(own, file(name));
        return new Certificates(file(name), file("ours-trusted"), PASSWORD);
    }

    private static KeyStore load(Path path) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void store(KeyStore store, Path path) throws Exception {
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static void assertRefused(Optional<Certificates> certificates, String reason) throws Exception {
        NodeSettings settings = new NodeSettings(NodeAddress.anyOfLoopback(), certificates, Nodes.VERSION);
        assertThatThrownBy(() -> Coordinator.join(settings, nodes.contact(), Optional.empty(), NodeListener.NONE))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(reason);
        assertGoesOn();
    }

    /** The node that is asked tells of it, too. */
    private static void assertRefusedByBoth(Optional<Certificates> certificates, String reason) {
        lines.awaitAfter(NO_HANDSHAKE, () -> assertRefused(certificates, reason));
    }

    private static void assertGoesOn() throws Exception {
        try (Coordinator coordinator =
                Coordinator.join(nodes.settings(), nodes.contact(), Optional.empty(), NodeListener.NONE)) {
            nodes.awaitKnown(coordinator, 2);
        }
    }

    @Test
    void nodesWithCertificatesOfOneSigner_workTogether() throws Exception {
        assertGoesOn();
    }

    @Test
    void nodeWithoutCertificate_isRefused() throws Exception {
        assertRefusedByBoth(Optional.empty(), "or it asks for a certificate");
    }

    @Test
    void certificateOfAnotherSigner_isRefused() throws Exception {
        authority("theirs");
        assertRefusedByBoth(Optional.of(certificates("foreign", "theirs", HERE)), "wrong signer");
    }

    @Test
    void certificateOfAnotherHost_isRefused() throws Exception {
        assertRefusedByBoth(Optional.of(certificates("elsewhere", "ours", "ip:192.0.2.1")), "wrong host");
    }

    /** It does not even begin. */
    @Test
    void expiredCertificate_isNamed() throws Exception {
        assertRefused(
                Optional.of(certificates("expired", "ours", HERE, "-startdate", "-9d", "-validity", "5")),
                "is not valid now");
    }

    @Test
    void filesThatAreWrong_areNamed() throws Exception {
        Path missing = directory.resolve("missing.p12");
        Path trusted = file("ours-trusted");
        assertRefused(Optional.of(new Certificates(missing, trusted, PASSWORD)), "no such file: " + missing);
        assertRefused(Optional.of(new Certificates(trusted, missing, PASSWORD)), "no such file: " + missing);
        assertRefused(Optional.of(new Certificates(trusted, trusted, PASSWORD)), trusted + " has no private key");
        assertRefused(Optional.of(new Certificates(trusted, trusted, "wrong")), "cannot read " + trusted);
    }

    /** A frame of a length with which the framing would not end never gets there. */
    @Test
    void whoSpeaksNoTls_isRefusedAndTold() throws Exception {
        for (byte[] words : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {'A', 'K', 'K', 'A', 2, -4, -1, -1, -1})) {
            lines.assertRefused(nodes.contact(), NO_HANDSHAKE, words);
        }
        assertGoesOn();
    }

    /** Those that come and go in order are no strangers. */
    @Test
    void nodesThatLeave_areNotToldAsRefused() throws Exception {
        int before = lines.count();
        assertGoesOn();
        assertGoesOn();
        assertThat(lines.since(before)).isEmpty();
    }
}
