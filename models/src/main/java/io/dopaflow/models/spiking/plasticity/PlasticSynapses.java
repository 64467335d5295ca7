package io.dopaflow.models.spiking.plasticity;

import java.util.Optional;

/**
 * Synapses that learn, over arrays. They are brought up to date when their presynaptic cell spikes, once a second, and for readers; the actor
 * engine has one of them in each.
 *
 * <p>Between the spikes of its two neurons and the arrivals of a modulator a synapse changes in closed form. So it stands at its last presynaptic
 * spike, or at the last settling ({@link SynapticTime}) if that came later, and its neurons' histories tell the rest. Each change is computed from the
 * times of what makes it, never from the time at which it is asked for: bits do not depend on who asks, or when.
 *
 * <p>All times are those at the synapse, in units: a presynaptic spike counts at its emission + axonal delay (so it stands in its history), a
 * postsynaptic one at its emission + dendritic delay. At one time the postsynaptic spike comes first, and each sees strictly earlier partners only.
 * The weight that a presynaptic spike transmits is that after both.
 *
 * <p>Without a dendritic delay the spike that an arrival makes would have to change the weight with which it arrives. So the arrival then comes with the weight
 * as it is before a postsynaptic spike at its very time.
 */
public final class PlasticSynapses {
    private final SynapseUpdate update;
    private final TraceHistory sources;
    private final boolean hasOwn;
    private final double[] weights;
    private final double[] own;
    private final SynapseUpdate.Way way = new SynapseUpdate.Way();
    private final double[] readWeight = new double[1];
    private final double[] readOwn = new double[1];
    private long settled;

    /**
     * Synapses that have not changed yet.
     *
     * @param histories of their neurons
     * @param modulator of those with eligibility
     * @param weights sizes to start from, within the bounds, by place; kept and changed
     */
    public PlasticSynapses(
            Plasticity plasticity,
            SynapticTime time,
            Histories histories,
            Optional<Concentration> modulator,
            double[] weights) {
        this.sources = histories.sources();
        this.weights = weights;
        this.hasOwn = plasticity.hasOwn();
        this.own = new double[hasOwn ? weights.length : 0];
        this.update = plasticity.eligibility().isPresent()
                ? new EligibilityUpdate(
                        plasticity, plasticity.eligibility().get(), time, histories, modulator.orElseThrow())
                : new WeightUpdate(plasticity, time, histories);
    }

    /** The size of the weight at a place, where the synapse stands. */
    public double weight(int place) {
        return weights[place];
    }

    /** The postsynaptic neuron of the synapse that was changed or looked at last. */
    public int target() {
        return way.target;
    }

    /** What a synapse keeps beside its weight; 0 if that is nothing. */
    public double own(int place) {
        return hasOwn ? own[place] : 0;
    }

    /** Gives a synapse what it was. */
    public void restore(int place, double weight, double ownValue) {
        weights[place] = weight;
        if (hasOwn) {
            own[place] = ownValue;
        }
    }

    /** Up to this time all have settled. */
    public long settled() {
        return settled;
    }

    /** Says up to when all have settled, as a run goes on. */
    public void resume(long upTo) {
        settled = upTo;
    }

    /**
     * A presynaptic spike reaches synapses of its cell: they change, and {@link #weight} is what it transmits. The spikes of a cell reach a synapse one
     * after another.
     *
     * @param from the place of the first one
     * @param to behind the last one
     * @param targets of all synapses, by place
     * @param source the cell
     * @param spike which of its spikes
     * @param dendritic delay; above 0
     */
    public void arrive(int from, int to, int[] targets, int source, long spike, long dendritic) {
        begin(source, spike - 1, dendritic);
        way.spikeSlot = sources.slot(source, spike);
        way.until = sources.time(way.spikeSlot);
        update.row(way, weights, own, targets, from, to);
    }

    /** The synapses of a cell stand behind one of its spikes. */
    private void begin(int source, long last, long dendritic) {
        way.dendritic = dendritic;
        if (last >= sources.first(source)) {
            way.lastSlot = sources.slot(source, last);
            way.last = sources.time(way.lastSlot);
        } else {
            way.lastSlot = -1;
            way.last = SynapticTime.NEVER_YET;
        }
        way.base = Math.max(way.last, settled);
        way.spikeSlot = -1;
    }

    /**
     * What a presynaptic spike would transmit that comes now, without a dendritic delay.
     *
     * @return the size of the weight
     */
    public double arriveAtOnce(int place, int target, int source, long spike) {
        long time = sources.time(sources.slot(source, spike));
        long first = firstTogether(source, spike);
        long before = first - 1;
        if (spike == first && before >= sources.first(source) && sources.time(sources.slot(source, before)) > settled) {
            // Only now all postsynaptic spikes at the time of those before are known.
            way.target = target;
            for (long one = firstTogether(source, before); one <= before; one++) {
                begin(source, one - 1, 0);
                way.spikeSlot = sources.slot(source, one);
                way.until = sources.time(way.spikeSlot);
                update.go(way, weights, own, place);
            }
        }
        look(place, target, source, before, spike, 0, time);
        return readWeight[0];
    }

    /**
     * Looks at a synapse as it is at a time, after what happens then, without a trace of the look: {@link #readWeight} and {@link #readOwn} tell.
     *
     * @param arrived up to this time spikes have been handed to {@link #arrive}
     * @param at not before the synapse stands; all spikes and arrivals of the modulator up to then are known
     */
    public void read(int place, int target, int source, long dendritic, long arrived, long at) {
        long last = dendritic == 0 ? lastOfAtOnce(source, arrived) : sources.latest(source, arrived - dendritic);
        look(place, target, source, last, Long.MAX_VALUE, dendritic, at);
    }

    private long lastOfAtOnce(int source, long arrived) {
        long latest = sources.latest(source, arrived);
        return latest >= 0 && sources.time(sources.slot(source, latest)) > settled
                ? firstTogether(source, latest) - 1
                : latest;
    }

    /** The first spike of a cell at the time of another: on a grid a train may have several in a step. */
    private long firstTogether(int source, long spike) {
        return sources.firstAt(source, sources.time(sources.slot(source, spike)));
    }

    /** Of the presynaptic spikes up to the time those up to one are taken. */
    private void look(int place, int target, int source, long last, long through, long dendritic, long at) {
        readWeight[0] = weights[place];
        readOwn[0] = own(place);
        way.target = target;
        long spike = last;
        begin(source, spike, dendritic);
        while (spike < through
                && spike + 1 < sources.counts[source]
                && sources.time(sources.slot(source, spike + 1)) <= at) {
            way.spikeSlot = sources.slot(source, ++spike);
            way.until = sources.time(way.spikeSlot);
            update.go(way, readWeight, readOwn, 0);
            begin(source, spike, dendritic);
        }
        if (way.base < at) {
            way.until = at;
            update.go(way, readWeight, readOwn, 0);
        }
    }

    /**
     * Looks at a synapse as it is when a presynaptic spike has reached it: {@link #readWeight} is what that will transmit.
     *
     * @param arrived up to this time spikes have been handed to {@link #arrive}
     * @param spike which one
     */
    public void readAt(int place, int target, int source, long dendritic, long arrived, long spike) {
        long last = sources.latest(source, arrived - dendritic);
        look(place, target, source, last, spike, dendritic, sources.time(sources.slot(source, spike)));
    }

    /** The size of the weight of the synapse that was looked at. */
    public double readWeight() {
        return readWeight[0];
    }

    /** What it keeps beside. */
    public double readOwn() {
        return readOwn[0];
    }

    /**
     * Brings synapses of a cell to a settling. All spikes up to it have been handed to {@link #arrive}.
     *
     * @param arrived up to this time spikes have been handed over
     * @param at the settling
     */
    public void settle(int from, int to, int[] targets, int source, long dendritic, long arrived, long at) {
        long last = dendritic == 0 ? lastOfAtOnce(source, arrived) : sources.latest(source, arrived - dendritic);
        for (int place = from; place < to; place++) {
            begin(source, last, dendritic);
            way.target = targets[place];
            if (dendritic == 0) {
                catchUp(place, source, last, at);
            }
            if (way.base < at) {
                way.until = at;
                update.go(way, weights, own, place);
            }
        }
    }

    private void catchUp(int place, int source, long last, long at) {
        for (long spike = last + 1;
                spike < sources.counts[source] && sources.time(sources.slot(source, spike)) <= at;
                spike++) {
            way.spikeSlot = sources.slot(source, spike);
            way.until = sources.time(way.spikeSlot);
            update.go(way, weights, own, place);
            begin(source, spike, 0);
        }
    }
}
