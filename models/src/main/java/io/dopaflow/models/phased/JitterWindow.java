package io.dopaflow.models.phased;

import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The integration window of a phase with {@link io.dopaflow.models.rule.Phase.Disturbance.Jitter jitter}. Each synapse's
 * spike arrives at a time of its own within it, uniformly distributed; times count from the middle of the window, in
 * picoseconds. The potential of the neuron is what is left of all jumps at the readout, the window's end. The eligibility of
 * a synapse is made by its arrival and the postsynaptic spikes at the onset and the readout (Christensen and Kallsen 2023,
 * equation (2.1)).
 *
 * @param stdp turns timing into eligibility; its window is the membrane's; its pairing is of the spikes around the arrival
 * @param readoutGain finite and positive, by which the potential at readout is multiplied, see {@link LeakyMembrane}
 */
public record JitterWindow(StdpWindow stdp, double readoutGain) {

    /** Validates pairing and gain. */
    public JitterWindow {
        if (stdp.pairing() != Pairing.SURROUNDING) {
            throw new IllegalArgumentException(
                    "pairing in a phase with jitter is " + stdp.pairing() + "; allowed: " + Pairing.SURROUNDING);
        }
        if (!(readoutGain > 0 && readoutGain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("readout gain is " + readoutGain + "; allowed: finite, positive");
        }
    }

    private long halfPs() {
        return stdp.window().halfWindowPs();
    }

    /**
     * The stream from which a synapse draws its arrivals: one number for each phase with jitter.
     *
     * @param circuit that it is part of
     * @param synapse its number in the network
     * @param wave the next one, from 0
     */
    public static UniformRandomProvider draws(RandomStreams streams, Circuit circuit, int synapse, long wave) {
        return streams.stream(Purpose.JITTER, synapse, circuit.jitters() * wave);
    }

    /** When the next spike arrives, from the middle of the window. */
    public long arrivalPs(UniformRandomProvider draws) {
        return arrivalPs(draws.nextInt());
    }

    /** When a spike arrives whose delay these random bits mean, from the middle of the window. */
    public long arrivalPs(int bits) {
        return Jitter.offsetPs(bits, halfPs());
    }

    /**
     * The potential of a neuron at the readout; not finite where the sum overflows.
     *
     * @param jumps weight times amplitude, by ascending synapse
     * @param arrivalsPs of the spikes, in the same order, from the middle of the window
     */
    public double potential(double[] jumps, long[] arrivalsPs) {
        return membrane().potential(jumps, arrivalsPs, halfPs());
    }

    /** By which a jump in the middle of the window is multiplied until it is read out. */
    public double gain() {
        return membrane().gain();
    }

    private LeakyMembrane membrane() {
        return new LeakyMembrane(stdp.window(), readoutGain);
    }

    /** The eligibility of a synapse whose spike has arrived then, from the middle of the window. */
    public double eligibility(long arrivalPs) {
        return stdp.eligibility(arrivalPs, -halfPs(), halfPs(), 0);
    }
}
