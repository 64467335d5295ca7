package io.dopaflow.analysis.theory;

/** Where a rehearsal ends. */
public enum RehearsalOutcome {
    /** With a loss no higher than at the start, or close to where descent without noise ends. */
    STAYS,
    /** Far off, with a loss above that of the start, while descent without noise does well: too few cycles. */
    LOST_IN_NOISE,
    /** Far off even without noise: the gradient-flow time is too long, whatever the number of cycles. */
    OVERSHOOTS
}
