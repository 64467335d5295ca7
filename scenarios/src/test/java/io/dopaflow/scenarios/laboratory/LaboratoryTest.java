package io.dopaflow.scenarios.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaboratoryTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NETWORK = """
            name: small
            model: spiking-network
            duration: 300 ms
            populations:
              cells: {size: 20, neuron: {lif: {synapses: exp, I_e: {uniform: [400 pA, 1 nA]}}}}
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Laboratory laboratory;
    private String token;

    @BeforeEach
    void open() throws IOException {
        laboratory = Laboratory.start(folder, folder.resolve("runs"), 0);
        token = laboratory.url().replaceFirst(".*#", "");
    }

    @AfterEach
    void close() {
        laboratory.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(laboratory.address() + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return MAPPER.readTree(send(request("/api/v1/" + path).GET()).body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request("/api/v1/" + path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String finished(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get("runs/" + id).path("isLive").asBoolean());
        try {
            return get("runs/" + id).path("status").asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String start(String yaml) throws Exception {
        HttpResponse<String> started = post("runs", yaml);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        return MAPPER.readTree(started.body()).path("id").asText();
    }

    @Test
    void aRun_isStartedWatchedAndKeepsItsBits() throws Exception {
        String yaml = Catalog.source("xor").text().replaceFirst("(?m)^  epochs: .*$", "  epochs: 20");
        String id = start(yaml);
        HttpResponse<String> events =
                send(request("/api/v1/runs/" + id + "/events").GET());
        assertThat(events.body())
                .contains("event: about\n", "\"unit\":\"learning opportunities\"", "\"flow\"", "event: end\n");
        assertThat(finished(id)).isEqualTo("finished");
        assertThat(get("runs")).hasSize(1);
        Files.writeString(folder.resolve("xor.yaml"), yaml);
        try (ScenarioRun alone = ScenarioRun.start(
                Catalog.load(folder.resolve("xor.yaml").toString(), List.of()),
                RunOptions.defaults().into(folder.resolve("alone")))) {
            alone.await();
        }
        assertThat(RunDirectory.of(folder.resolve("runs").resolve(id))
                        .manifest()
                        .digest())
                .isEqualTo(RunDirectory.of(folder.resolve("alone")).manifest().digest())
                .isPresent();
    }

    @Test
    void aNetwork_showsSpikesAndRates() throws Exception {
        String id = start(NETWORK);
        String events = send(request("/api/v1/runs/" + id + "/events").GET()).body();
        long shown = 0;
        double last = 0;
        for (String line :
                events.lines().filter(line -> line.startsWith("data: {")).toList()) {
            JsonNode frame = MAPPER.readTree(line.substring("data: ".length()));
            shown += frame.path("t").size() + frame.path("hidden").asLong();
            last = Math.max(last, frame.path("spikes").asDouble());
        }
        assertThat(finished(id)).isEqualTo("finished");
        long spikes = get("runs/" + id).path("spikes").asLong();
        assertThat(spikes).isPositive();
        assertThat(shown).isEqualTo(spikes);
        assertThat(last).isEqualTo((double) spikes);
        assertThat(send(request("/metrics").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void aRun_isStoppedAndResumedToTheSameEnd() throws Exception {
        String yaml = NETWORK.replace("300 ms", "200 s").replace("size: 20", "size: 300");
        String id = start(yaml);
        assertThat(post("runs", NETWORK).statusCode()).isEqualTo(409);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(folder.resolve("runs").resolve(id).resolve("spikes.parts")));
        assertThat(post("runs/" + id + "/stop", "").statusCode()).isEqualTo(200);
        assertThat(finished(id)).isEqualTo("cancelled");
        HttpResponse<String> resumed = post("runs/" + id + "/resume", "");
        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
        assertThat(post("runs/" + id + "/stop", "").statusCode()).isEqualTo(200);
        assertThat(finished(id)).isEqualTo("cancelled");
    }

    /** As a kill leaves it: it says that it is running, and the process that ran it is gone. */
    @Test
    void aRunWhoseProcessIsGone_isMarkedFailedAndResumes() throws Exception {
        String id = start(NETWORK.replace("300 ms", "300 s").replace("size: 20", "size: 300"));
        Path run = folder.resolve("runs").resolve(id);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(run.resolve("checkpoint.a")));
        post("runs/" + id + "/stop", "");
        assertThat(finished(id)).isEqualTo("cancelled");
        laboratory.close();
        Path manifest = run.resolve("manifest.json");
        String killed = Files.readString(manifest)
                .replace("\"cancelled\"", "\"running\"")
                .replaceFirst("\"finished\" : \"[^\"]*\",?\\s*", "")
                .replaceFirst("\"pid\" : \\d+", "\"pid\" : 999999999");
        Files.writeString(manifest, killed);
        open();
        JsonNode found = get("runs/" + id);
        assertThat(found.path("status").asText()).isEqualTo("failed");
        assertThat(found.path("resumable").asBoolean()).isTrue();
        HttpResponse<String> resumed = post("runs/" + id + "/resume", "");
        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
        post("runs/" + id + "/stop", "");
        assertThat(finished(id)).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/runs",
                "GET /api/v1/scenarios",
                "GET /api/v1/runs/x/events",
                "POST /api/v1/runs",
                "POST /api/v1/validate",
                "POST /api/v1/sql"
            })
    void withoutTheToken_nothingIsReadOrChanged(String what) throws Exception {
        String[] words = what.split(" ");
        for (String given : List.of("", "Bearer ", "Bearer 0123456789abcdef0123456789abcdef", token)) {
            HttpRequest.Builder request =
                    request(words[1]).method(words[0], HttpRequest.BodyPublishers.ofString(NETWORK));
            if (!given.isEmpty()) {
                request.header("Authorization", given);
            }
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(get("runs")).isEmpty();
    }

    /** The status line of the answer to a request as it is written here. */
    private String raw(String path, String... headers) throws IOException {
        int port = URI.create(laboratory.address()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String text = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nAuthorization: Bearer "
                    + token + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("nothing");
        }
    }

    @Test
    void foreignNamesAndPages_areRefused() throws IOException {
        String here = laboratory.address().substring("http://".length());
        String port = here.replaceFirst(".*:", "");
        assertThat(raw("/api/v1/runs", "Host: " + here)).contains("200");
        assertThat(raw("/api/v1/runs", "Host: localhost:" + port)).contains("200");
        assertThat(raw("/api/v1/runs", "Host: " + here, "Origin: http://" + here))
                .contains("200");
        for (String host : List.of("evil.example", "127.0.0.1.evil.example:" + port, "127.0.0.1:1", "localhost")) {
            assertThat(raw("/", "Host: " + host)).as(host).contains("403");
        }
        for (String origin : List.of("http://evil.example", "null", "https://" + here, "http://localhost:1")) {
            assertThat(raw("/api/v1/runs", "Host: " + here, "Origin: " + origin))
                    .as(origin)
                    .contains("403");
        }
        assertThat(raw("/api/v1/runs", "Host: " + here, "Sec-Fetch-Site: cross-site"))
                .contains("403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs/..",
                "/api/v1/runs/%2e%2e",
                "/api/v1/runs/..%2f..%2fetc",
                "/api/v1/runs/%2fetc%2fpasswd",
                "/api/v1/runs/%00",
                "/api/v1/runs/link",
                "/api/v1/runs/link/scenario",
                "/api/v1/runs/.laboratory",
                "/api/v1/runs/.laboratory%2ftoken",
                "/api/v1/runs/../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/scenarios/..%2f..%2fetc%2fpasswd",
                "/io/dopaflow/scenarios/laboratory/Laboratory.class"
            })
    void pathsOutsideTheFolder_leadNowhere(String path) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("manifest.json"), "{}");
        Files.writeString(elsewhere.resolve("scenario.yaml"), "secret");
        Files.createSymbolicLink(folder.resolve("runs/link"), elsewhere);
        assertThat(raw(path, "Host: " + laboratory.address().substring("http://".length())))
                .containsPattern("40[034]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../secret.csv", "link.csv"})
    void scenarios_nameFilesOfTheFolderOnly(String data) throws Exception {
        Path secret = folder.resolveSibling("secret-" + folder.getFileName() + ".csv");
        Files.writeString(secret, "a,b\n1,x\n2,y\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), secret);
        String yaml = "name: thief\ntask: {data: '" + data + "', target: b}\n";
        JsonNode answer = MAPPER.readTree(post("validate", yaml).body());
        assertThat(answer.path("valid").asBoolean()).isFalse();
        assertThat(answer.path("problems").toString()).contains("elsewhere").doesNotContain("root:");
        Files.delete(secret);
    }

    @Test
    void wrongScenarios_tellAllThatIsWrong() throws Exception {
        HttpResponse<String> answer =
                post("runs", NETWORK.replace("300 ms", "-3").replace("size: 20", "size: 0"));
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problems = MAPPER.readTree(answer.body()).path("problems");
        assertThat(problems.size()).isGreaterThanOrEqualTo(2);
        assertThat(problems.get(0).path("line").asInt()).isEqualTo(3);
        assertThat(get("runs")).isEmpty();
    }

    @Test
    void bombs_areRefused() throws Exception {
        String laughs =
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(post("runs", laughs).statusCode()).isEqualTo(422);
        assertThat(post("runs", "a: " + "[".repeat(100_000)).statusCode()).isEqualTo(422);
        assertThat(post("runs", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
    }

    @Test
    void queries_readTheViewsOnly() throws Exception {
        String id = start(NETWORK);
        finished(id);
        String asked = "{\"runs\": [\"" + id + "\"], \"sql\": \"%s\"}";
        JsonNode answer = MAPPER.readTree(
                post("sql", asked.formatted("select count(*) as n from spikes")).body());
        assertThat(answer.path("rows").get(0).get(0).asLong())
                .isEqualTo(get("runs/" + id).path("spikes").asLong());
        List<String> refused = new ArrayList<>(List.of(
                "select * from read_text('/etc/passwd')",
                "copy spikes to 'x.csv'",
                "attach 'x.db'",
                "install httpfs",
                "pragma version",
                "select * from '/etc/passwd'"));
        for (String sql : refused) {
            HttpResponse<String> response = post("sql", asked.formatted(sql));
            assertThat(response.statusCode()).as(sql).isEqualTo(400);
            assertThat(response.body()).doesNotContain("root:");
        }
        assertThat(post("sql", "{\"runs\": [\"../..\"], \"sql\": \"select 1\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("sql", "no json").statusCode()).isEqualTo(400);
    }

    @Test
    void figuresAndReports_areThoseOfTheRun() throws Exception {
        String id = start(NETWORK);
        finished(id);
        JsonNode kinds = get("runs/" + id + "/figures");
        assertThat(kinds).hasSizeGreaterThan(5);
        JsonNode raster = get("runs/" + id + "/figures/raster");
        assertThat(raster.path("panels")).isNotEmpty();
        assertThat(get("runs/" + id + "/figures/states").path("missing").asText())
                .contains("record.states");
        assertThat(send(request("/api/v1/runs/" + id + "/figures/loss").GET()).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/api/v1/runs/" + id + "/figures/nothing").GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(request("/api/v1/runs/" + id + "/report").GET()).body()).startsWith("<!doctype html>");
    }

    /** Each path of the description answers, and not that there is nothing. */
    @Test
    void theDescription_namesWhatIsThere() throws Exception {
        JsonNode description =
                MAPPER.readTree(send(request("/openapi.json").GET()).body());
        assertThat(description.path("openapi").asText()).startsWith("3.");
        List<String> routes = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> routes.add(method.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "none"))));
        assertThat(routes).hasSizeGreaterThan(12).contains("POST /sql", "GET /runs/none/events");
        for (String route : routes) {
            String[] words = route.split(" ");
            HttpResponse<String> answer =
                    send(request("/api/v1" + words[1]).method(words[0], HttpRequest.BodyPublishers.ofString("")));
            assertThat(answer.body()).as(route).doesNotContain("found nothing here");
        }
        // And the page asks for nothing else.
        for (String script : List.of("laboratory", "scenario", "live")) {
            Matcher asked = Pattern.compile("(get|post)\\('([a-z]+)'")
                    .matcher(send(request("/" + script + ".js").GET()).body());
            while (asked.find()) {
                assertThat(routes).contains(asked.group(1).toUpperCase(Locale.ROOT) + " /" + asked.group(2));
            }
        }
    }

    @Test
    void theAddress_isLoopback() {
        assertThat(URI.create(laboratory.address()).getHost()).isEqualTo("127.0.0.1");
        assertThat(folder.resolve("runs/.laboratory"))
                .satisfies(
                        file -> assertThat(Files.getPosixFilePermissions(file).toString())
                                .contains("OWNER_READ")
                                .doesNotContain("GROUP", "OTHERS"));
    }

    /** Who does not read misses frames and is told so; nothing is kept for anybody. */
    @Test
    void aSlowWatcher_isToldWhatWasDropped() {
        LiveFeed feed = new LiveFeed("{}");
        LiveFeed.Watcher watcher = feed.new Watcher();
        assertThat(watcher.events()).hasSize(1);
        for (int i = 0; i < 1000; i++) {
            feed.add(MAPPER.createObjectNode());
        }
        List<String> events =
                watcher.events().stream().map(ByteString::utf8String).toList();
        assertThat(events.get(0)).isEqualTo("event: dropped\ndata: 400\n\n");
        assertThat(events).hasSize(601);
        assertThat(events.get(600)).contains("\"frame\":999");
        assertThat(watcher.events()).isEmpty();
    }
}
