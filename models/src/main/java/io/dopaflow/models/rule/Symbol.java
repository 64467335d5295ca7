package io.dopaflow.models.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a synapse may know of a phase, or at all: the alphabet of every update. Nothing else is local.
 *
 * <p>A symbol of the presynaptic side is what the synapse carried. One of the postsynaptic side is what the postsynaptic
 * neuron tells the synapses onto it. One of the synapse is its own.
 */
public enum Symbol {
    /** Amplitude that the presynaptic neuron sent through this synapse in the phase. */
    PRE("pre", Side.PRESYNAPTIC, true),
    /** Amplitude of the postsynaptic neuron in the phase: its activation of the drive, or its spike. */
    POST("post", Side.POSTSYNAPTIC, true),
    /** Potential of the postsynaptic neuron's basal compartment in the phase: the sum of what arrived, with its noise. */
    DRIVE("drive", Side.POSTSYNAPTIC, true),
    /** Slope of the postsynaptic neuron's activation, phi'(v), at its drive, or where an activated apical compartment stands. */
    SLOPE("slope", Side.POSTSYNAPTIC, true),
    /** The postsynaptic neuron's own noise: what it added, in units of its size, or its spike less the probability of one. */
    NOISE("noise", Side.POSTSYNAPTIC, true),
    /** What arrived at the postsynaptic neuron's apical compartment in the phase, or the spike that it made of it. */
    APICAL("apical", Side.POSTSYNAPTIC, true),
    /** What the postsynaptic neuron itself sent in the phase. */
    SENT("sent", Side.POSTSYNAPTIC, true),
    /** At output neurons: the derivative of the loss by the readout, told by the environment. */
    ERROR("error", Side.POSTSYNAPTIC, true),
    /** Sum of the squared amplitudes that arrived at the postsynaptic neuron in the phase; 1 over it is a normaliser. */
    POWER("power", Side.POSTSYNAPTIC, true),
    /** The synapse's own noise in the phase, in units of its size. */
    OWN_NOISE("own-noise", Side.SYNAPSE, true),
    /**
     * Eligibility from the timing of spikes: of the arrival and the postsynaptic spikes around it; in a phase in which neurons
     * settle, of how both amplitudes change from step to step.
     */
    TIMING("timing", Side.SYNAPSE, true),
    /**
     * What had arrived at the presynaptic neuron's apical compartment in the phase, in the order of synapses, up to what came
     * down through this synapse, included. The neuron tells it the synapse, which works both ways.
     */
    EXPLAINED("explained", Side.SYNAPSE, true),
    /** The synapse's weight, signed. */
    WEIGHT("w", Side.SYNAPSE, false),
    /** The synapse's log-weight. */
    THETA("theta", Side.SYNAPSE, false);

    /** Who knows it. */
    public enum Side {
        /** The neuron that sends. */
        PRESYNAPTIC,
        /** The neuron that receives. */
        POSTSYNAPTIC,
        /** The synapse itself. */
        SYNAPSE
    }

    private final String word;
    private final Side side;
    private final boolean ofPhase;

    Symbol(String word, Side side, boolean ofPhase) {
        this.word = word;
        this.side = side;
        this.ofPhase = ofPhase;
    }

    /** The symbol of a word; empty if there is none. */
    public static Optional<Symbol> of(String word) {
        return Arrays.stream(values())
                .filter(symbol -> symbol.word.equals(word))
                .findFirst();
    }

    /** How rule files write it. */
    public String word() {
        return word;
    }

    /** Who knows it. */
    public Side side() {
        return side;
    }

    /** Whether there is one of each phase, written with it: {@code pre@free}. */
    public boolean isOfPhase() {
        return ofPhase;
    }
}
