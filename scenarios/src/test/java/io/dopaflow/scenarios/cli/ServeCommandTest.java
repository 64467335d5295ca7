package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final String LONG = "name: long\nmodel: spiking-network\nduration: 1000 s\npopulations:\n"
            + "  cells: {size: 300, neuron: {lif: {synapses: exp, I_e: {uniform: [400 pA, 1 nA]}}}}\n";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    /** The address that a laboratory has printed, with its token. */
    private String address() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(folder.resolve("child.out")).strip(), said -> said.contains("/#"));
    }

    private JsonNode ask(String address, String path, String method, String body)
            throws IOException, InterruptedException {
        String[] parts = address.split("#");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(parts[0] + "api/v1/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + parts[1])
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return new ObjectMapper().readTree(answer.body());
    }

    /** A run outlives its page, and is marked as failed, not lost, when the server is killed; then it goes on where it was. */
    @Test
    void aRunOfAKilledServer_isMarkedFailedAndResumes() throws Exception {
        String id;
        Path run;
        try (ChildProcess serve = ChildProcess.start(folder, List.of(), "serve", "--port", 0)) {
            id = ask(address(), "runs", "POST", LONG).path("id").asText();
            run = folder.resolve("runs").resolve(id);
            serve.awaitFile(run.resolve("checkpoint.a"));
            serve.kill();
        }
        assertThat(RunDirectory.of(run).manifest().status()).isEqualTo(RunStatus.RUNNING);
        try (ChildProcess again = ChildProcess.start(folder, List.of(), "serve", "--port", 0)) {
            JsonNode found = ask(address(), "runs/" + id, "GET", "");
            assertThat(found.path("status").asText()).isEqualTo("failed");
            assertThat(found.path("resumable").asBoolean()).isTrue();
            ask(address(), "runs/" + id + "/resume", "POST", "");
            assertThat(ask(address(), "runs/" + id, "GET", "").path("isLive").asBoolean())
                    .isTrue();
            again.signal("TERM");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> RunDirectory.of(run).manifest().status() == RunStatus.CANCELLED);
        }
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("checkpoint.a");
        }
    }

    /** What the laboratory keeps beside the runs is none. */
    @Test
    void theFolderOfTheToken_isNoRun() throws Exception {
        try (ChildProcess serve = ChildProcess.start(folder, List.of(), "serve", "--port", 0)) {
            address();
            serve.kill();
        }
        assertThat(folder.resolve("runs")).isNotEmptyDirectory();
        try (ChildProcess spikes = ChildProcess.start(folder, List.of(), "spikes")) {
            assertThat(spikes.exitCode()).isEqualTo(2);
            assertThat(spikes.err()).contains("RUN: found nothing");
        }
    }

    @Test
    void aPortThatIsTaken_isToldInOneSentence() throws Exception {
        try (ChildProcess serve = ChildProcess.start(folder, List.of(), "serve", "--port", 0)) {
            int port = URI.create(address()).getPort();
            Cli second = Cli.execute("serve", "--port", port, "--runs", folder.resolve("others"));
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("--port: found " + port).doesNotContain("Exception");
            serve.signal("INT");
        }
    }
}
