package io.dopaflow.scenarios.schema.phased;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ValueType;
import java.util.Optional;

/** A learning rule. */
public final class RuleType implements ValueType<RuleSettings> {

    @Override
    public Optional<RuleSettings> read(Node node, Reading reading) {
        reading.wrong(node, allowed());
        return Optional.empty();
    }

    @Override
    public Node write(RuleSettings value) {
        return new Node.Mapping(java.util.List.of(), Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "a rule";
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
}
