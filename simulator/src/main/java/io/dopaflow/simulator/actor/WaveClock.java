package io.dopaflow.simulator.actor;

/** Which cycle an actor is in: the running wave, its learning opportunity and the cycle within it. */
final class WaveClock {
    private final int cyclesPerOpportunity;
    private long wave;
    private long opportunity;
    private int cycle;

    WaveClock(int cyclesPerOpportunity) {
        this.cyclesPerOpportunity = cyclesPerOpportunity;
    }

    long wave() {
        return wave;
    }

    long opportunity() {
        return opportunity;
    }

    int cycle() {
        return cycle;
    }

    int lastCycle() {
        return cyclesPerOpportunity - 1;
    }

    boolean isLastCycle() {
        return cycle == cyclesPerOpportunity - 1;
    }

    void advance() {
        wave++;
        cycle++;
        if (cycle == cyclesPerOpportunity) {
            cycle = 0;
            opportunity++;
        }
    }

    /** Fails unless the message belongs to this wave: whatever the order of delivery, no other can come. */
    void requireCurrent(long messageWave, Object message) {
        if (messageWave != wave) {
            throw new IllegalStateException("expected a message of wave " + wave + " but got " + message);
        }
    }

    /** Fails unless the message belongs to the next wave. */
    void requireNext(long messageWave, Object message) {
        if (messageWave != wave + 1) {
            throw new IllegalStateException("expected a message of wave " + (wave + 1) + " but got " + message);
        }
    }

    @Override
    public String toString() {
        return "in learning opportunity " + opportunity + ", cycle " + cycle;
    }
}
