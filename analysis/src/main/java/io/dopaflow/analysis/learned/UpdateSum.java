package io.dopaflow.analysis.learned;

import io.dopaflow.analysis.learned.Duals.Places;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Symbol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * An update as a polynomial of what the synapse carried and of its weight: the terms of equal powers of both are summed
 * once for a postsynaptic neuron, and not for each of its synapses.
 */
final class UpdateSum {

    /** Where a learner keeps what a postsynaptic neuron knows, and what all are told. */
    record Known(Map<Symbol, Integer> symbols, OptionalInt broadcast) {
        /** Copies the map. */
        Known {
            symbols = new EnumMap<>(symbols);
        }

        private int place(Factor factor) {
            if (factor instanceof Factor.Broadcast && broadcast.isPresent()) {
                return broadcast.getAsInt();
            }
            Integer place = factor instanceof Factor.Quantity quantity ? symbols.get(quantity.symbol()) : null;
            if (place == null) {
                throw new IllegalArgumentException("a factor is " + factor + "; allowed: pre, w, " + symbols.keySet());
            }
            return place;
        }
    }

    private record Power(int ofPre, int ofWeight) implements Comparable<Power> {
        @Override
        public int compareTo(Power other) {
            return ofPre == other.ofPre
                    ? Integer.compare(ofWeight, other.ofWeight)
                    : Integer.compare(ofPre, other.ofPre);
        }
    }

    /** A term without its powers: the place of its coefficient, its sign, and the places of its other factors. */
    private record Part(int coefficient, double sign, int[] factors) {}

    private final double rate;
    private final int scratch;
    private final int sum;
    private final Power[] powers;
    private final Part[][] parts;
    private final int[] sums;

    /**
     * Of the terms of one update.
     *
     * @param places gives a place for another number
     * @param coefficients the place of the first term's coefficient; those of the others follow
     */
    UpdateSum(Places places, List<Term> terms, String update, int coefficients, Known known, double rate) {
        this.rate = rate;
        this.scratch = places.next();
        this.sum = places.next();
        Map<Power, List<Part>> byPower = new TreeMap<>();
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            if (term.update().equals(update)) {
                Power power = new Power(count(term, Symbol.PRE), count(term, Symbol.WEIGHT));
                int[] factors = term.factors().stream()
                        .filter(factor -> !is(factor, Symbol.PRE) && !is(factor, Symbol.WEIGHT))
                        .mapToInt(known::place)
                        .toArray();
                byPower.computeIfAbsent(power, key -> new ArrayList<>())
                        .add(new Part(coefficients + i, term.sign(), factors));
            }
        }
        this.powers = byPower.keySet().toArray(Power[]::new);
        this.parts =
                byPower.values().stream().map(list -> list.toArray(Part[]::new)).toArray(Part[][]::new);
        this.sums = byPower.keySet().stream().mapToInt(power -> places.next()).toArray();
    }

    private static boolean is(Factor factor, Symbol symbol) {
        return factor instanceof Factor.Quantity quantity && quantity.symbol() == symbol;
    }

    private static int count(Term term, Symbol symbol) {
        return (int)
                term.factors().stream().filter(factor -> is(factor, symbol)).count();
    }

    /** Sums up for the postsynaptic neuron whose knowledge stands in its places now. */
    void prepare(Duals numbers) {
        for (int i = 0; i < powers.length; i++) {
            numbers.set(sums[i], 0);
            for (Part part : parts[i]) {
                numbers.copy(scratch, part.coefficient);
                for (int factor : part.factors) {
                    numbers.multiply(scratch, factor);
                }
                numbers.addScaled(sums[i], scratch, part.sign);
            }
        }
    }

    /**
     * Changes a weight onto that neuron.
     *
     * @param weight its place
     * @param pre the place of what the synapse carried
     */
    void change(Duals numbers, int weight, int pre) {
        numbers.set(sum, 0);
        for (int i = 0; i < powers.length; i++) {
            int left = powers[i].ofPre + powers[i].ofWeight;
            if (left == 0) {
                numbers.addScaled(sum, sums[i], 1);
                continue;
            }
            int product = sums[i];
            for (; left > 1; left--) {
                if (product != scratch) {
                    numbers.copy(scratch, product);
                    product = scratch;
                }
                numbers.multiply(scratch, left > powers[i].ofPre ? weight : pre);
            }
            numbers.addProduct(sum, product, powers[i].ofPre == 0 ? weight : pre);
        }
        numbers.addScaled(weight, sum, rate);
    }
}
