package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;

/**
 * The place where a record first disagrees with what follows from the rest of it.
 *
 * @param timePs virtual time at which it was to happen, in picoseconds
 * @param opportunity learning opportunity, from 0; -1 for what belongs to the run as a whole
 * @param cycle learning cycle in it, from 0; -1 as the opportunity starts
 * @param subject the neuron, or the synapse with its two neurons, or the reward, by name; or the file
 * @param quantity what of it
 * @param recorded as found
 * @param recomputed as it follows
 */
public record Disagreement(
        long timePs, long opportunity, int cycle, String subject, String quantity, String recorded, String recomputed) {

    /** What belongs to the run as a whole. */
    static Disagreement ofRun(String subject, String quantity, Object recorded, Object recomputed) {
        return new Disagreement(0, -1, -1, subject, quantity, recorded.toString(), recomputed.toString());
    }

    /** What belongs to the moment after so many cycles of a run. */
    static Disagreement after(
            long cycles, LearningCycle model, String subject, String quantity, String recorded, String recomputed) {
        long last = cycles - 1;
        return cycles == 0
                ? new Disagreement(0, 0, WeightSnapshot.START, subject, quantity, recorded, recomputed)
                : new Disagreement(
                        model.timing().rewardPs(last),
                        model.opportunityOf(last),
                        model.cycleOf(last),
                        subject,
                        quantity,
                        recorded,
                        recomputed);
    }

    /** Whether it has a place in time. */
    public boolean hasTime() {
        return opportunity >= 0;
    }

    /** The place and both values in one sentence. */
    public String text() {
        String place = cycle < 0
                ? "at the start of learning opportunity " + opportunity + ", "
                : "learning opportunity " + opportunity + ", cycle " + cycle + ", ";
        return (hasTime() ? place : "") + subject + ", " + quantity + ": found " + recorded + ", expected "
                + recomputed;
    }
}
