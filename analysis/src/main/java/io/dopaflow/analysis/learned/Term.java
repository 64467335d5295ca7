package io.dopaflow.analysis.learned;

import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A product of an update whose coefficient is sought.
 *
 * @param update which: that of synapses onto hidden neurons, or onto outputs; see {@link Rule}
 * @param product its factors, the first a number, 1 or -1, so that a coefficient above 0 is the usual direction
 * @param size natural size of the coefficient, above 0: how far a search goes at a time
 */
public record Term(String update, List<Factor> product, double size) {

    /** Copies the product. */
    public Term {
        product = List.copyOf(product);
        if (product.isEmpty() || !(product.get(0) instanceof Factor.Constant)) {
            throw new IllegalArgumentException("a term is " + product + "; allowed: a number first");
        }
        if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("size of a coefficient is " + size + "; allowed: finite, above 0");
        }
    }

    /** A term whose product is read as {@link Expression#of} does: {@code "-1, pre@free, error@free"}. */
    static Term of(String update, String product, double size) {
        return new Term(update, Expression.of(product).products().get(0), size);
    }

    /** The number that it begins with. */
    double sign() {
        return ((Factor.Constant) product.get(0)).value();
    }

    /** The factors after the number. */
    List<Factor> factors() {
        return product.subList(1, product.size());
    }

    /** The product with a coefficient. */
    List<Factor> times(double coefficient) {
        List<Factor> factors = new ArrayList<>();
        factors.add(new Factor.Constant(sign() * coefficient));
        factors.addAll(factors());
        return factors;
    }

    /** A name of lower-case letters, digits and underscores, such as {@code hidden_pre_apical_slope}. */
    public String name() {
        String words = factors().stream()
                .map(factor -> factor.toString().replaceAll("@.*", "").replace('-', '_'))
                .collect(Collectors.joining("_"));
        return update + "_" + (words.isEmpty() ? "constant" : words);
    }
}
