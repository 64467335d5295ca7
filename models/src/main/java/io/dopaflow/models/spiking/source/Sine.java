package io.dopaflow.models.spiking.source;

/** The angle of an oscillation at a time. */
final class Sine {
    private static final long PS_PER_S = 1_000_000_000_000L;

    private Sine() {}

    /** 2 pi frequency t + phase, less whole turns: whole seconds and the rest apart, so that few digits are lost after hours. */
    static double angle(long at, double frequency, double phase) {
        long wholeSeconds = at / PS_PER_S;
        double turns = wholeSeconds * frequency;
        double rest = at % PS_PER_S / (double) PS_PER_S * frequency;
        turns = turns - Math.floor(turns) + rest;
        return 2 * StrictMath.PI * (turns - Math.floor(turns)) + phase;
    }

    static void check(double frequency, double phase) {
        if (!(frequency > 0) || Double.isInfinite(frequency)) {
            throw new IllegalArgumentException("the frequency is " + frequency + " Hz; allowed: finite, above 0");
        }
        if (!Double.isFinite(phase)) {
            throw new IllegalArgumentException("the phase is " + phase + " rad; allowed: finite");
        }
    }
}
