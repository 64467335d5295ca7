package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Written;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the key {@code data} says: a shipped data set, {@code inline}, or the path of a CSV file. */
record DataName() implements ValueType<String> {

    static final String INLINE = "inline";

    private static final List<String> WORDS =
            List.of(nameOf(DataSource.BuiltIn.IRIS), nameOf(DataSource.BuiltIn.DIGITS), INLINE);

    /** A path is told from a misspelt word by its extension or its folders. */
    private static final Pattern PATH = Pattern.compile("(?=[^./\\\\]*[./\\\\])[^\\u0000]{1,4096}");

    static String nameOf(DataSource.BuiltIn data) {
        return data.name().toLowerCase(Locale.ROOT);
    }

    static Optional<DataSource.BuiltIn> builtIn(String name) {
        return Arrays.stream(DataSource.BuiltIn.values())
                .filter(data -> nameOf(data).equals(name))
                .findFirst();
    }

    @Override
    public Optional<String> read(Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar) || scalar.kind() != ScalarKind.TEXT) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        String text = scalar.text();
        String ofFile = "";
        try {
            boolean isFile = PathText.parse(text).getFileName() != null;
            if (WORDS.contains(text) || (isFile && PATH.matcher(text).matches())) {
                return Optional.of(text);
            }
        } catch (InvalidPathException e) {
            ofFile = "; of a file, " + e.getReason();
        }
        String meant = Nearest.to(text, WORDS)
                .map(word -> " (did you mean " + word + "?)")
                .orElse(ofFile);
        reading.wrong(node, allowed() + meant);
        return Optional.empty();
    }

    @Override
    public Node write(String value) {
        return Written.text(value);
    }

    @Override
    public String allowed() {
        return String.join(" | ", WORDS) + " | the path of a CSV file, such as flowers.csv";
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        WORDS.forEach(words.putArray("enum")::add);
        ObjectNode path = JsonNodeFactory.instance.objectNode().put("type", "string");
        schema.putArray("anyOf").add(words).add(path.put("pattern", "^" + PATH + "$"));
        return schema;
    }
}
