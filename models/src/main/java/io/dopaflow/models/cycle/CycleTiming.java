package io.dopaflow.models.cycle;

import io.dopaflow.models.time.VirtualTime;
import java.math.BigInteger;

/**
 * When the windows of a learning cycle lie. Cycles follow one another on one time axis; the running number of a cycle
 * over the whole run is its <em>run cycle</em>, from 0. Source neurons spike when a cycle starts. A neuron at depth p has its
 * integration window of length 2A (times the time constant) one conduction delay after the window of depth p - 1:
 * it spikes at the window's onset and at its end, the readout. The reward arrives one reward delay after the last
 * readout and starts the next cycle.
 *
 * <p>A cycle may last up to half of the time axis of {@link VirtualTime}.
 *
 * @param timeConstantPs membrane and STDP time constant tau, in picoseconds, positive
 * @param halfWindowPs half of an integration window, A tau, in picoseconds, not negative
 * @param conductionDelayPs shortest axonal delay, in picoseconds, not negative
 * @param rewardDelayPs from the last readout to the arrival of the reward, in picoseconds, positive
 * @param depth synapses on the longest path from a source to an output, at least 1
 */
public record CycleTiming(
        long timeConstantPs, long halfWindowPs, long conductionDelayPs, long rewardDelayPs, int depth) {

    /** The longest cycle, in picoseconds: the time axis has room for two. */
    public static final long LONGEST_PERIOD_PS = Long.MAX_VALUE / 2;

    /** Validates the ranges given for each component, and the length of a cycle. */
    public CycleTiming {
        require(timeConstantPs > 0, "time constant", timeConstantPs + " ps", "positive");
        require(halfWindowPs >= 0, "half-window", halfWindowPs + " ps", "not negative");
        require(conductionDelayPs >= 0, "conduction delay", conductionDelayPs + " ps", "not negative");
        require(rewardDelayPs > 0, "reward delay", rewardDelayPs + " ps", "positive");
        require(depth >= 1, "depth", depth, "at least 1");
        BigInteger period = period(halfWindowPs, conductionDelayPs, rewardDelayPs, depth);
        require(isPeriod(period), "cycle", period + " ps", "up to " + LONGEST_PERIOD_PS + " ps");
    }

    /** How long a cycle would be, in picoseconds, also where it is too long; of components as those of the record. */
    public static BigInteger period(long halfWindowPs, long conductionDelayPs, long rewardDelayPs, int depth) {
        return BigInteger.valueOf(halfWindowPs)
                .shiftLeft(1)
                .add(BigInteger.valueOf(conductionDelayPs))
                .multiply(BigInteger.valueOf(depth))
                .add(BigInteger.valueOf(rewardDelayPs));
    }

    /** Whether a cycle may be so long, in picoseconds. */
    public static boolean isPeriod(BigInteger periodPs) {
        return periodPs.compareTo(BigInteger.valueOf(LONGEST_PERIOD_PS)) <= 0;
    }

    private static void require(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + "; allowed: " + allowed);
        }
    }

    /** The half-window A in time constants, the range of the jitter U. */
    public double halfWindow() {
        return halfWindowPs / (double) timeConstantPs;
    }

    /** From the start of one cycle to the start of the next, in picoseconds. */
    public long periodPs() {
        return depth * stepPs() + rewardDelayPs;
    }

    /** From the readout of one depth to the readout of the next. */
    private long stepPs() {
        return conductionDelayPs + 2 * halfWindowPs;
    }

    /**
     * When the source neurons of the cycle spike.
     *
     * @param runCycle from 0
     * @throws ArithmeticException if the time axis ends before
     */
    public long startPs(long runCycle) {
        if (runCycle < 0) {
            throw new IllegalArgumentException("cycle is " + runCycle + "; allowed: from 0");
        }
        return Math.multiplyExact(runCycle, periodPs());
    }

    /**
     * Onset of the window of neurons at the given depth.
     *
     * @param runCycle from 0
     * @param neuronDepth from 1 to the depth of the network
     * @throws ArithmeticException if the time axis ends before
     */
    public long onsetPs(long runCycle, int neuronDepth) {
        if (neuronDepth < 1 || neuronDepth > depth) {
            throw new IllegalArgumentException("depth of a neuron is " + neuronDepth + "; allowed: 1 to " + depth);
        }
        return Math.addExact(startPs(runCycle), (neuronDepth - 1) * stepPs() + conductionDelayPs);
    }

    /**
     * Readout at the end of the window of neurons at the given depth; sources, of depth 0, spike as the cycle starts.
     *
     * @param runCycle from 0
     * @param neuronDepth from 0 to the depth of the network
     * @throws ArithmeticException if the time axis ends before
     */
    public long readoutPs(long runCycle, int neuronDepth) {
        return neuronDepth == 0 ? startPs(runCycle) : Math.addExact(onsetPs(runCycle, neuronDepth), 2 * halfWindowPs);
    }

    /**
     * When the reward of the cycle reaches the synapses: as the next cycle starts.
     *
     * @param runCycle from 0
     * @throws ArithmeticException if the time axis ends before
     */
    public long rewardPs(long runCycle) {
        return Math.addExact(startPs(runCycle), periodPs());
    }
}
