package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Written;
import java.util.Optional;

/**
 * A column of the data as a scenario calls it.
 *
 * @param text its name, or the digits of its number
 * @param isNumber whether it is called by its number, from 0; a number in quotation marks is a name
 */
public record Column(String text, boolean isNumber) {

    /** The number of the column, where it is called by that. */
    public int number() {
        return Integer.parseInt(text);
    }

    /**
     * A column by its name, or by its number: without quotation marks.
     *
     * @param what it is called, in the singular
     */
    record Type(String what) implements ValueType<Column> {

        static final ScalarType<String> NAME = Types.text("[\\s\\S]{1,200}", "a text of 1 to 200 characters");
        static final int MOST_FEATURES = 10_000;

        private static final ScalarType<Long> NUMBER = Types.wholeNumber(0, MOST_FEATURES);

        @Override
        public Optional<Column> read(Node node, Reading reading) {
            return node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.NUMBER
                    ? NUMBER.read(node, reading).map(number -> new Column(Long.toString(number), true))
                    : NAME.read(node, reading).map(name -> new Column(name, false));
        }

        @Override
        public Node write(Column value) {
            return value.isNumber() ? NUMBER.write((long) value.number()) : Written.text(value.text());
        }

        @Override
        public String allowed() {
            return "the name or the number (from 0) of a " + what;
        }

        @Override
        public ObjectNode jsonSchema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("anyOf").add(NAME.jsonSchema()).add(NUMBER.jsonSchema());
            return schema;
        }
    }
}
