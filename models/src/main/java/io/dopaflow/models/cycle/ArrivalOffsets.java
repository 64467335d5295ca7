package io.dopaflow.models.cycle;

import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.random.Purpose;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How far from the middle of its window the spike at a synapse arrives, cycle after cycle. The synapse's jitter stream
 * gives one number for each cycle, whether the cycle uses it, mirrors the one before, or has no jitter at all; so the place
 * in the stream is a function of the cycle alone. For one thread.
 */
public final class ArrivalOffsets {
    private final RewardBaseline baseline;
    private final long halfWindowPs;
    private final UniformRandomProvider stream;
    private int bits;

    /**
     * The offsets of a synapse.
     *
     * @param model has the seed, the window and the baseline
     * @param synapse id
     * @param runCycle the first cycle that is asked for
     */
    public ArrivalOffsets(LearningCycle model, int synapse, long runCycle) {
        this.baseline = model.schedule().baseline();
        this.halfWindowPs = model.timing().halfWindowPs();
        this.stream = model.streams().stream(Purpose.JITTER, synapse, Math.max(0, runCycle - 1));
        if (runCycle > 0) {
            this.bits = stream.nextInt();
        }
    }

    /**
     * The offset in the next cycle, in picoseconds.
     *
     * @param cycle the number of that cycle in its learning opportunity
     */
    public long next(int cycle) {
        int before = bits;
        bits = stream.nextInt();
        Perturbation perturbation = baseline.perturbation(cycle);
        return perturbation.offsetPs(perturbation == Perturbation.MIRRORED ? before : bits, halfWindowPs);
    }

    /** The offset drawn for the last cycle, or for the one before the first; of no consequence where there is none. */
    public long lastDrawn() {
        return Perturbation.DRAWN.offsetPs(bits, halfWindowPs);
    }
}
