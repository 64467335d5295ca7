package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of things from 1, with their name: {@code 100 opportunities}, {@code 1 cycle}.
 *
 * @param singular the name of one
 * @param plural the name of several
 * @param max the most
 */
public record CountType(String singular, String plural, long max) implements ValueType<Long> {

    @Override
    public Optional<Long> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.TEXT) {
            Matcher matcher = form().matcher(scalar.text());
            Optional<Long> value = matcher.matches()
                    ? Numerals.parse(matcher.group(1)).flatMap(number -> Numerals.whole(number, 1, max))
                    : Optional.empty();
            if (value.isPresent()) {
                return value;
            }
        }
        reading.wrong(node, allowed());
        return Optional.empty();
    }

    private Pattern form() {
        return Pattern.compile("([0-9]+) ?(" + plural + "|" + singular + ")");
    }

    @Override
    public Node write(Long value) {
        return Written.text(value + " " + (value == 1 ? singular : plural));
    }

    @Override
    public String allowed() {
        return "a whole number with its unit (" + plural + ") from 1 to " + max;
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("pattern", "^" + form() + "$");
    }
}
