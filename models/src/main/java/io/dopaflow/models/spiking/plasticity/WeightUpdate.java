package io.dopaflow.models.spiking.plasticity;

import java.util.Optional;

/** Spike timing changes the weight at once. */
final class WeightUpdate extends SynapseUpdate {
    /** From so many synapses on a row is worth several passes. */
    private static final int LONG_ROW = 16;

    private final SynapticTime time;
    private final Optional<Scaling> scaling;
    private final TraceHistory rates;
    private final Optional<WeightRows> rows;

    WeightUpdate(Plasticity plasticity, SynapticTime time, Histories histories) {
        super(plasticity, histories);
        this.time = time;
        this.scaling = plasticity.scaling();
        this.rates = histories.rates();
        boolean hasRows = time.isGrid()
                && targets.cells() >= LONG_ROW
                && pairing == Pairing.ALL_TO_ALL
                && scaling.isEmpty()
                && rule.slowTauPost() == 0;
        this.rows = hasRows ? Optional.of(new WeightRows(this, targets.recent())) : Optional.empty();
    }

    /** The same as {@link #go} for each of them, for the usual rules: what they have in common is looked up once. */
    @Override
    void row(Way way, double[] weights, double[] own, int[] posts, int from, int to) {
        if (pairing != Pairing.ALL_TO_ALL || scaling.isPresent() || way.spikeSlot < 0) {
            super.row(way, weights, own, posts, from, to);
            return;
        }
        if (to - from >= LONG_ROW && rows.isPresent() && rows.get().reaches(way)) {
            rows.get().go(way, weights, posts, from, to);
            return;
        }
        plainRow(way, weights, posts, from, to);
    }

    /** Synapse by synapse. */
    void plainRow(Way way, double[] weights, int[] posts, int from, int to) {
        long until = way.until - way.dendritic;
        long after = way.base - way.dendritic;
        long sinceLast = way.dendritic - way.last;
        boolean hasLast = way.lastSlot >= 0;
        double preTrace = hasLast ? sources.trace(way.lastSlot) : 0;
        double slowPre = slowPreTrace(way);
        long[] spikes = targets.spikes;
        int room = targets.room;
        int mask = room - 1;
        for (int place = from; place < to; place++) {
            int target = posts[place];
            // Whom to name if the rule fails.
            way.target = target;
            int row = target * room;
            int first = (int) targets.first[target];
            int spike = (int) targets.counts[target] - 1;
            while (spike >= first && spikes[2 * (row + (spike & mask))] > until) {
                spike--;
            }
            double weight = weights[place];
            if (hasLast) {
                int next = spike;
                while (next >= first && spikes[2 * (row + (next & mask))] > after) {
                    next--;
                }
                while (++next <= spike) {
                    int slot = row + (next & mask);
                    double trace = preTrace * pre.over(spikes[2 * slot] + sinceLast);
                    weight = bounded(rule.atPost(weight, trace, targets.slowBefore(slot)));
                }
            }
            if (spike >= first && spikes[2 * (row + (spike & mask))] == until) {
                spike--;
            }
            double postTrace = 0;
            if (spike >= first) {
                int slot = row + (spike & mask);
                postTrace = targets.trace(slot) * post.over(until - spikes[2 * slot]);
            }
            weights[place] = number(bounded(rule.atPre(weight, postTrace, slowPre)));
        }
    }

    @Override
    void go(Way way, double[] weights, double[] own, int place) {
        if (scaling.isPresent()) {
            scale(scaling.get(), way, weights, own, place);
        }
        long latest = latestPost(way, way.until);
        double weight = weights[place];
        if (way.lastSlot >= 0) {
            weight = posts(way, own, place, weight, way.base, latest);
        }
        if (way.spikeSlot >= 0) {
            weight = bounded(rule.atPre(weight, postTrace(way, latest), slowPreTrace(way)));
            if (pairing == Pairing.PRE_CENTERED) {
                own[place] = centred(way, own[place], latest);
            }
        }
        weights[place] = number(weight);
    }

    /** Postsynaptic spikes after a time, up to one of them. */
    private double posts(Way way, double[] own, int place, double weight, long after, long latest) {
        long emitted = after - way.dendritic;
        long first = targets.first(way.target);
        long spike = latest;
        while (spike >= first && targets.time(targets.slot(way.target, spike)) > emitted) {
            spike--;
        }
        double changed = weight;
        while (++spike <= latest) {
            int slot = targets.slot(way.target, spike);
            double trace = preTrace(way, own, place, spike, targets.time(slot) + way.dendritic);
            changed = bounded(rule.atPost(changed, trace, targets.slowBefore(slot)));
        }
        return changed;
    }

    /** The trace over the presynaptic spikes since the last postsynaptic one, after another presynaptic one. */
    private double centred(Way way, double before, long latest) {
        if (way.lastSlot < 0) {
            return 1;
        }
        boolean hasPost = latest >= targets.first(way.target)
                && targets.time(targets.slot(way.target, latest)) + way.dendritic > way.last;
        return hasPost ? 1 : before * pre.over(way.until - way.last) + 1;
    }

    /** Goes from settling to settling as far as they are on the way. */
    private void scale(Scaling law, Way way, double[] weights, double[] own, int place) {
        for (long at = time.settlingAfter(way.base); at <= way.until; at += time.settling()) {
            double weight = weights[place];
            if (way.lastSlot >= 0) {
                weight = posts(way, own, place, weight, way.base, latestPost(way, at));
            }
            weights[place] = bounded(weight * law.factor(rateTrace(way, at), time.settlingSeconds()));
            way.base = at;
        }
    }

    private double rateTrace(Way way, long at) {
        long spike = rates.latest(way.target, at - way.dendritic);
        if (spike < 0) {
            return 0;
        }
        int slot = rates.slot(way.target, spike);
        return rates.trace(slot) * rates.decay().over(at - way.dendritic - rates.time(slot));
    }
}
