package io.dopaflow.models.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How places and names in a rule are told. */
final class RuleText {
    private RuleText() {}

    interface Visitor {
        void visit(String place, Factor factor);
    }

    static void forEachFactor(String place, Expression expression, Visitor visitor) {
        for (int product = 0; product < expression.products().size(); product++) {
            List<Factor> factors = expression.products().get(product);
            for (int i = 0; i < factors.size(); i++) {
                visitor.visit(place + "[" + product + "][" + i + "]", factors.get(i));
            }
        }
    }

    static String names(Stream<String> names) {
        String all = names.collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
