package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.cluster.DocumentedCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with addresses and certificates is told before anything is sent, and all at once. */
@DisabledOnOs(OS.WINDOWS)
class ClusterSettingsTest {
    private static final String NODE = "192.0.2.1";

    @TempDir
    static Path folder;

    private static DocumentedCertificates certificates;

    @BeforeAll
    static void certificates() throws Exception {
        certificates = DocumentedCertificates.make(folder, List.of(NODE));
        keytool(
                "-genkeypair",
                "-alias",
                "old",
                "-keyalg",
                "EC",
                "-dname",
                "CN=old",
                "-startdate",
                "-10d",
                "-validity",
                "5",
                "-keystore",
                folder.resolve("old.p12"));
        Files.writeString(folder.resolve("garbage.p12"), "no certificates");
        Files.writeString(folder.resolve("other"), "another password\n");
        Files.writeString(folder.resolve("empty"), "\n");
    }

    private static void keytool(Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        command.addAll(List.of(
                "-storetype",
                "PKCS12",
                "-storepass:file",
                folder.resolve("password").toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes nonsense | NODE: found \"nonsense\"; allowed: HOST:PORT with a port from 1 to 65535",
                "nodes 127.0.0.1:0 | NODE: found \"127.0.0.1:0\"; allowed: HOST:PORT with a port from 1",
                "nodes 127.0.0.1:65536 | NODE: found \"127.0.0.1:65536\"; allowed: HOST:PORT",
                "nodes ::1:2552 | NODE: found \"::1:2552\"; allowed: HOST:PORT",
                "nodes no.such.host.invalid:2552 | NODE: found \"no.such.host.invalid:2552\", but there is no such host",
                "nodes 192.0.2.1:2552 | NODE: found \"192.0.2.1:2552\" without TLS; allowed: a loopback address",
                "nodes 192.0.2.1:2552 | --listen: found nothing; allowed: HOST or HOST:PORT",
                "nodes 192.0.2.1:2552 --listen 127.0.0.1 | --listen: found \"127.0.0.1\", where only this machine",
                "node --listen 192.0.2.77:2552 | --listen: found \"192.0.2.77:2552\", which is no address of this machine",
                "node --listen 0.0.0.0:2552 | --listen: found \"0.0.0.0:2552\", which is no address of this machine",
                "node --listen 0.0.0.0:2552 | --listen: found \"0.0.0.0:2552\" without TLS",
                "node --listen 127.0.0.1:none | --listen: found \"127.0.0.1:none\"; allowed: HOST or HOST:PORT",
                "nodes 127.0.0.1:1 | NODE: found \"127.0.0.1:1\", where nobody listens; allowed: the address of a node",
                "node --listen 127.0.0.1 --join 127.0.0.1:1 | --join: found \"127.0.0.1:1\", where nobody listens",
                "sweep xor --cluster 127.0.0.1:1 | --cluster: found \"127.0.0.1:1\", where nobody listens",
                "sweep xor --listen 127.0.0.1 | --cluster: found nothing",
                "converge theorem-1 --cluster x | --cluster: found \"x\"; allowed: HOST:PORT",
                "node --cores 0 | --cores: found \"0\"; allowed: a whole number from 1 to 1024",
                "node --local 0 | --local: found \"0\"; allowed: a whole number from 1 to 64"
            })
    void wrongAddress_isTold(String words, String problem) {
        Cli cli = Cli.execute((Object[]) words.split(" "));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("dopaflow: " + problem).doesNotContain("Exception", "\tat ");
    }

    @Test
    void portThatIsTaken_isTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Cli cli = Cli.execute("node", "--listen", address);
            assertThat(cli.exitCode()).isEqualTo(2);
            assertThat(cli.err())
                    .isEqualTo("dopaflow: --listen: found \"" + address
                            + "\", where another process listens; allowed: a port that is free\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tls-keystore KEY | --tls-truststore: found nothing",
                "--tls-keystore KEY | --tls-password-file: found nothing",
                "--tls-truststore trust.p12 --tls-password-file password | --tls-keystore: found nothing",
                "--tls-password-file password | --tls-truststore: found nothing",
                "--tls-keystore nowhere.p12 | nowhere.p12, which does not exist",
                "--tls-keystore old.p12 --tls-password-file password | old.p12, whose certificate expired at 2",
                "--tls-keystore garbage.p12 --tls-password-file password | garbage.p12, which is no PKCS #12 file",
                "--tls-keystore KEY --tls-password-file other | .p12, whose password is another one",
                "--tls-truststore trust.p12 --tls-password-file other | trust.p12, whose password is another one",
                "--tls-keystore trust.p12 --tls-password-file password | trust.p12, which has no private key",
                "--tls-truststore KEY --tls-password-file password | .p12, which has no trusted certificate",
                "--tls-keystore KEY --tls-password-file nowhere | nowhere, which cannot be read",
                "--tls-keystore KEY --tls-password-file empty | --tls-password-file: found nothing in the first line"
            })
    void halfOfTls_isTold(String words, String problem) {
        Stream<Object> options = Arrays.stream(
                        words.replace("KEY", NODE + ".p12").split(" "))
                .map(word -> word.startsWith("--") ? word : folder.resolve(word));
        Cli cli = Cli.execute(Stream.concat(Stream.of("node", "--listen", "127.0.0.1"), options)
                .toArray());
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains(problem).doesNotContain("Exception", "\tat ", "another password");
    }

    @Test
    void documentedCertificates_areInOrder() {
        Optional<String> password =
                Optional.of(read(certificates.passwordFile()).strip());
        assertThat(KeyStoreFile.ofKey("--tls-keystore", certificates.keyStore(NODE))
                        .problems(password))
                .isEmpty();
        assertThat(KeyStoreFile.ofTrust("--tls-truststore", certificates.trustStore())
                        .problems(password))
                .isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
