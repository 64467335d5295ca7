package io.dopaflow.scenarios.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred watch a run for a minute, and ninety of them do not read what they are sent. */
@Tag("slow")
class ManyWatchersTest {
    private static final int WATCHERS = 100;
    private static final int READERS = 10;
    private static final int SECONDS = 60;
    private static final long MOST_GROWTH = 48L << 20;
    private static final String NETWORK = """
            name: watched
            model: spiking-network
            duration: 10000 s
            populations:
              cells: {size: 2000, neuron: {lif: {synapses: exp, I_e: {uniform: [400 pA, 1 nA]}}}}
            record: {spikes: none}
            """;

    @TempDir
    Path folder;

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Socket watch(Laboratory laboratory, String token, String id) throws IOException {
        int port = URI.create(laboratory.address()).getPort();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET /api/v1/runs/" + id + "/events HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void memoryStaysFlatAndTheRunGoesOn() throws Exception {
        try (Laboratory laboratory = Laboratory.start(folder, folder.resolve("runs"), 0)) {
            String token = laboratory.url().replaceFirst(".*#", "");
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> started = client.send(
                    HttpRequest.newBuilder(URI.create(laboratory.address() + "/api/v1/runs"))
                            .header("Authorization", "Bearer " + token)
                            .POST(HttpRequest.BodyPublishers.ofString(NETWORK))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode run = new ObjectMapper().readTree(started.body());
            List<Socket> sockets = new ArrayList<>();
            AtomicLong read = new AtomicLong();
            try {
                for (int i = 0; i < WATCHERS; i++) {
                    sockets.add(watch(laboratory, token, run.path("id").asText()));
                }
                for (Socket reader : sockets.subList(0, READERS)) {
                    Thread thread = new Thread(() -> count(reader, read));
                    thread.setDaemon(true);
                    thread.start();
                }
                Thread.sleep(SECONDS * 1000L / 4);
                long early = usedMemory();
                long readEarly = read.get();
                Thread.sleep(SECONDS * 1000L * 3 / 4);
                assertThat(usedMemory() - early).as("growth of the heap").isLessThan(MOST_GROWTH);
                assertThat(read.get()).as("bytes that readers got").isGreaterThan(readEarly + 100_000);
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    private static void count(Socket socket, AtomicLong read) {
        byte[] buffer = new byte[1 << 14];
        try (InputStream in = socket.getInputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                read.addAndGet(length);
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }
}
