package io.dopaflow.scenarios.laboratory;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.scaladsl.model.EntityStreamException;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.query.QueryException;
import io.dopaflow.analysis.query.View;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.StreamSupport;

/**
 * The JSON API of the laboratory, below {@code /api/v1}, which its page uses itself; {@code openapi.json} describes it. All of it
 * needs the token.
 */
final class Api {
    /** The longest body that is read: no scenario is near it. */
    static final long MOST_BYTES = 1 << 20;

    private static final int BODY_MILLISECONDS = 10_000;
    private static final Duration TICK = Duration.ofMillis(200);
    private static final ByteString ALIVE = ByteString.fromString(": alive\n\n");
    /** Every so many ticks without an event a watcher is told that the server lives. */
    private static final int TICKS_ALIVE = 50;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ActorSystem<Void> system;
    private final RunDesk desk;
    private final QueryDesk queries;
    private final Executor workers;

    Api(ActorSystem<Void> system, RunDesk desk, QueryDesk queries, Executor workers) {
        this.system = system;
        this.desk = desk;
        this.queries = queries;
        this.workers = workers;
    }

    /** Makes an answer, and may take its time. */
    @FunctionalInterface
    private interface Work {
        HttpResponse answer() throws InvalidScenarioException, JsonProcessingException;
    }

    /** Answers a request whose path goes on with these words. */
    CompletionStage<HttpResponse> answer(HttpRequest request, List<String> path) {
        boolean reads = request.method().equals(HttpMethods.GET);
        boolean writes = request.method().equals(HttpMethods.POST);
        String first = path.isEmpty() ? "" : path.get(0);
        String id = path.size() > 1 ? path.get(1) : "";
        String what = path.size() > 2 ? path.get(2) : "";
        String route = first + (path.size() > 1 ? "/*" : "") + (path.size() > 2 ? "/" + what : "");
        if (path.size() == 4 && reads && first.equals("runs") && what.equals("figures")) {
            return work(
                    () -> Answer.text(ContentTypes.APPLICATION_JSON, FigureDesk.figure(desk.path(id), path.get(3))));
        }
        if (path.size() > 3) {
            return nothing();
        }
        return switch ((reads ? "GET " : writes ? "POST " : "other ") + route) {
            case "GET scenarios" -> work(Api::scenarios);
            case "GET scenarios/*" -> work(() -> scenario(id));
            case "GET schema" -> work(() -> Answer.text(ContentTypes.APPLICATION_JSON, ScenarioSchema.jsonSchema()));
            case "GET views" -> work(Api::views);
            case "GET runs" -> work(this::runs);
            case "GET runs/*" -> work(() -> Answer.json(run(id)));
            case "GET runs/*/figures" -> work(() -> Answer.json(FigureDesk.kinds(desk.path(id))));
            case "GET runs/*/report" ->
                work(() -> Answer.text(ContentTypes.TEXT_HTML_UTF8, FigureDesk.report(desk.path(id))));
            case "GET runs/*/scenario" -> work(() -> scenarioOf(id));
            case "GET runs/*/events" -> CompletableFuture.completedFuture(events(id));
            case "POST validate" -> body(request, this::validated);
            case "POST runs" ->
                body(request, yaml -> {
                    LoadedScenario scenario = desk.load(yaml);
                    return Answer.json(
                            StatusCodes.CREATED,
                            JsonNodeFactory.instance.objectNode().put("id", desk.start(scenario)));
                });
            case "POST runs/*/stop" ->
                work(() -> {
                    desk.stop(id);
                    return Answer.json(run(id));
                });
            case "POST runs/*/resume" ->
                work(() -> {
                    desk.path(id);
                    desk.resume(id);
                    return Answer.json(run(id));
                });
            case "POST sql" -> body(request, this::queried);
            default -> nothing();
        };
    }

    private static CompletionStage<HttpResponse> nothing() {
        return CompletableFuture.completedFuture(
                Answer.problem(StatusCodes.NOT_FOUND, "found nothing here; allowed: what /openapi.json lists"));
    }

    private CompletionStage<HttpResponse> work(Work work) {
        try {
            return CompletableFuture.supplyAsync(() -> tried(work), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    Answer.problem(StatusCodes.SERVICE_UNAVAILABLE, "the laboratory is busy; try again in a moment"));
        }
    }

    private static HttpResponse tried(Work work) {
        try {
            return work.answer();
        } catch (InvalidScenarioException e) {
            return Answer.problems(e.problems());
        } catch (JsonProcessingException e) {
            return Answer.problem(
                    StatusCodes.BAD_REQUEST, "found a body that is no JSON; allowed: what /openapi.json says");
        } catch (QueryException e) {
            return Answer.problem(StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (RunDesk.ConflictException e) {
            return Answer.problem(StatusCodes.CONFLICT, String.valueOf(e.getMessage()));
        } catch (WrongFileException e) {
            return Answer.problem(StatusCodes.NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (FileException e) {
            return Answer.problem(StatusCodes.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
        }
    }

    /** Takes a body. */
    @FunctionalInterface
    private interface BodyTaker {
        HttpResponse take(String body) throws InvalidScenarioException, JsonProcessingException;
    }

    private CompletionStage<HttpResponse> body(HttpRequest request, BodyTaker taker) {
        return request.entity()
                .toStrict(BODY_MILLISECONDS, MOST_BYTES, system)
                .thenCompose(strict -> work(() -> taker.take(strict.getData().utf8String())))
                .exceptionally(failure -> isTooLong(failure)
                        ? Answer.problem(StatusCodes.CONTENT_TOO_LARGE, "found a body that is too long; allowed: 1 MiB")
                        : Answer.problem(StatusCodes.BAD_REQUEST, "the body could not be read"));
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof EntityStreamSizeException
                || failure instanceof EntityStreamException
                || (failure.getCause() != null && isTooLong(failure.getCause()));
    }

    private static HttpResponse scenarios() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Catalog.list()
                .forEach(entry -> all.addObject().put("name", entry.name()).put("summary", entry.summary()));
        return Answer.json(all);
    }

    private static HttpResponse scenario(String name) throws InvalidScenarioException {
        if (!Catalog.names().contains(name)) {
            return Answer.problem(
                    StatusCodes.NOT_FOUND, "found no such scenario; allowed: " + String.join(", ", Catalog.names()));
        }
        return Answer.json(JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("yaml", Catalog.source(name).text()));
    }

    private static HttpResponse views() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (View view : View.all()) {
            ArrayNode columns = all.addObject()
                    .put("name", view.name())
                    .put("meaning", view.meaning())
                    .putArray("columns");
            view.columns()
                    .forEach(field ->
                            columns.addObject().put("name", field.name()).put("meaning", field.meaning()));
        }
        return Answer.json(all);
    }

    private HttpResponse runs() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Optional<String> current = desk.current();
        desk.runs().forEach(run -> all.add(withCurrent(desk.summary(run), current)));
        return Answer.json(all);
    }

    private ObjectNode run(String id) {
        return withCurrent(desk.summary(desk.path(id)), desk.current());
    }

    private static ObjectNode withCurrent(ObjectNode run, Optional<String> current) {
        return run.put("isLive", current.equals(Optional.of(run.path("id").asText())));
    }

    private HttpResponse scenarioOf(String id) {
        return Answer.json(
                JsonNodeFactory.instance.objectNode().put("name", id).put("yaml", ScenarioText.of(desk.path(id))));
    }

    private HttpResponse validated(String yaml) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            LoadedScenario loaded = desk.load(yaml);
            answer.put("valid", true).put("resolved", loaded.resolved());
            ArrayNode warnings = answer.putArray("warnings");
            if (loaded instanceof LoadedNetwork network) {
                network.warnings().forEach(warning -> warnings.add(warning.toString()));
            }
        } catch (InvalidScenarioException e) {
            answer.put("valid", false).set("problems", Answer.array(e.problems()));
        }
        return Answer.json(answer);
    }

    private HttpResponse queried(String body) throws JsonProcessingException {
        JsonNode asked = MAPPER.readTree(body);
        List<Path> runs = new ArrayList<>();
        asked.path("runs").forEach(run -> runs.add(desk.path(run.asText())));
        if (runs.isEmpty()) {
            return Answer.problem(StatusCodes.BAD_REQUEST, "found no runs; allowed: the names of runs, in a list");
        }
        return Answer.json(queries.answer(runs, asked.path("sql").asText()));
    }

    /** Frames of a run that goes on, as server-sent events: as fast as the client reads, and no faster than they are made. */
    private HttpResponse events(String id) {
        Optional<LiveFeed> feed = desk.feed(id);
        if (feed.isEmpty()) {
            return Answer.problem(
                    StatusCodes.NOT_FOUND, "found no run of that name that goes on; allowed: one that does");
        }
        Source<ByteString, NotUsed> events = Source.tick(Duration.ZERO, TICK, NotUsed.getInstance())
                .statefulMapConcat(() -> {
                    LiveFeed.Watcher watcher = feed.get().new Watcher();
                    int[] quiet = {0};
                    return tick -> {
                        List<ByteString> next = new ArrayList<>(watcher.events());
                        quiet[0] = next.isEmpty() ? quiet[0] + 1 : 0;
                        if (quiet[0] == TICKS_ALIVE) {
                            quiet[0] = 0;
                            next.add(ALIVE);
                        }
                        return next;
                    };
                })
                .takeWhile(event -> !feed.get().isEnd(event), true)
                .mapMaterializedValue(cancellable -> NotUsed.getInstance());
        return Answer.closed(HttpResponse.create()
                .withEntity(HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events)));
    }

    /** The words of a path, decoded one by one: a slash that was encoded divides nothing. */
    static List<String> words(HttpRequest request) {
        return StreamSupport.stream(request.getUri().pathSegments().spliterator(), false)
                .toList();
    }
}
