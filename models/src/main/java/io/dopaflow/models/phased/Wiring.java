package io.dopaflow.models.phased;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The synapses of one projection, between units: the neurons of the network, by id, and after them the labels. Synapses are
 * ordered by the unit that they lead to, then by the one that they come from; sums go in that order.
 */
public final class Wiring {
    private static final int NO_PARTNER = -1;

    private final String name;
    private final int first;
    private final int[] pre;
    private final int[] post;
    private final int[] partner;
    private final double[] fanInOfSize;
    private final int[][] fanIn;
    private final int[][] fanOut;

    private Wiring(String name, int first, int units, List<Link> links) {
        this.name = name;
        this.first = first;
        this.pre = links.stream().mapToInt(Link::pre).toArray();
        this.post = links.stream().mapToInt(Link::post).toArray();
        this.partner = links.stream().mapToInt(Link::partner).toArray();
        this.fanInOfSize = links.stream().mapToDouble(Link::fanIn).toArray();
        this.fanIn = grouped(post, units);
        this.fanOut = grouped(pre, units);
    }

    /** A synapse to be; a fan-in of 0 starts it at 0. */
    private record Link(int pre, int post, int partner, double fanIn) {}

    private static int[][] grouped(int[] keys, int units) {
        int[] counts = new int[units];
        for (int key : keys) {
            counts[key]++;
        }
        int[][] groups = new int[units][];
        Arrays.setAll(groups, unit -> new int[counts[unit]]);
        int[] filled = new int[units];
        for (int i = 0; i < keys.length; i++) {
            groups[keys[i]][filled[keys[i]]++] = i;
        }
        return groups;
    }

    /** The network's own synapses. */
    static Wiring forward(Network network, int units) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < network.synapseCount(); i++) {
            boolean bias = isBias(network, network.pre(i));
            links.add(new Link(
                    network.pre(i), network.post(i), NO_PARTNER, bias ? 0 : driving(network, network.post(i))));
        }
        return new Wiring(Projection.FORWARD, 0, units, links);
    }

    /**
     * The synapses of a projection.
     *
     * @param first number of the first of them in the whole model
     */
    static Wiring of(Projection projection, Network network, int first, int units) {
        boolean leadsToInputs = projection.wiring() == Projection.Wiring.TRANSPOSE_TO_INPUTS;
        List<Link> links = new ArrayList<>();
        for (int post = 0; post < network.neuronCount(); post++) {
            if (isHidden(network, post) || (leadsToInputs && isInput(network, post))) {
                addOnto(post, projection, network, units, links);
            }
        }
        return new Wiring(projection.name(), first, units, links);
    }

    private static void addOnto(int post, Projection projection, Network network, int units, List<Link> links) {
        int depth = network.depthOf(post);
        int beside = (int) IntStream.range(0, network.neuronCount())
                .filter(id -> isHiddenAt(network, id, depth))
                .count();
        switch (projection.wiring()) {
            case TRANSPOSE, TRANSPOSE_BETWEEN_HIDDEN, TRANSPOSE_TO_INPUTS -> {
                boolean toOutputs = projection.wiring() == Projection.Wiring.TRANSPOSE;
                int[] synapses = Arrays.stream(network.fanOut(post))
                        .filter(synapse -> toOutputs || isHidden(network, network.post(synapse)))
                        .toArray();
                for (int synapse : synapses) {
                    int above = network.post(synapse);
                    links.add(new Link(above, post, synapse, driving(network, above)));
                }
                if (projection.bias()) {
                    Arrays.stream(synapses)
                            .map(network::post)
                            .flatMap(
                                    above -> Arrays.stream(network.fanIn(above)).map(network::pre))
                            .filter(id -> isBias(network, id))
                            .sorted()
                            .limit(1)
                            .forEach(bias -> links.add(new Link(bias, post, NO_PARTNER, 0)));
                }
            }
            case DIRECT -> {
                for (int output : network.outputs()) {
                    links.add(new Link(output, post, NO_PARTNER, beside));
                }
            }
            case LATERAL, LATERAL_AND_LABELS -> {
                for (int id = 0; id < network.neuronCount(); id++) {
                    if (isHiddenAt(network, id, depth)) {
                        links.add(new Link(id, post, NO_PARTNER, beside));
                    }
                }
                if (projection.wiring() == Projection.Wiring.LATERAL_AND_LABELS) {
                    for (int label = network.neuronCount(); label < units; label++) {
                        links.add(new Link(label, post, NO_PARTNER, beside));
                    }
                }
                if (projection.bias()) {
                    Arrays.stream(network.fanIn(post))
                            .map(network::pre)
                            .filter(id -> isBias(network, id))
                            .limit(1)
                            .forEach(bias -> links.add(new Link(bias, post, NO_PARTNER, 0)));
                }
            }
        }
    }

    private static boolean isHiddenAt(Network network, int id, int depth) {
        return isHidden(network, id) && network.depthOf(id) == depth;
    }

    private static boolean isHidden(Network network, int id) {
        return network.neuron(id).role() instanceof NeuronRole.Hidden;
    }

    private static boolean isInput(Network network, int id) {
        return network.neuron(id).role() instanceof NeuronRole.Input;
    }

    private static boolean isBias(Network network, int id) {
        return network.neuron(id).role() instanceof NeuronRole.Bias;
    }

    /** Neurons that lead to a neuron, without bias. */
    private static int driving(Network network, int neuron) {
        return (int) Arrays.stream(network.fanIn(neuron))
                .filter(synapse -> !isBias(network, network.pre(synapse)))
                .count();
    }

    /** The projection's name. */
    public String name() {
        return name;
    }

    /** Number of the projection's first synapse in the whole model. */
    public int first() {
        return first;
    }

    /** How many synapses it has. */
    public int size() {
        return pre.length;
    }

    /** The unit that a synapse comes from. */
    public int pre(int synapse) {
        return pre[synapse];
    }

    /** The unit that a synapse leads to. */
    public int post(int synapse) {
        return post[synapse];
    }

    /** The forward synapse that a feedback synapse stands beside; of a transpose only. */
    public int partner(int synapse) {
        return partner[synapse];
    }

    /** Whether a feedback synapse stands beside a forward one. */
    public boolean hasPartner(int synapse) {
        return partner[synapse] != NO_PARTNER;
    }

    /** Synapses onto the unit, ascending: the order of its sum. The array is the wiring's own. */
    public int[] fanIn(int unit) {
        return fanIn[unit];
    }

    /** Synapses from the unit, ascending. The array is the wiring's own. */
    public int[] fanOut(int unit) {
        return fanOut[unit];
    }

    /** Standard deviation of a synapse's weight at the start, for a gain of 1: 1 / sqrt(fan-in), 0 for a bias. */
    public double startingSize(int synapse) {
        return fanInOfSize[synapse] == 0 ? 0 : 1 / Math.sqrt(fanInOfSize[synapse]);
    }

    /**
     * The weight with which a synapse that does not learn works, beside the forward weight of its partner.
     *
     * @param weights of the projection
     * @param own the synapse's own weight
     * @param forward the forward synapse's, signed
     */
    public double effective(Weights weights, int synapse, double own, double forward) {
        if (!hasPartner(synapse)) {
            return own;
        }
        if (weights instanceof Weights.SignOfForward sign) {
            // The mean size of a normal weight is sqrt(2 / pi) of its standard deviation.
            return Math.signum(forward) * (Math.sqrt(2 / Math.PI) * sign.gain() * startingSize(synapse));
        }
        return weights instanceof Weights.Shared ? forward : own;
    }
}
