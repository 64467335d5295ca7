package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsServerTest {
    @TempDir
    Path folder;

    @Test
    void metrics_areServedWhileTheRunGoesOn() throws Exception {
        LoadedCycle scenario = Catalog.load("single-synapse", List.of("learning.opportunities=4"))
                .cycle();
        AtomicReference<String> scraped = new AtomicReference<>("");
        try (MetricsServer server = MetricsServer.start(0)) {
            RunListener listener = new RunListener() {
                @Override
                public void onProgress(long done, long planned) {
                    if (done == 3) {
                        scraped.set(get(server.url(), "GET").body());
                    }
                }
            };
            RunOptions options = RunOptions.defaults().but(parts -> {
                parts.directory = Optional.of(folder.resolve("run"));
                parts.registry = Optional.of(server.registry());
                parts.listener = listener;
            });
            try (ScenarioRun run = ScenarioRun.start(scenario, options)) {
                run.await();
            }
            assertThat(get(server.url(), "GET").body()).as("after the run").doesNotContain("dopaflow_cycles");
        }
        assertThat(scraped.get())
                .contains("dopaflow_cycles_total 603.0")
                .contains(
                        "dopaflow_spikes_total",
                        "dopaflow_synaptic_events_total",
                        "dopaflow_messages_total",
                        "dopaflow_recorder_queue",
                        "dopaflow_recorder_lag_seconds",
                        "dopaflow_recorder_rows_total",
                        "dopaflow_cycle_seconds_sum");
    }

    @Test
    void server_answersOnTheLoopbackAddressOnly() throws Exception {
        try (MetricsServer server = MetricsServer.start(0)) {
            URI uri = URI.create(server.url());
            assertThat(InetAddress.getByName(uri.getHost()).isLoopbackAddress()).isTrue();
            assertThat(get(server.url(), "GET").statusCode()).isEqualTo(200);
            assertThat(get(server.url(), "POST").statusCode()).isEqualTo(405);
            Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .findAny();
            if (outside.isPresent()) {
                assertThatThrownBy(() -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(new InetSocketAddress(outside.get(), uri.getPort()), 1000);
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void portInUse_isRefused() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> MetricsServer.start(other.getLocalPort())).isInstanceOf(BindException.class);
        }
    }

    private static HttpResponse<String> get(String url, String method) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
