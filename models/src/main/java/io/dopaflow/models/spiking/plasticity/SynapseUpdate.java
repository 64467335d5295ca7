package io.dopaflow.models.spiking.plasticity;

/**
 * Brings a synapse from one time to another. What stands in its two arrays at its place is all that it remembers itself; all else is in its
 * neurons' histories.
 */
abstract class SynapseUpdate {
    final SpikeTimingRule rule;
    final Pairing pairing;
    final TraceHistory sources;
    final TraceHistory targets;
    final Decay pre;
    final Decay post;
    final double wMin;
    final double wMax;
    private final boolean hasSlowPre;

    SynapseUpdate(Plasticity plasticity, Histories histories) {
        rule = plasticity.rule();
        pairing = rule.pairing();
        sources = histories.sources();
        targets = histories.targets();
        pre = sources.decay();
        post = targets.decay();
        wMin = plasticity.wMin();
        wMax = plasticity.wMax();
        hasSlowPre = rule.slowTauPre() > 0;
    }

    /**
     * Where a synapse stands and how far it goes, at its own times.
     *
     * <p>One object for all synapses: what it is asked changes from call to call.
     */
    static final class Way {
        /** The postsynaptic neuron. */
        int target;
        /** Dendritic delay. */
        long dendritic;
        /** The presynaptic spike before, in its history; below 0 if there was none. */
        int lastSlot = -1;
        /** Its time. */
        long last;
        /** The synapse stands here. */
        long base;
        /** It goes to here; what happens at this time is included. */
        long until;
        /** The presynaptic spike at the end, in its history; below 0 if there is none. */
        int spikeSlot = -1;
    }

    /**
     * Goes the way with synapses of one presynaptic cell, up to one of its spikes.
     *
     * @param posts the postsynaptic neuron of each, by place
     */
    void row(Way way, double[] weights, double[] own, int[] posts, int from, int to) {
        long base = way.base;
        for (int place = from; place < to; place++) {
            way.target = posts[place];
            way.base = base;
            go(way, weights, own, place);
        }
    }

    /** Goes the way. */
    abstract void go(Way way, double[] weights, double[] own, int place);

    /** The latest postsynaptic spike up to a time at the synapse; one below the first that is remembered if there is none. */
    final long latestPost(Way way, long time) {
        long emitted = time - way.dendritic;
        long spike = targets.counts[way.target] - 1;
        long first = targets.first(way.target);
        while (spike >= first && targets.time(targets.slot(way.target, spike)) > emitted) {
            spike--;
        }
        return spike;
    }

    /** The presynaptic trace at a postsynaptic spike. */
    final double preTrace(Way way, double[] own, int place, long spike, long at) {
        if (way.lastSlot < 0) {
            return 0;
        }
        double decay = pre.over(at - way.last);
        if (pairing == Pairing.ALL_TO_ALL) {
            return sources.trace(way.lastSlot) * decay;
        }
        if (pairing == Pairing.NEAREST_SYMMETRIC) {
            return decay;
        }
        if (isAnotherBetween(way, spike)) {
            return 0;
        }
        return pairing == Pairing.PRE_CENTERED ? own[place] * decay : decay;
    }

    /** Whether another postsynaptic spike came between the last presynaptic one and this. */
    private boolean isAnotherBetween(Way way, long spike) {
        return spike > targets.first(way.target)
                && targets.time(targets.slot(way.target, spike - 1)) + way.dendritic > way.last;
    }

    /** The postsynaptic trace at a presynaptic spike; {@code latest} is the latest postsynaptic one up to it. */
    final double postTrace(Way way, long latest) {
        long spike = latest;
        long first = targets.first(way.target);
        if (spike >= first && targets.time(targets.slot(way.target, spike)) + way.dendritic == way.until) {
            spike--;
        }
        if (spike < first) {
            return 0;
        }
        int slot = targets.slot(way.target, spike);
        long at = targets.time(slot) + way.dendritic;
        double decay = post.over(way.until - at);
        if (pairing == Pairing.ALL_TO_ALL) {
            return targets.trace(slot) * decay;
        }
        boolean isRestricted = pairing == Pairing.NEAREST_RESTRICTED && way.lastSlot >= 0 && at < way.last;
        return isRestricted ? 0 : decay;
    }

    /** The slow presynaptic trace at a presynaptic spike, before it. */
    final double slowPreTrace(Way way) {
        return hasSlowPre ? sources.slowBefore(way.spikeSlot) : 0;
    }

    /** A weight that is a number; with steps near the largest doubles a rule may give none. */
    static double number(double weight) {
        if (Double.isNaN(weight)) {
            throw new ArithmeticException("the weight is no number");
        }
        return weight;
    }

    /** Within the bounds. Comparisons are predicted, and faster than the functions for the lesser and the greater. */
    final double bounded(double weight) {
        if (weight < wMin) {
            return wMin;
        }
        return weight > wMax ? wMax : weight;
    }
}
