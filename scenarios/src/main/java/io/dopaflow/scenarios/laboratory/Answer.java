package io.dopaflow.scenarios.laboratory;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Problem;
import java.util.List;

/** Answers of the server. */
final class Answer {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Answer() {}

    static HttpResponse json(JsonNode content) {
        return json(StatusCodes.OK, content);
    }

    static HttpResponse json(StatusCode status, JsonNode content) {
        return closed(
                HttpResponse.create().withStatus(status).withEntity(ContentTypes.APPLICATION_JSON, content.toString()));
    }

    static HttpResponse text(ContentType.NonBinary type, String content) {
        return closed(HttpResponse.create().withEntity(type, content));
    }

    /** What is wrong, in a sentence. */
    static HttpResponse problem(StatusCode status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    /** All that is wrong with a scenario, each with its place. */
    static HttpResponse problems(List<Problem> problems) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("message", "the scenario cannot be run");
        answer.set("problems", array(problems));
        return json(StatusCodes.UNPROCESSABLE_CONTENT, answer);
    }

    static ArrayNode array(List<Problem> problems) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        problems.forEach(problem -> array.addObject()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("key", problem.key())
                .put("found", problem.found())
                .put("allowed", problem.allowed()));
        return array;
    }

    /** With headers by which a browser lets the page do no more than it needs. */
    static HttpResponse closed(HttpResponse response) {
        return response.addHeaders(List.of(
                RawHeader.create("Content-Security-Policy", POLICY),
                RawHeader.create("X-Content-Type-Options", "nosniff"),
                RawHeader.create("Referrer-Policy", "no-referrer"),
                RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
                RawHeader.create("Cache-Control", "no-store")));
    }
}
