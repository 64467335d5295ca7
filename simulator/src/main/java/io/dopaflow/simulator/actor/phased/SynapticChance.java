package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a synapse owes to chance in the phases of an opportunity: the noise that it adds to its weight, one normal draw for
 * each phase with such noise, or when spikes arrive, one draw for each phase with jitter.
 */
final class SynapticChance {
    private final PhasedLearning model;
    private final double[] sizes;
    private final double[] own;
    private final long[] arrivalsPs;
    private final int[] noisy;
    private final int[] jittered;
    private final UniformRandomProvider noises;
    private final UniformRandomProvider jitters;

    /**
     * Chance that goes on from an opportunity.
     *
     * @param wiring number of the synapse's projection
     * @param id number of the synapse in the whole model
     */
    SynapticChance(PhasedLearning model, int wiring, int id, long opportunity) {
        Circuit circuit = model.circuit();
        this.model = model;
        this.sizes = new double[circuit.phases()];
        this.own = new double[circuit.phases()];
        this.arrivalsPs = new long[circuit.phases()];
        for (int phase : circuit.phasesThrough(wiring)) {
            sizes[phase] = circuit.synapticNoise(phase);
        }
        this.noisy = Arrays.stream(circuit.phasesThrough(wiring))
                .filter(phase -> sizes[phase] > 0)
                .toArray();
        this.jittered = Arrays.stream(circuit.phasesThrough(wiring))
                .filter(circuit::jitters)
                .toArray();
        this.noises =
                model.streams().stream(Purpose.SYNAPSE_NOISE, id, (long) Draws.NUMBERS * noisy.length * opportunity);
        this.jitters = JitterWindow.draws(model.streams(), circuit, id, opportunity);
    }

    /** Draws for all phases of the next opportunity, in their order. */
    void draw() {
        for (int phase : noisy) {
            own[phase] = Draws.normal(noises);
        }
        for (int phase : jittered) {
            JitterWindow window = model.windowOf(phase).orElseThrow();
            arrivalsPs[phase] = window.arrivalPs(jitters);
            own[phase] = window.eligibility(arrivalsPs[phase]);
        }
    }

    /** The weight with the noise of the phase. */
    double added(int phase, double weight) {
        return sizes[phase] > 0 ? weight + sizes[phase] * own[phase] : weight;
    }

    /** When its spike arrives in the phase, from the middle of the postsynaptic window; 0 without jitter. */
    long arrivalPs(int phase) {
        return arrivalsPs[phase];
    }

    /** The noise in units of its size, or the eligibility from timing, by phase. */
    double[] own() {
        return own;
    }
}
