package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A number or a text, kept as it was written.
 *
 * @param allowed what it is, in words
 */
public record CellType(String allowed) implements ValueType<String> {

    @Override
    public Optional<String> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar
                && (scalar.kind() == ScalarKind.NUMBER || scalar.kind() == ScalarKind.TEXT)
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text().strip());
        }
        reading.wrong(node, allowed);
        return Optional.empty();
    }

    @Override
    public Node write(String value) {
        ScalarKind kind = ScalarKind.ofPlain(value) == ScalarKind.NUMBER ? ScalarKind.NUMBER : ScalarKind.TEXT;
        return new Node.Scalar(value, kind, Node.NOWHERE);
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("type").add("string").add("number");
        return schema;
    }
}
