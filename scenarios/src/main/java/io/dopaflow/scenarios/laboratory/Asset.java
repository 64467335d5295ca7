package io.dopaflow.scenarios.laboratory;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of the page, which comes with the program.
 *
 * @param name of the resource
 * @param type of its content
 */
record Asset(String name, ContentType.NonBinary type) {
    private static final ContentType.NonBinary SCRIPT =
            MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final ContentType.NonBinary STYLE = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);

    private static final Map<String, Asset> ALL = Map.of(
            "", new Asset("index.html", ContentTypes.TEXT_HTML_UTF8),
            "laboratory.js", new Asset("laboratory.js", SCRIPT),
            "laboratory.css", new Asset("laboratory.css", STYLE),
            "openapi.json", new Asset("openapi.json", ContentTypes.APPLICATION_JSON));

    /** That of a path; there are no others. */
    static Optional<Asset> of(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    HttpResponse answer() {
        try (InputStream stream = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            return Answer.text(type, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " failed", e);
        }
    }
}
