package io.dopaflow.analysis.run;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.connection.PairwiseBernoulli;

/** Tells the synapses of a network in the order of their ids, drawn anew, in bounded memory. */
public final class SynapseList {
    /** Targets whose synapses are drawn together. */
    private static final int RANGE = 1024;

    private SynapseList() {}

    /** Takes a synapse. */
    @FunctionalInterface
    public interface Taker {
        /**
         * A synapse.
         *
         * @param synapse its id
         * @param projection the name of its projection or drive
         * @param pre its presynaptic cell; -1 for the train that a drive gives to its postsynaptic neuron alone
         * @param post its postsynaptic neuron
         * @param weight in the unit of the postsynaptic model
         */
        void take(long synapse, String projection, int pre, int post, long delayPs, double weight);
    }

    /** Tells all synapses. */
    public static void each(SpikingNetwork network, Taker taker) {
        long[] next = {0};
        for (Drive drive : network.drives()) {
            if (drive instanceof Drive.Poisson poisson) {
                poisson(network, poisson, next, taker);
            }
        }
        for (Projection projection : network.projections()) {
            of(network, projection, next, taker);
        }
    }

    /**
     * Tells the synapses of one projection.
     *
     * @param first the id of its first synapse
     */
    public static void of(SpikingNetwork network, Projection projection, long first, Taker taker) {
        of(network, projection, new long[] {first}, taker);
    }

    private static void of(SpikingNetwork network, Projection projection, long[] next, Taker taker) {
        int targets = network.groups().get(projection.to()).size();
        for (int from = 0; from < targets; from += RANGE) {
            range(network, projection, from, Math.min(targets, from + RANGE), next, taker);
        }
    }

    /** The id of the first synapse of each projection, and the number of all synapses behind the last. */
    public static long[] firsts(SpikingNetwork network) {
        int projections = network.projections().size();
        long[] firsts = new long[projections + 1];
        for (Drive drive : network.drives()) {
            firsts[0] += drive instanceof Drive.Poisson
                    ? network.groups().get(drive.to()).size()
                    : 0;
        }
        for (int p = 0; p < projections; p++) {
            firsts[p + 1] = firsts[p] + count(network, network.projections().get(p));
        }
        return firsts;
    }

    private static long count(SpikingNetwork network, Projection projection) {
        Ends ends = network.ends(projection);
        if (!(projection.rule() instanceof PairwiseBernoulli)) {
            return Math.round(projection.rule().expected(ends));
        }
        long count = 0;
        for (int from = 0; from < ends.targets(); from += RANGE) {
            count += projection
                    .rule()
                    .incoming(
                            ends,
                            network.streams().derived(projection.id()),
                            from,
                            Math.min(ends.targets(), from + RANGE))
                    .size();
        }
        return count;
    }

    private static void poisson(SpikingNetwork network, Drive.Poisson drive, long[] next, Taker taker) {
        int first = network.first(drive.to());
        double[] weights = KeyedValues.weights(
                drive, network.streams(), 0, network.groups().get(drive.to()).size());
        for (int target = 0; target < weights.length; target++) {
            taker.take(next[0]++, drive.name(), -1, first + target, drive.delayPs(), weights[target]);
        }
    }

    private static void range(
            SpikingNetwork network, Projection projection, int from, int to, long[] next, Taker taker) {
        Afferents afferents = Afferents.of(network, projection, from, to).inOrderOfIds();
        Incoming incoming = afferents.incoming();
        int firstPre = network.first(projection.from());
        int firstPost = network.first(projection.to());
        for (int target = from; target < to; target++) {
            int post = firstPost + target;
            for (int place = incoming.from(target); place < incoming.to(target); place++) {
                taker.take(
                        next[0]++,
                        projection.name(),
                        firstPre + incoming.source(place),
                        post,
                        afferents.delayPs(place),
                        afferents.weight(place));
            }
        }
    }
}
