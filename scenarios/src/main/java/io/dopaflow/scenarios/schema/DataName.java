package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the key {@code data} says: a shipped data set, {@code inline}, or the path of a CSV file. */
final class DataName {

    static final String INLINE = "inline";

    private static final List<String> WORDS =
            List.of(nameOf(DataSource.BuiltIn.IRIS), nameOf(DataSource.BuiltIn.DIGITS), INLINE);

    /** A path is told from a misspelt word by its extension or its folders. */
    private static final Pattern PATH = Pattern.compile("(?=[^./\\\\]*[./\\\\])[^\\u0000]{1,4096}");

    static final ScalarType<String> TYPE = ScalarType.ofText(
                    String.join(" | ", WORDS) + " | the path of a CSV file, such as flowers.csv",
                    DataName::parse,
                    text -> text,
                    jsonSchema())
            .hinting(DataName::hint);

    private DataName() {}

    static String nameOf(DataSource.BuiltIn data) {
        return data.name().toLowerCase(Locale.ROOT);
    }

    static Optional<DataSource.BuiltIn> builtIn(String name) {
        return Arrays.stream(DataSource.BuiltIn.values())
                .filter(data -> nameOf(data).equals(name))
                .findFirst();
    }

    private static Optional<String> parse(String text) {
        boolean isWord = WORDS.contains(text);
        try {
            return Optional.of(text)
                    .filter(name -> isWord || PATH.matcher(name).matches())
                    .filter(name -> PathText.parse(name).getFileName() != null);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String hint(Node.Scalar scalar) {
        if (scalar.kind() != ScalarKind.TEXT) {
            return "";
        }
        String word = Nearest.hint(scalar.text(), WORDS);
        try {
            PathText.parse(scalar.text());
            return word;
        } catch (InvalidPathException e) {
            return word.isEmpty() ? "; of a file, " + e.getReason() : word;
        }
    }

    private static ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode either = schema.putArray("anyOf");
        WORDS.forEach(either.addObject().putArray("enum")::add);
        either.addObject().put("type", "string").put("pattern", "^" + PATH + "$");
        return schema;
    }
}
