package io.dopaflow.analysis.verify;

/** A value that decays: what it was, when, and the time constant. */
final class PlainTrace {
    private static final double MS_PER_PS = 1e-9;

    private final double tauMs;
    private double value;
    private long sincePs;

    PlainTrace(double tauMs) {
        this.tauMs = tauMs;
    }

    double tauMs() {
        return tauMs;
    }

    double at(long timePs) {
        return value == 0 ? 0 : value * StrictMath.exp(-(timePs - sincePs) * MS_PER_PS / tauMs);
    }

    void add(long timePs, double amount) {
        set(timePs, at(timePs) + amount);
    }

    void set(long timePs, double amount) {
        value = amount;
        sincePs = timePs;
    }
}
