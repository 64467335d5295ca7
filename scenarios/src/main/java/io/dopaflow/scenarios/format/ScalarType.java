package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that is written as a scalar. {@link Types} has the usual ones.
 *
 * @param allowed what is allowed, in words
 * @param parser gives the value of a scalar; nothing if it is not allowed
 * @param hint says of a wrong scalar what was probably meant; mostly nothing
 * @param writer gives the scalar of a value
 * @param jsonSchema the same for editors
 * @param <T> the value in Java
 */
public record ScalarType<T>(
        String allowed,
        Function<Node.Scalar, Optional<T>> parser,
        Function<Node.Scalar, String> hint,
        Function<T, Node> writer,
        ObjectNode jsonSchema)
        implements ValueType<T> {

    /** Without hints. */
    ScalarType(
            String allowed,
            Function<Node.Scalar, Optional<T>> parser,
            Function<T, Node> writer,
            ObjectNode jsonSchema) {
        this(allowed, parser, scalar -> "", writer, jsonSchema);
    }

    /** What is written as text, in quotation marks if it could be taken for something else. */
    public static <T> ScalarType<T> ofText(
            String allowed, Function<String, Optional<T>> parser, Function<T, String> writer, ObjectNode jsonSchema) {
        return new ScalarType<>(
                allowed,
                scalar -> scalar.kind() == ScalarKind.TEXT ? parser.apply(scalar.text()) : Optional.empty(),
                value -> Written.text(writer.apply(value)),
                jsonSchema);
    }

    /** What is written as text of a form, which the parser may still refuse. */
    static <T> ScalarType<T> ofForm(
            String allowed, Function<String, Optional<T>> parser, Function<T, String> writer, String regex) {
        return ofText(allowed, parser, writer, patternSchema(regex));
    }

    static ObjectNode patternSchema(String regex) {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("pattern", "^" + regex + "$");
    }

    /** This type, with hints. */
    public ScalarType<T> hinting(Function<Node.Scalar, String> better) {
        return new ScalarType<>(allowed, parser, better, writer, jsonSchema);
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar)) {
            reading.wrong(node, allowed);
            return Optional.empty();
        }
        Optional<T> value = parser.apply(scalar);
        if (value.isEmpty()) {
            reading.wrong(node, allowed + hint.apply(scalar));
        }
        return value;
    }

    @Override
    public Node write(T value) {
        return writer.apply(value);
    }
}
