package io.dopaflow.scenarios.schema.phased;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;

/** A rule by its name, in a file, or itself. */
public final class RuleChoiceType implements ValueType<RuleChoice> {
    private static final String ENDING = ".yaml";

    private static final ScalarType<String> WORD = Types.text(
            "\\S(.{0,1022}\\S)?", "the name of a built-in rule, or the path of a rule file, ending in " + ENDING);

    private static final RuleType RULE = new RuleType();

    @Override
    public Optional<RuleChoice> read(Node node, Reading reading) {
        return node instanceof Node.Mapping
                ? RULE.read(node, reading).map(rule -> rule)
                : WORD.read(node, reading).flatMap(word -> named(word, node, reading));
    }

    private static Optional<RuleChoice> named(String word, Node node, Reading reading) {
        if (!word.endsWith(ENDING)) {
            return Optional.of(new RuleChoice.BuiltIn(word));
        }
        try {
            return Optional.of(new RuleChoice.InFile(PathText.parse(word)));
        } catch (InvalidPathException e) {
            reading.wrong(node, e.getReason());
            return Optional.empty();
        }
    }

    @Override
    public Node write(RuleChoice value) {
        if (value instanceof RuleSettings rule) {
            return RULE.write(rule);
        }
        return WORD.write(
                value instanceof RuleChoice.InFile file ? file.path().toString() : ((RuleChoice.BuiltIn) value).name());
    }

    @Override
    public String allowed() {
        return WORD.allowed() + ", or " + RULE.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = WORD.jsonSchema().objectNode();
        schema.putArray("anyOf").add(WORD.jsonSchema()).add(RULE.jsonSchema());
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return RULE.mappings();
    }
}
