package io.dopaflow.models.rule;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** One factor of a product. */
public sealed interface Factor {

    /**
     * A number.
     *
     * @param value finite
     */
    record Constant(double value) implements Factor {
        /** Rejects what is no number. */
        public Constant {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("constant is " + value + "; allowed: finite");
            }
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /**
     * A quantity of the synapse, or of one of its neurons.
     *
     * @param symbol which
     * @param phase in which; empty text for a symbol without phases
     */
    record Quantity(Symbol symbol, String phase) implements Factor {
        @Override
        public String toString() {
            return symbol.isOfPhase() ? symbol.word() + "@" + phase : symbol.word();
        }
    }

    /**
     * One over a quantity or trace, or 0 where it is 0.
     *
     * @param of the quantity or trace
     */
    record Inverse(Factor of) implements Factor {
        @Override
        public String toString() {
            return "1/" + of;
        }
    }

    /**
     * A number that is told to all synapses.
     *
     * @param name of the broadcast
     */
    record Broadcast(String name) implements Factor {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * What the neuron keeps from wave to wave: for a synapse, the postsynaptic neuron.
     *
     * @param name of the trace
     */
    record OfTrace(String name) implements Factor {
        private static final String OPEN = "trace(";

        @Override
        public String toString() {
            return OPEN + name + ")";
        }
    }

    /** The quantity in it, if there is one. */
    default Optional<Quantity> quantity() {
        if (this instanceof Quantity quantity) {
            return Optional.of(quantity);
        }
        return this instanceof Inverse inverse ? inverse.of().quantity() : Optional.empty();
    }

    /** The trace in it, if there is one. */
    default Optional<OfTrace> trace() {
        if (this instanceof OfTrace trace) {
            return Optional.of(trace);
        }
        return this instanceof Inverse inverse ? inverse.of().trace() : Optional.empty();
    }

    /** The same of another phase, if it is of one. */
    default Factor ofPhase(UnaryOperator<String> phase) {
        if (this instanceof Quantity quantity && quantity.symbol().isOfPhase()) {
            return new Quantity(quantity.symbol(), phase.apply(quantity.phase()));
        }
        return this instanceof Inverse inverse ? new Inverse(inverse.of().ofPhase(phase)) : this;
    }

    /**
     * Reads a factor as rule files write it: a number, a symbol, a symbol with its phase, one over either, {@code trace(NAME)},
     * or the name of a broadcast.
     */
    static Factor parse(String text) {
        String word = text.strip();
        if (word.startsWith("1/")) {
            Factor of = parse(word.substring(2));
            if (of instanceof Quantity || of instanceof OfTrace) {
                return new Inverse(of);
            }
        }
        if (word.startsWith(OfTrace.OPEN) && word.endsWith(")")) {
            return new OfTrace(word.substring(OfTrace.OPEN.length(), word.length() - 1));
        }
        int at = word.indexOf('@');
        String head = at < 0 ? word : word.substring(0, at);
        String phase = at < 0 ? "" : word.substring(at + 1);
        return Symbol.of(head)
                .<Factor>map(symbol -> new Quantity(symbol, phase))
                .orElseGet(() -> numberOrBroadcast(word));
    }

    private static Factor numberOrBroadcast(String word) {
        try {
            return new Constant(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            return new Broadcast(word);
        }
    }
}
