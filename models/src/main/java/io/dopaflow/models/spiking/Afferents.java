package io.dopaflow.models.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Delays;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * The synapses of one projection onto a range of its targets: who, how strong, how late. Weights or delays that are common to a
 * projection take no memory.
 *
 * @param incoming by target
 * @param weights by place; empty where they are all {@code weight}
 * @param delaysPs by place; empty where they are all {@code delayPs}
 */
public record Afferents(Incoming incoming, double weight, double[] weights, long delayPs, long[] delaysPs) {

    /**
     * Draws the synapses onto the targets of a range, the same however the targets are divided.
     *
     * @param from the first target, numbered within its population
     * @param to behind the last one
     * @throws IllegalArgumentException if the rule does not fit the sizes, or a delay is not allowed
     */
    public static Afferents of(SpikingNetwork network, Projection projection, int from, int to) {
        RandomStreams streams = network.streams().derived(projection.id());
        Incoming incoming = projection.rule().incoming(network.ends(projection), streams, from, to);
        Distribution weight = projection.weight();
        Distribution delay = projection.delay();
        Delays allowed = network.time().delays(projection.name());
        double[] weights;
        boolean oneDelay = delay.lowest() == delay.highest();
        long delayPs = oneDelay ? allowed.check(VirtualTime.fromMilliseconds(delay.lowest())) : 0;
        long[] delaysPs;
        if (projection.rule() instanceof ExplicitList list && list.hasWeights()) {
            weights = list.weights(network.ends(projection), from, to);
        } else {
            boolean isOne = weight.lowest() == weight.highest();
            weights = isOne ? new double[0] : KeyedValues.weights(weight, incoming, streams);
        }
        if (projection.rule() instanceof ExplicitList list && list.hasDelays()) {
            delaysPs = list.delaysPs(network.ends(projection), from, to);
            Arrays.stream(delaysPs).forEach(allowed::check);
            if (Arrays.stream(delaysPs).distinct().limit(2).count() == 1) {
                delayPs = delaysPs[0];
                delaysPs = new long[0];
            }
        } else {
            delaysPs = oneDelay ? new long[0] : KeyedValues.delays(delay, allowed, incoming, streams);
        }
        return new Afferents(incoming, weight.lowest(), weights, delayPs, delaysPs);
    }

    /** The same synapses in the order of their ids: by target, then by source, then by delay, then as they were drawn. */
    public Afferents inOrderOfIds() {
        int[] order = order();
        return new Afferents(
                incoming.inOrder(order),
                weight,
                hasOneWeight()
                        ? weights
                        : Arrays.stream(order)
                                .mapToDouble(place -> weights[place])
                                .toArray(),
                delayPs,
                hasOneDelay()
                        ? delaysPs
                        : Arrays.stream(order)
                                .mapToLong(place -> delaysPs[place])
                                .toArray());
    }

    /** The same synapses, by place, from other cells. */
    Afferents wired(int... sources) {
        return new Afferents(incoming.from(sources), weight, weights, delayPs, delaysPs);
    }

    /** The places of each target's synapses one after another by source, then by delay, then by place: in this order what they transmit is added. */
    public int[] order() {
        int[] order = new int[incoming.size()];
        long[] keys = new long[0];
        for (int t = 0; t < incoming.targets(); t++) {
            int from = incoming.from(incoming.firstTarget() + t);
            int size = incoming.to(incoming.firstTarget() + t) - from;
            keys = keys.length < size ? new long[2 * size] : keys;
            for (int i = 0; i < size; i++) {
                keys[i] = ((long) incoming.source(from + i) << Integer.SIZE) | i;
            }
            Arrays.sort(keys, 0, size);
            for (int i = 0; i < size; i++) {
                insert(order, from, i, from + (int) keys[i]);
            }
        }
        return order;
    }

    /** Puts a place behind those of its source that are not later; sources come ascending, and few come twice. */
    private void insert(int[] order, int from, int count, int place) {
        int to = from + count;
        for (; to > from && isEarlier(place, order[to - 1]); to--) {
            order[to] = order[to - 1];
        }
        order[to] = place;
    }

    private boolean isEarlier(int place, int other) {
        return incoming.source(place) == incoming.source(other) && delayPs(place) < delayPs(other);
    }

    /** Whether all weights are the same. */
    public boolean hasOneWeight() {
        return weights.length == 0;
    }

    /** Whether all delays are the same. */
    public boolean hasOneDelay() {
        return delaysPs.length == 0;
    }

    /** The weight of the synapse at a place. */
    public double weight(int place) {
        return weights.length == 0 ? weight : weights[place];
    }

    /** The delay of the synapse at a place, in ps. */
    public long delayPs(int place) {
        return delaysPs.length == 0 ? delayPs : delaysPs[place];
    }

    /** The shortest delay, in ps; {@link Long#MAX_VALUE} without synapses. */
    public long shortestDelayPs() {
        return incoming.size() == 0
                ? Long.MAX_VALUE
                : Arrays.stream(delaysPs).min().orElse(delayPs);
    }

    /** The longest delay, in ps; 0 without synapses. */
    public long longestDelayPs() {
        return incoming.size() == 0 ? 0 : Arrays.stream(delaysPs).max().orElse(delayPs);
    }
}
