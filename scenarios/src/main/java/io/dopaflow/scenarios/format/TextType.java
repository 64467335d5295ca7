package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text.
 *
 * @param pattern what the whole text must match
 * @param allowed the pattern in words
 */
public record TextType(Pattern pattern, String allowed) implements ValueType<String> {

    /**
     * Any text that is not empty.
     *
     * @param maxLength the most characters
     * @return the type
     */
    public static TextType ofAtMost(int maxLength) {
        return new TextType(
                Pattern.compile("[\\s\\S]{1," + maxLength + "}"), "a text of 1 to " + maxLength + " characters");
    }

    /**
     * Text of a certain form.
     *
     * @param regex what the whole text must match; also understood by ECMA-262
     * @param allowed the same in words
     * @return the type
     */
    public static TextType matching(String regex, String allowed) {
        return new TextType(Pattern.compile(regex), allowed);
    }

    @Override
    public Optional<String> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar
                && scalar.kind() == ScalarKind.TEXT
                && pattern.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text());
        }
        boolean unquoted = node instanceof Node.Scalar scalar
                && scalar.kind() != ScalarKind.TEXT
                && pattern.matcher(scalar.text()).matches();
        reading.wrong(node, unquoted ? allowed + " (in quotation marks, without which it is not text)" : allowed);
        return Optional.empty();
    }

    @Override
    public Node write(String value) {
        return Written.text(value);
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("pattern", "^(?:" + pattern + ")$");
    }
}
