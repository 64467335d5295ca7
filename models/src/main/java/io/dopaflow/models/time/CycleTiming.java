package io.dopaflow.models.time;

/**
 * When the windows of a learning cycle lie. Cycles follow one another on one time axis; the running number of a cycle
 * over the whole run is its <em>wave</em>, from 0. Source neurons spike when a wave starts. A neuron at depth p has its
 * integration window of length 2A (times the time constant) one conduction delay after the window of depth p - 1:
 * it spikes at the window's onset and at its end, the readout. The reward arrives one reward delay after the last
 * readout and starts the next wave.
 *
 * @param timeConstantPs membrane and STDP time constant tau, in picoseconds, positive
 * @param halfWindowPs half of an integration window, A tau, in picoseconds, not negative
 * @param conductionDelayPs shortest axonal delay, in picoseconds, not negative
 * @param rewardDelayPs from the last readout to the arrival of the reward, in picoseconds, positive
 * @param depth synapses on the longest path from a source to an output, at least 1
 */
public record CycleTiming(
        long timeConstantPs, long halfWindowPs, long conductionDelayPs, long rewardDelayPs, int depth) {

    /** Validates the ranges given for each component. */
    public CycleTiming {
        require(timeConstantPs > 0, "time constant", timeConstantPs, "positive");
        require(halfWindowPs >= 0 && halfWindowPs <= Long.MAX_VALUE / 16, "half-window", halfWindowPs, "not negative");
        require(conductionDelayPs >= 0, "conduction delay", conductionDelayPs, "not negative");
        require(rewardDelayPs > 0, "reward delay", rewardDelayPs, "positive");
        require(depth >= 1, "depth", depth, "at least 1");
        Math.addExact(Math.multiplyExact(depth, Math.addExact(conductionDelayPs, 2 * halfWindowPs)), rewardDelayPs);
    }

    private static void require(boolean holds, String name, long found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + " ps; allowed: " + allowed);
        }
    }

    /** The half-window A in time constants, the range of the jitter U. */
    public double halfWindow() {
        return halfWindowPs / (double) timeConstantPs;
    }

    /** From the start of one wave to the start of the next, in picoseconds. */
    public long periodPs() {
        return depth * (conductionDelayPs + 2 * halfWindowPs) + rewardDelayPs;
    }

    /**
     * When the source neurons of the wave spike.
     *
     * @throws ArithmeticException if the time axis ends before
     */
    public long startPs(long wave) {
        return Math.multiplyExact(wave, periodPs());
    }

    /** Onset of the window of neurons at the given depth, from 1. */
    public long onsetPs(long wave, int neuronDepth) {
        return startPs(wave) + (neuronDepth - 1) * (conductionDelayPs + 2 * halfWindowPs) + conductionDelayPs;
    }

    /** Readout at the end of the window of neurons at the given depth; sources, of depth 0, spike as the wave starts. */
    public long readoutPs(long wave, int neuronDepth) {
        return neuronDepth == 0 ? startPs(wave) : onsetPs(wave, neuronDepth) + 2 * halfWindowPs;
    }

    /** When the reward of the wave reaches the synapses. */
    public long rewardPs(long wave) {
        return startPs(wave) + periodPs();
    }
}
