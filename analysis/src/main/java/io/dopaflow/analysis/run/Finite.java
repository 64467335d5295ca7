package io.dopaflow.analysis.run;

/** The check that keeps NaN and infinities out of the tables. */
final class Finite {

    private Finite() {}

    static double require(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }
}
