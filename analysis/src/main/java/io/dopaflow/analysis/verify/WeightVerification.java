package io.dopaflow.analysis.verify;

import java.util.List;
import java.util.Optional;

/**
 * What recomputing weights from recorded spikes has found.
 *
 * @param synapses recomputed
 * @param ofSynapses whose weights were recorded
 * @param weights recorded of them, all compared
 * @param ofEpisodes weights recorded of synapses that learn from rewards of episodes, all compared
 * @param toleranceOfEpisodes the share of the largest weight by which these may be off
 * @param events of modulators that were recomputed from spikes and scripts
 * @param disagreement the first, in words; empty if there is none
 * @param notes what could not be checked and why, a sentence each
 */
public record WeightVerification(
        long synapses,
        long ofSynapses,
        long weights,
        long ofEpisodes,
        double toleranceOfEpisodes,
        long events,
        Optional<String> disagreement,
        List<String> notes) {

    /** Copies the notes. */
    public WeightVerification {
        notes = List.copyOf(notes);
    }
}
