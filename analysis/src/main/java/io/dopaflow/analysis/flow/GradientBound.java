package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a network keeps assumption (3.6) of Christensen and Kallsen (2023), by which their theorem holds: the gradient of
 * the loss by theta = log w is bounded and Lipschitz. Features are taken as not negative.
 *
 * <p>The derivative by a synapse onto an output of potential v is L'(a) phi'(v) s w a_i. Where v grows like w a_i, that is
 * L'(phi(v)) v phi'(v), and everything turns on the output:
 *
 * <ul>
 *   <li>sigmoid: v phi'(v) is at most 0.224, and readouts in (0, 1) bound L' of every loss. Bounded, with all derivatives.
 *   <li>identity: v L'(v) grows like w^2 for squared error, and like w for pseudo-Huber and cross-entropy, whose L' is
 *       bounded but does not vanish where a wrong class wins. Softplus and rectified-linear outputs are no better where
 *       they are excited.
 * </ul>
 *
 * <p>Hidden neurons hand on a relative change, d log a = (v phi'(v) / phi(v)) d log v, whose factor is at most 1 where
 * v is not negative, for sigmoid (0.279), softplus and identity neurons alike: a bounded output keeps the gradient
 * bounded whatever is below it. But a rectified-linear neuron is not differentiable at v = 0, nor is a firing probability
 * where it is cut off at 0 or 1, so that the gradient jumps.
 *
 * <p>So far in the directions that weights generically take, in which one synapse onto each neuron outgrows the others.
 * There is a thin set of others, {@link #balances()}: where excitation and inhibition grow together, v stays
 * while w phi'(v) grows with w; and a hidden neuron that is ever more inhibited, followed by a synapse that makes up for
 * it, has a gradient that grows like log w. With all of that excluded the bound is strict.
 */
public final class GradientBound {
    private static final int MOST_NAMES = 4;

    private final Network network;
    private final Loss loss;

    private GradientBound(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
    }

    /** The assumption for a network and the loss of its readout. */
    public static GradientBound of(Network network, Loss loss) {
        return new GradientBound(network, loss);
    }

    /** What breaks the assumption on an open set of directions, one line for each group of neurons; empty if nothing. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            if (activation.isStraightThrough()) {
                add(
                        violations,
                        n -> !n.role().isSource() && n.activation() == activation,
                        word(activation) + ": the loss goes in steps, and has no gradient to follow");
            } else if (activation != Activation.SIGMOID) {
                add(
                        violations,
                        n -> isOutput(n) && n.coding() == SpikeCoding.GRADED && n.activation() == activation,
                        word(activation) + " with " + word(loss)
                                + ": the gradient grows without bound with the weights");
            }
        }
        add(
                violations,
                n -> !n.role().isSource()
                        && n.coding() == SpikeCoding.GRADED
                        && n.activation() == Activation.RECTIFIED_LINEAR,
                "rectified linear: the gradient jumps where the potential is 0");
        add(
                violations,
                n -> n.coding() == SpikeCoding.ALL_OR_NONE && n.activation() != Activation.SIGMOID,
                "all-or-none and not sigmoid: the gradient jumps where the probability of a spike is clipped");
        return violations;
    }

    /**
     * Where the gradient is bounded only off a thin set of directions, in which excitation and inhibition grow in balance:
     * one line for each group of neurons; empty if nowhere.
     */
    public List<String> balances() {
        List<String> balances = new ArrayList<>();
        add(
                balances,
                n -> !n.role().isSource()
                        && receives(n, Sign.INHIBITORY)
                        && (!isOutput(n) || receives(n, Sign.EXCITATORY)),
                "inhibited: the gradient is bounded unless inhibition and excitation grow in balance");
        return balances;
    }

    private boolean receives(Neuron neuron, Sign sign) {
        return Arrays.stream(network.fanIn(neuron.id()))
                .anyMatch(synapse -> network.neuron(network.pre(synapse)).sign() == sign);
    }

    private static boolean isOutput(Neuron neuron) {
        return neuron.role() instanceof NeuronRole.Output;
    }

    /** One line for the outputs concerned, and one for the hidden neurons of each depth. */
    private void add(List<String> lines, Predicate<Neuron> isConcerned, String what) {
        Map<String, List<Neuron>> groups = network.neurons().stream()
                .filter(isConcerned)
                .collect(Collectors.groupingBy(this::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, members) -> lines.add(names(group, members) + ": " + what));
    }

    private String group(Neuron neuron) {
        return isOutput(neuron) ? "output" : "hidden neuron of depth " + network.depthOf(neuron.id());
    }

    private static String names(String group, List<Neuron> members) {
        String shown = members.stream().limit(MOST_NAMES).map(Neuron::name).collect(Collectors.joining(", "));
        String more = members.size() > MOST_NAMES ? " and " + (members.size() - MOST_NAMES) + " more" : "";
        String plural = members.size() == 1 ? group : group.replaceFirst("(output|neuron)", "$1s");
        return plural + " " + shown + more;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
