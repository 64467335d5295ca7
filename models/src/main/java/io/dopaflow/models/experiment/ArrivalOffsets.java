package io.dopaflow.models.experiment;

import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.random.Purpose;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How far from the middle of its window the spike at a synapse arrives, wave after wave. The synapse's jitter stream
 * gives one number for each wave, whether the wave uses it, mirrors the one before, or has no jitter at all; so the place
 * in the stream is a function of the wave alone. For one thread.
 */
public final class ArrivalOffsets {
    private final RewardBaseline baseline;
    private final long halfWindowPs;
    private final UniformRandomProvider stream;
    private int bits;

    /**
     * The offsets of a synapse.
     *
     * @param experiment has the seed, the window and the baseline
     * @param synapse id
     * @param wave the first wave that is asked for
     */
    public ArrivalOffsets(Experiment experiment, int synapse, long wave) {
        this.baseline = experiment.rule().baseline();
        this.halfWindowPs = experiment.timing().halfWindowPs();
        this.stream = experiment.streams().stream(Purpose.JITTER, synapse, Math.max(0, wave - 1));
        if (wave > 0) {
            this.bits = stream.nextInt();
        }
    }

    /**
     * The offset in the next wave, in picoseconds.
     *
     * @param cycle the number of that wave in its learning opportunity
     */
    public long next(int cycle) {
        int before = bits;
        bits = stream.nextInt();
        Perturbation perturbation = baseline.perturbation(cycle);
        return perturbation.offsetPs(perturbation == Perturbation.MIRRORED ? before : bits, halfWindowPs);
    }

    /** The offset drawn for the last wave, or for the one before the first; of no consequence where there is none. */
    public long lastDrawn() {
        return Perturbation.DRAWN.offsetPs(bits, halfWindowPs);
    }
}
