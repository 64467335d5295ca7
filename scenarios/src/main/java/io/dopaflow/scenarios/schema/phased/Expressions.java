package io.dopaflow.scenarios.schema.phased;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Loop;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import java.util.List;
import java.util.Optional;

/** A sum of products: a list of lists of factors. */
record Expressions(ListType<List<Factor>> lists) implements ValueType<Expression> {
    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_FACTORS = 20;
    private static final double LARGEST = 1e12;
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,63}";
    private static final String FORM =
            "(1/)?(" + NAME + "(@" + NAME + "(" + Loop.PREVIOUS + ")?)?|trace\\(" + NAME + "\\))";

    private static final ScalarType<Double> NUMBER = Types.number(-LARGEST, LARGEST);

    private static final ScalarType<String> WORD = Types.text(
            FORM, "a number, a symbol with its phase such as pre@free, trace(NAME), one over either, or a broadcast");

    private static final ScalarType<Factor> FACTOR =
            new ScalarType<>(WORD.allowed(), Expressions::parsed, scalar -> "", Expressions::written, factorSchema());

    private static final ListType<Factor> PRODUCT = new ListType<>(FACTOR, "factors", 1, MOST_FACTORS);

    /** With at least so many products. */
    static Expressions of(int fewest) {
        return new Expressions(new ListType<>(PRODUCT, "products", fewest, MOST_PRODUCTS));
    }

    private static Optional<Factor> parsed(Node.Scalar scalar) {
        return scalar.kind() == ScalarKind.NUMBER
                ? NUMBER.parser().apply(scalar).map(Factor.Constant::new)
                : WORD.parser().apply(scalar).map(Factor::parse);
    }

    private static Node written(Factor factor) {
        return factor instanceof Factor.Constant constant
                ? NUMBER.write(constant.value())
                : WORD.write(factor.toString());
    }

    private static ObjectNode factorSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(NUMBER.jsonSchema()).add(WORD.jsonSchema());
        return schema;
    }

    @Override
    public Optional<Expression> read(Node node, Reading reading) {
        return lists.read(node, reading).map(Expression::new);
    }

    @Override
    public Node write(Expression value) {
        return lists.write(value.products());
    }

    @Override
    public String allowed() {
        return lists.allowed() + ", each " + PRODUCT.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        return lists.jsonSchema();
    }
}
