package io.dopaflow.analysis.verify;

import java.util.List;

/** What the verification of a run found. */
public sealed interface Verification {

    /**
     * Everything that could be checked agrees, to the last bit.
     *
     * @param coverage what was checked
     */
    record Verified(Coverage coverage) implements Verification {}

    /**
     * Something disagrees; in order of time, this is the first.
     *
     * @param disagreement where, and how
     * @param coverage what was checked until then, and agreed
     */
    record Refuted(Disagreement disagreement, Coverage coverage) implements Verification {}

    /**
     * Too little was recorded.
     *
     * @param reason what is missing
     * @param advice how to record it
     */
    record NothingToCheck(String reason, String advice) implements Verification {}

    /**
     * How much was recomputed and compared.
     *
     * @param opportunities learning opportunities
     * @param ofOpportunities learning opportunities that the run has done
     * @param cycles learning cycles
     * @param spikes onsets and readouts
     * @param arrivals arrivals at synapses
     * @param rewards losses and rewards
     * @param weights recorded weights
     * @param ofWeights recorded weights of the whole run; those of other learning opportunities follow from nothing that
     *     was recorded
     * @param notes what could not be checked and why, a sentence each
     */
    record Coverage(
            long opportunities,
            long ofOpportunities,
            long cycles,
            long spikes,
            long arrivals,
            long rewards,
            long weights,
            long ofWeights,
            List<String> notes) {

        /** Copies the notes. */
        public Coverage {
            notes = List.copyOf(notes);
        }
    }
}
