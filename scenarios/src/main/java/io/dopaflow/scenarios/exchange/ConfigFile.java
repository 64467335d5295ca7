package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of SONATA in JSON, with the names of folders that its manifest gives.
 *
 * @param file where it is
 * @param root what it says
 * @param manifest what names such as {@code $NETWORK_DIR} stand for, with the names in it replaced
 */
record ConfigFile(Path file, JsonNode root, Map<String, String> manifest) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("\\$\\{?(\\w+)}?");
    private static final long LARGEST = 1L << 24;
    private static final int MOST_ROUNDS = 10;

    /** Reads a file; nothing if it cannot be used, which is reported. */
    static Optional<ConfigFile> read(Path file, Problems problems) {
        Optional<JsonNode> root = json(file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> manifest = new LinkedHashMap<>();
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        manifest.put("configdir", folder.toString());
        manifest.put("workingdir", Path.of("").toAbsolutePath().toString());
        root.get().path("manifest").properties().forEach(entry -> {
            Matcher name = NAME.matcher(entry.getKey());
            manifest.put(
                    name.matches() ? name.group(1) : entry.getKey(),
                    entry.getValue().asText());
        });
        return Optional.of(new ConfigFile(file, root.get(), manifest));
    }

    /** The content of a file of JSON that is a mapping; nothing if it is none, which is reported. */
    static Optional<JsonNode> json(Path file, Problems problems) {
        Place place = Place.of(file.toString());
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(place, "", "no such file", "a JSON file of SONATA");
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                problems.add(place, "", Files.size(file) + " bytes", "a JSON file of up to " + LARGEST + " bytes");
                return Optional.empty();
            }
            JsonNode root = JSON.readTree(file.toFile());
            if (root == null || !root.isObject()) {
                problems.add(place, "", "no JSON object", "a JSON file of SONATA");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            problems.add(
                    new Place(file.toString(), (int) line, 0), "", "no JSON: " + e.getOriginalMessage(), "a JSON file");
            return Optional.empty();
        } catch (IOException e) {
            problems.add(place, "", "a file that cannot be read: " + e.getMessage(), "a JSON file of SONATA");
            return Optional.empty();
        }
    }

    /** What stands at a path such as {@code run.dt}; a missing node where nothing does. */
    JsonNode at(String path) {
        JsonNode node = root;
        for (String step : path.split("\\.", -1)) {
            node = node.path(step);
        }
        return node;
    }

    /** Reports what is wrong at a path. */
    void wrong(Problems problems, String path, String found, String allowed) {
        problems.add(Place.of(file.toString()), path, found, allowed);
    }

    /** A number at a path; nothing if there is none, which is reported where something else is there. */
    Optional<Double> number(String path, Problems problems) {
        JsonNode node = at(path);
        if (node.isNumber() && Double.isFinite(node.asDouble())) {
            return Optional.of(node.asDouble());
        }
        if (!node.isMissingNode() && !node.isNull()) {
            wrong(problems, path, node.toString(), "a finite number");
        }
        return Optional.empty();
    }

    /** A file or folder that a text names; nothing if there can be none, which is reported. */
    Optional<Path> path(String at, JsonNode node, Problems problems) {
        if (!node.isTextual()) {
            wrong(problems, at, node.isMissingNode() ? "nothing" : node.toString(), "the path of a file");
            return Optional.empty();
        }
        String text = node.asText();
        for (int round = 0; round < MOST_ROUNDS && text.contains("$"); round++) {
            text = NAME.matcher(text)
                    .replaceAll(name -> Matcher.quoteReplacement(manifest.getOrDefault(name.group(1), name.group())));
        }
        if (text.contains("$")) {
            wrong(
                    problems,
                    at,
                    node.asText() + ", with a name that stands for nothing",
                    "names of the manifest: $" + String.join(" | $", manifest.keySet()));
            return Optional.empty();
        }
        try {
            return Optional.of(file.resolveSibling(text).normalize());
        } catch (InvalidPathException e) {
            wrong(problems, at, node.asText(), "the path of a file");
            return Optional.empty();
        }
    }
}
