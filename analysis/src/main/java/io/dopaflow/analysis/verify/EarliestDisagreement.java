package io.dopaflow.analysis.verify;

import java.util.Optional;

/** Keeps the earliest of the disagreements of one cycle; of several at one time, the one found first. */
final class EarliestDisagreement {
    private final long opportunity;
    private final int cycle;
    private Optional<Disagreement> earliest = Optional.empty();

    EarliestDisagreement(long opportunity, int cycle) {
        this.opportunity = opportunity;
        this.cycle = cycle;
    }

    /** Something that is recorded at another time or with another value than recomputed. */
    void add(long timePs, String subject, String quantity, String recorded, String recomputed) {
        if (earliest.isEmpty() || timePs < earliest.get().timePs()) {
            earliest =
                    Optional.of(new Disagreement(timePs, opportunity, cycle, subject, quantity, recorded, recomputed));
        }
    }

    /** Compares two numbers by their bits. */
    void same(long timePs, String subject, String quantity, double recorded, double recomputed) {
        if (Double.doubleToRawLongBits(recorded) != Double.doubleToRawLongBits(recomputed)) {
            add(timePs, subject, quantity, Double.toString(recorded), Double.toString(recomputed));
        }
    }

    /** Compares two times. */
    void sameTime(String subject, String quantity, long recordedPs, long recomputedPs) {
        if (recordedPs != recomputedPs) {
            add(recomputedPs, subject, quantity, recordedPs + " ps", recomputedPs + " ps");
        }
    }

    boolean isEmpty() {
        return earliest.isEmpty();
    }

    Optional<Disagreement> earliest() {
        return earliest;
    }
}
