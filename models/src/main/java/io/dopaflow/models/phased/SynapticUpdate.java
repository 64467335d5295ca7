package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The update of a synapse, ready to be evaluated: a sum of products, each evaluated from left to right.
 */
public final class SynapticUpdate {

    /** What a factor is taken from. */
    public enum Source {
        /** The number itself. */
        CONSTANT,
        /** What the presynaptic unit sent, by phase. */
        PRE,
        /** What the postsynaptic unit knows, by slot. */
        POST,
        /** One over that. */
        INVERSE_POST,
        /** One over what the presynaptic unit sent, by phase. */
        INVERSE_PRE,
        /** A number told to all, by its position. */
        BROADCAST,
        /** What the synapse has of its own, by phase: its noise, its eligibility from timing, or what its neuron told it. */
        OWN,
        /** The synapse's weight, signed. */
        WEIGHT,
        /** The synapse's log-weight. */
        THETA
    }

    /**
     * A factor.
     *
     * @param source what it is taken from
     * @param index where in it
     * @param constant the number, of a constant
     */
    public record Operand(Source source, int index, double constant) {}

    private final Operand[][] products;

    /** Of a rule's expression. */
    SynapticUpdate(Circuit circuit, Expression expression) {
        List<Operand[]> all = new ArrayList<>();
        for (List<Factor> product : expression.products()) {
            all.add(product.stream().map(factor -> operand(circuit, factor)).toArray(Operand[]::new));
        }
        products = all.toArray(new Operand[0][]);
    }

    private static Operand operand(Circuit circuit, Factor factor) {
        if (factor instanceof Factor.Constant constant) {
            return new Operand(Source.CONSTANT, 0, constant.value());
        }
        if (factor instanceof Factor.Broadcast broadcast) {
            List<String> names =
                    circuit.rule().broadcasts().stream().map(Broadcast::name).toList();
            return new Operand(Source.BROADCAST, names.indexOf(broadcast.name()), 0);
        }
        boolean inverse = factor instanceof Factor.Inverse;
        Optional<Factor.OfTrace> trace = factor.trace();
        if (trace.isPresent()) {
            int slot = circuit.slotOfTrace(trace.get().name());
            return new Operand(inverse ? Source.INVERSE_POST : Source.POST, slot, 0);
        }
        Factor.Quantity quantity = factor.quantity().orElseThrow();
        Symbol symbol = quantity.symbol();
        int phase = symbol.isOfPhase() ? circuit.rule().indexOf(quantity.phase()) : 0;
        return switch (symbol) {
            case PRE -> new Operand(inverse ? Source.INVERSE_PRE : Source.PRE, phase, 0);
            case POST, DRIVE, SLOPE, NOISE, APICAL, SENT, ERROR, POWER ->
                new Operand(inverse ? Source.INVERSE_POST : Source.POST, circuit.slot(phase, symbol), 0);
            case OWN_NOISE, TIMING, EXPLAINED -> new Operand(Source.OWN, phase, 0);
            case WEIGHT -> new Operand(Source.WEIGHT, 0, 0);
            case THETA -> new Operand(Source.THETA, 0, 0);
        };
    }

    /** The products, in order, each with its factors in order. The arrays are the update's own. */
    public Operand[][] products() {
        return products;
    }

    /** Whether a number that is told to all is among the factors. */
    public boolean usesBroadcasts() {
        return Stream.of(products).flatMap(Stream::of).anyMatch(factor -> factor.source() == Source.BROADCAST);
    }

    /**
     * The value.
     *
     * @param pre what the presynaptic unit sent through the synapse, by phase
     * @param post what the postsynaptic unit knows, by slot
     * @param broadcasts by position
     * @param own noise of the synapse, its eligibility from timing, or what its presynaptic neuron told it, by phase
     * @param weight the synapse's, signed
     * @param parameter what the synapse stores: its weight or log-weight
     */
    public double value(
            double[] pre, double[] post, double[] broadcasts, double[] own, double weight, double parameter) {
        double sum = 0;
        for (int i = 0; i < products.length; i++) {
            Operand[] factors = products[i];
            double product = factor(factors[0], pre, post, broadcasts, own, weight, parameter);
            for (int k = 1; k < factors.length; k++) {
                product *= factor(factors[k], pre, post, broadcasts, own, weight, parameter);
            }
            sum = i == 0 ? product : sum + product;
        }
        return sum;
    }

    private static double factor(
            Operand operand,
            double[] pre,
            double[] post,
            double[] broadcasts,
            double[] own,
            double weight,
            double parameter) {
        return switch (operand.source()) {
            case CONSTANT -> operand.constant();
            case PRE -> pre[operand.index()];
            case POST -> post[operand.index()];
            case INVERSE_PRE -> inverse(pre[operand.index()]);
            case INVERSE_POST -> inverse(post[operand.index()]);
            case BROADCAST -> broadcasts[operand.index()];
            case OWN -> own[operand.index()];
            case WEIGHT -> weight;
            case THETA -> parameter;
        };
    }

    /** One over the value, or 0 where it is 0. */
    public static double inverse(double value) {
        return value == 0 ? 0 : 1 / value;
    }
}
