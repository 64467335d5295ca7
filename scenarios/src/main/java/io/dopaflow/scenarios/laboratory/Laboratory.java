package io.dopaflow.scenarios.laboratory;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dopaflow.simulator.actor.ActorEngine;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The laboratory: a server on the loopback address, for who started it. */
public final class Laboratory implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int WORKERS = 2;
    private static final int WAITING = 64;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ActorSystem<Void> system;
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunDesk desk;
    private final Api api;
    private final ServerBinding binding;
    private final Access access;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Laboratory(Path folder, Path home, int port) throws IOException {
        this.system = ActorSystem.create(Behaviors.empty(), "dopaflow-laboratory", config());
        this.desk = new RunDesk(folder, home, registry);
        this.api = new Api(system, desk, new QueryDesk(clock), workers);
        String token = Token.in(home);
        try {
            this.binding = Http.get(system)
                    .newServerAt(LOOPBACK, port)
                    .bind(this::answer)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            shutDown();
            throw new IOException("port " + port + " cannot be used: " + cause(e), e);
        }
        this.access = new Access(binding.localAddress().getPort(), token);
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? String.valueOf(failure.getMessage()) : cause(failure.getCause());
    }

    private static Config config() {
        return ActorEngine.withoutSerializers(ConfigFactory.parseString(String.join(
                        "\n",
                        "akka.loglevel = WARNING",
                        "akka.log-dead-letters = off",
                        "akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off",
                        "akka.http.server.max-connections = 512",
                        "akka.http.server.idle-timeout = 60s",
                        "akka.http.server.server-header = \"\"",
                        "akka.http.server.parsing.max-content-length = " + Api.MOST_BYTES,
                        "akka.http.server.parsing.illegal-header-warnings = off",
                        "akka.http.server.parsing.error-logging-verbosity = off"))
                .withFallback(ConfigFactory.load()));
    }

    /**
     * Starts to serve.
     *
     * @param folder whose files scenarios may name
     * @param home where runs are, and go
     * @param port from 0 to 65535; 0 for any that is free
     * @throws IOException if the port cannot be used, as another program has it for instance
     */
    public static Laboratory start(Path folder, Path home, int port) throws IOException {
        return new Laboratory(folder, home, port);
    }

    /** Where it is, with the token that the page takes and hides. */
    public String url() {
        return address() + "/#" + access.token();
    }

    /** Where it is. */
    public String address() {
        return "http://" + LOOPBACK + ":" + access.port();
    }

    /**
     * Waits until the process is asked to end. Then the laboratory is closed before it does.
     *
     * @throws InterruptedException if this thread is interrupted
     */
    public void awaitEnd() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "laboratory-close"));
        new CountDownLatch(1).await();
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        Optional<String> refusal = access.refusal(request);
        if (refusal.isPresent()) {
            return answered(request, Answer.problem(StatusCodes.FORBIDDEN, refusal.get()));
        }
        List<String> path = Api.words(request);
        if (path.size() >= 2 && path.get(0).equals("api") && path.get(1).equals("v1")) {
            return access.hasToken(request)
                    ? api.answer(request, path.subList(2, path.size()))
                    : answered(
                            request,
                            Answer.problem(
                                    StatusCodes.UNAUTHORIZED,
                                    "found no token, or a wrong one; allowed: the one that dopaflow serve has shown"));
        }
        if (!request.method().equals(HttpMethods.GET)) {
            return answered(request, Answer.problem(StatusCodes.METHOD_NOT_ALLOWED, "allowed here: GET"));
        }
        return answered(request, page(String.join("/", path)));
    }

    private HttpResponse page(String path) {
        return switch (path) {
            case "health" -> Answer.json(JsonNodeFactory.instance.objectNode().put("status", "up"));
            case "metrics" -> Answer.text(ContentTypes.TEXT_PLAIN_UTF8, registry.scrape());
            default ->
                Asset.of(path)
                        .map(Asset::answer)
                        .orElseGet(() -> Answer.problem(StatusCodes.NOT_FOUND, "found nothing here"));
        };
    }

    private CompletionStage<HttpResponse> answered(HttpRequest request, HttpResponse response) {
        request.discardEntityBytes(system);
        return CompletableFuture.completedFuture(response);
    }

    /** Stops to serve; a run that goes on is cancelled, and its directory completed. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        binding.terminate(GRACE).toCompletableFuture().join();
        desk.close();
        shutDown();
    }

    private void shutDown() {
        workers.shutdownNow();
        clock.shutdownNow();
        registry.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
