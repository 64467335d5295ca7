package io.dopaflow.models.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sum of products. It is evaluated as it is written, from left to right: each product factor by factor, then the
 * products one after the other. That order is part of what decides the bits.
 *
 * @param products of the sum; none for 0
 */
public record Expression(List<List<Factor>> products) {

    /** Nothing: 0. */
    public static final Expression ZERO = new Expression(List.of());

    /** Copies the lists; a product has at least one factor. */
    public Expression {
        products = products.stream().map(List::copyOf).toList();
        if (products.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a product has 0 factors; allowed: at least 1");
        }
    }

    /** Reads products, each of factors with commas between them: {@code "-1, pre@free, error@free"}. */
    public static Expression of(String... products) {
        return new Expression(Arrays.stream(products)
                .map(product ->
                        Arrays.stream(product.split(",")).map(Factor::parse).toList())
                .toList());
    }

    /** The same with each factor replaced. */
    public Expression with(UnaryOperator<Factor> change) {
        return new Expression(products.stream()
                .map(product -> product.stream().map(change).toList())
                .toList());
    }

    /** All its factors, in order. */
    public Stream<Factor> factors() {
        return products.stream().flatMap(List::stream);
    }

    @Override
    public String toString() {
        return products.stream()
                .map(product -> product.stream().map(Factor::toString).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
