package io.dopaflow.models.spiking.plasticity;

import java.util.OptionalDouble;

/**
 * A parameter of what changes synapses, as scenario files name it.
 *
 * @param name as papers write it
 * @param unit {@code ms}, {@code 1/ms}, {@code Hz}, empty for a number without one, or {@link #WEIGHT}
 * @param standard its default; empty if it has to be said
 * @param range what is allowed
 * @param meaning in a few words
 */
public record RuleParameter(String name, String unit, OptionalDouble standard, Range range, String meaning) {
    /** The unit of weights onto the target's model: {@code mV}, {@code pA}, {@code nS} or {@code mV/ms}. */
    public static final String WEIGHT = "weight";

    /** What values are allowed. */
    public enum Range {
        /** Above 0. */
        POSITIVE("above 0"),
        /** From 0. */
        NOT_NEGATIVE("from 0"),
        /** Above 0, up to 1. */
        SHARE("above 0, up to 1"),
        /** Any. */
        FINITE("finite");

        private final String words;

        Range(String words) {
            this.words = words;
        }

        /** The same for readers. */
        public String words() {
            return words;
        }

        /** Whether a value is allowed; infinities and NaN never are. */
        public boolean allows(double value) {
            return Double.isFinite(value)
                    && switch (this) {
                        case POSITIVE -> value > 0;
                        case NOT_NEGATIVE -> value >= 0;
                        case SHARE -> value > 0 && value <= 1;
                        case FINITE -> true;
                    };
        }
    }

    /** A parameter with a default. */
    static RuleParameter of(String name, String unit, double standard, Range range, String meaning) {
        return new RuleParameter(name, unit, OptionalDouble.of(standard), range, meaning);
    }

    /** A parameter that has to be said. */
    static RuleParameter required(String name, String unit, Range range, String meaning) {
        return new RuleParameter(name, unit, OptionalDouble.empty(), range, meaning);
    }

    /** A time constant in ms, above 0. */
    static RuleParameter time(String name, double standard, String meaning) {
        return of(name, "ms", standard, Range.POSITIVE, meaning);
    }

    /** A step in the weight's unit, from 0, that has to be said. */
    static RuleParameter step(String name, String meaning) {
        return required(name, WEIGHT, Range.NOT_NEGATIVE, meaning);
    }
}
