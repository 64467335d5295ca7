package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.List;
import java.util.Optional;

/**
 * What the synapses of a projection remember of spikes.
 *
 * @param sources of presynaptic cells, at the times at which their spikes reach the synapses
 * @param targets of postsynaptic neurons, at the times at which they are emitted
 * @param rates of the same, with the trace by which scaling measures rates; of no neurons without scaling
 */
public record Histories(TraceHistory sources, TraceHistory targets, TraceHistory rates) {
    private static final double ANY_TAU = 1;

    /**
     * Of cells that have not spiked.
     *
     * @param plasticity if the synapses learn
     * @param shortTerm if spikes use resources
     * @param sources how many presynaptic cells
     * @param targets how many postsynaptic neurons; without plasticity nothing is remembered of them
     */
    public static Histories of(
            Optional<Plasticity> plasticity,
            Optional<ShortTerm> shortTerm,
            SynapticTime time,
            int sources,
            int targets) {
        Optional<SpikeTimingRule> rule = plasticity.map(Plasticity::rule);
        boolean sums = rule.filter(r -> r.pairing() != Pairing.ALL_TO_ALL).isEmpty();
        TraceHistory.Traced pre = new TraceHistory.Traced(
                sums,
                time.decay(rule.map(SpikeTimingRule::tauPre).orElse(ANY_TAU)),
                slow(rule.map(SpikeTimingRule::slowTauPre), time),
                shortTerm.map(term -> new TraceHistory.Resources(
                        term,
                        time.decay(term.tauRec()),
                        term.tauFac() > 0 ? Optional.of(time.decay(term.tauFac())) : Optional.empty())));
        TraceHistory.Traced post = new TraceHistory.Traced(
                sums,
                time.decay(rule.map(SpikeTimingRule::tauPost).orElse(ANY_TAU)),
                slow(rule.map(SpikeTimingRule::slowTauPost), time),
                Optional.empty());
        Optional<Scaling> scaling = plasticity.flatMap(Plasticity::scaling);
        TraceHistory.Traced rate = new TraceHistory.Traced(
                true, time.decay(scaling.map(Scaling::tauRate).orElse(ANY_TAU)), Optional.empty(), Optional.empty());
        return new Histories(
                new TraceHistory(pre, sources),
                new TraceHistory(post, rule.isPresent() ? targets : 0),
                new TraceHistory(rate, scaling.isPresent() ? targets : 0));
    }

    private static Optional<Decay> slow(Optional<Double> tau, SynapticTime time) {
        return tau.filter(ms -> ms > 0).map(time::decay);
    }

    /** A postsynaptic neuron has spiked, in units. */
    public void addPost(int target, long emitted) {
        if (targets.cells() > 0) {
            targets.add(target, emitted);
        }
        if (rates.cells() > 0) {
            rates.add(target, emitted);
        }
    }

    /**
     * Gives cells that have not spiked what was remembered of them.
     *
     * @param ofSources of each presynaptic cell
     * @param ofTargets of each postsynaptic neuron, as far as they are remembered
     * @param ofRates of each for scaling, as far as they are remembered
     */
    public void restore(List<Remembered> ofSources, List<Remembered> ofTargets, List<Remembered> ofRates) {
        restore(sources, ofSources);
        restore(targets, ofTargets);
        restore(rates, ofRates);
    }

    private static void restore(TraceHistory history, List<Remembered> of) {
        for (int cell = 0; cell < history.cells(); cell++) {
            history.restore(cell, of.get(cell));
        }
    }

    /** From now on only what is after a time is asked for: of presynaptic spikes, and of postsynaptic ones. */
    public void forget(long sourcesUpTo, long targetsUpTo) {
        sources.forget(sourcesUpTo);
        targets.forget(targetsUpTo);
        rates.forget(targetsUpTo);
    }
}
