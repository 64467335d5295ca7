package io.dopaflow.analysis.verify;

/**
 * The place where a record first disagrees with what follows from the rest of it.
 *
 * @param timePs virtual time at which it was to happen, in picoseconds
 * @param opportunity learning opportunity, from 0
 * @param cycle learning cycle in it, from 0; -1 as the opportunity starts
 * @param subject the neuron, or the synapse with its two neurons, or the reward, by name
 * @param quantity what of it
 * @param recorded as found
 * @param recomputed as it follows
 */
public record Disagreement(
        long timePs, long opportunity, int cycle, String subject, String quantity, String recorded, String recomputed) {

    /** The place and both values in one sentence. */
    public String text() {
        String place = cycle < 0
                ? "as opportunity " + opportunity + " starts"
                : "opportunity " + opportunity + ", cycle " + cycle;
        return place + ", " + subject + ": " + quantity + " is recorded as " + recorded + ", recomputed as "
                + recomputed;
    }
}
