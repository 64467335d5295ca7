package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into {@link Node}s.
 *
 * <p>Strict: a key that occurs twice, a second document, tabs as indentation and any error of syntax are problems, and
 * so are anchors, aliases and tags, which no scenario needs and which can make a small file a huge one.
 *
 * <p>An error of syntax ends the reading; every other problem lets it go on.
 */
public final class YamlReader {

    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 4 << 20;

    /** How deep mappings and lists may lie in one another. */
    public static final int MAX_DEPTH = 20;

    private static final YAMLFactory FACTORY =
            YAMLFactory.builder().loaderOptions(loaderOptions()).build();

    private final int[] source;
    private final Function<JsonLocation, Place> places;
    private final YAMLParser parser;
    private final Problems problems;

    private YamlReader(String text, Function<JsonLocation, Place> places, Problems problems) throws IOException {
        this.source = text.codePoints().toArray();
        this.places = places;
        this.parser = FACTORY.createParser(text);
        this.problems = problems;
    }

    /** Reads the text of a file, which problems call by that name; nothing after an error of syntax. */
    public static Optional<Node> read(String text, String file, Problems problems) {
        return read(text, at -> new Place(file, Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1)), problems);
    }

    /**
     * Reads the value of an override, all of whose nodes are at that place: a scalar, or a list or mapping in braces;
     * nothing after an error of syntax.
     */
    public static Optional<Node> readValue(String text, Place place, Problems problems) {
        return read(text, at -> place, problems);
    }

    private static Optional<Node> read(String text, Function<JsonLocation, Place> places, Problems problems) {
        if (text.length() > MAX_LENGTH) {
            Place start = places.apply(new JsonLocation(null, 0, 1, 1));
            problems.add(start, "", text.length() + " characters", "at most " + MAX_LENGTH + " characters");
            return Optional.empty();
        }
        try {
            YamlReader reader = new YamlReader(text.startsWith("\uFEFF") ? text.substring(1) : text, places, problems);
            return Optional.of(reader.document());
        } catch (JsonProcessingException e) {
            problems.add(placeOf(e, places), "", "text that is not YAML (" + reason(e) + ")", "a YAML document");
            return Optional.empty();
        } catch (TooDeep e) {
            problems.add(e.place, "", "more than " + MAX_DEPTH + " levels", "at most " + MAX_DEPTH + " levels");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private Node document() throws IOException, TooDeep {
        Node root = parser.nextToken() == null
                ? new Node.Scalar("", ScalarKind.NOTHING, places.apply(new JsonLocation(null, 0, 1, 1)))
                : node(0);
        if (parser.nextToken() != null) {
            problems.add(here(), "", "a second document", "one document in a file");
        }
        return root;
    }

    private Node node(int depth) throws IOException, TooDeep {
        refuseReferences();
        if (depth > MAX_DEPTH) {
            throw new TooDeep(here());
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            default -> scalar(token);
        };
    }

    private Node mapping(int depth) throws IOException, TooDeep {
        Place start = here();
        Map<String, Place> seen = new HashMap<>();
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseReferences();
            String key = parser.currentName();
            Place place = here();
            parser.nextToken();
            Node value = node(depth + 1);
            Place first = seen.putIfAbsent(key, place);
            if (first == null) {
                entries.add(new Node.Entry(key, place, value));
            } else {
                problems.add(
                        place,
                        "",
                        "the key \"" + key + "\" a second time",
                        "each key once (the first is in line " + first.line() + ")");
            }
        }
        return new Node.Mapping(entries, start);
    }

    private Node sequence(int depth) throws IOException, TooDeep {
        Place start = here();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new Node.Sequence(items, start);
    }

    private Node scalar(JsonToken token) throws IOException {
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        ScalarKind kind = token == JsonToken.VALUE_STRING && startsWithOneOf("\"'|>")
                ? ScalarKind.TEXT
                : ScalarKind.ofPlain(text);
        return new Node.Scalar(text, kind, here());
    }

    /** Jackson tells a quoted number from a plain one no better than an anchor from none: the first character does. */
    private boolean startsWithOneOf(String characters) {
        long offset = parser.currentTokenLocation().getCharOffset();
        return offset >= 0 && offset < source.length && characters.indexOf(source[(int) offset]) >= 0;
    }

    private void refuseReferences() {
        if (startsWithOneOf("&*!")) {
            problems.add(here(), "", "an anchor, an alias or a tag (&, *, !)", "values written out");
        }
    }

    private Place here() {
        return places.apply(parser.currentTokenLocation());
    }

    private static Place placeOf(JsonProcessingException e, Function<JsonLocation, Place> places) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            return places.apply(new JsonLocation(null, mark.getIndex(), mark.getLine() + 1, mark.getColumn() + 1));
        }
        JsonLocation at = e.getLocation();
        return places.apply(at == null ? new JsonLocation(null, 0, 1, 1) : at);
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
            return marked.getProblem().replace("\n", " ");
        }
        String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return message.replaceFirst(", got this instead.*", "");
    }

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH + 1);
        options.setNestingDepthLimit(2 * MAX_DEPTH);
        return options;
    }

    private static final class TooDeep extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Place place;

        private TooDeep(Place place) {
            super("too deep");
            this.place = place;
        }
    }
}
