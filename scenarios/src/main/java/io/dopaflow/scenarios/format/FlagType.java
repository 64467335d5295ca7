package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** True or false. */
public record FlagType() implements ValueType<Boolean> {

    @Override
    public Optional<Boolean> read(Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.BOOLEAN) {
            return Optional.of(Boolean.parseBoolean(scalar.text()));
        }
        reading.wrong(node, allowed());
        return Optional.empty();
    }

    @Override
    public Node write(Boolean value) {
        return Written.flag(value);
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "boolean");
    }
}
