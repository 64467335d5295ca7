package io.dopaflow.scenarios.laboratory;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import io.dopaflow.analysis.report.PageAssets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file of the page, which comes with the program.
 *
 * @param type of its content
 * @param content gives it
 */
record Asset(ContentType.NonBinary type, Supplier<String> content) {
    private static final ContentType.NonBinary SCRIPT =
            MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final ContentType.NonBinary STYLE = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);

    /** The YAML library of the page: one module, and those that it is made of. */
    private static final String YAML = "/META-INF/resources/webjars/yaml/1.10.2/browser/dist/";

    private static final Map<String, Asset> ALL = all();

    private static Map<String, Asset> all() {
        Map<String, Asset> all = new HashMap<>(Map.of(
                "",
                new Asset(ContentTypes.TEXT_HTML_UTF8, () -> read("index.html")),
                "laboratory.css",
                new Asset(STYLE, () -> read("laboratory.css")),
                "openapi.json",
                new Asset(ContentTypes.APPLICATION_JSON, () -> read("openapi.json")),
                "echarts.js",
                new Asset(SCRIPT, PageAssets::echarts),
                "figures.js",
                new Asset(SCRIPT, PageAssets::figureScript),
                "figures.css",
                new Asset(STYLE, PageAssets::figureStyle),
                "page.css",
                new Asset(STYLE, PageAssets::pageStyle)));
        for (String own : List.of("laboratory", "elements", "server", "scenario", "form", "yamltext", "live")) {
            all.put(own + ".js", new Asset(SCRIPT, () -> read(own + ".js")));
        }
        for (String part : List.of(
                "index",
                "parse-cst",
                "PlainValue-b8036b75",
                "resolveSeq-492ab440",
                "Schema-e94716c8",
                "warnings-df54cb69")) {
            all.put("yaml/" + part + ".js", new Asset(SCRIPT, () -> read(YAML + part + ".js")));
        }
        return Map.copyOf(all);
    }

    /** That of a path; there are no others. */
    static Optional<Asset> of(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    HttpResponse answer() {
        return Answer.text(type, content.get());
    }

    private static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " failed", e);
        }
    }
}
