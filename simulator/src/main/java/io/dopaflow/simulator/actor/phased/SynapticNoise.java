package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** What a synapse adds to its weight in the phases of an opportunity: one normal draw for each phase with such noise. */
final class SynapticNoise {
    private final double[] sizes;
    private final double[] drawn;
    private final int[] noisy;
    private final UniformRandomProvider stream;

    /**
     * Noise that goes on from an opportunity.
     *
     * @param id number of the synapse in the whole model
     */
    SynapticNoise(Circuit circuit, int wiring, int id, RandomStreams streams, long opportunity) {
        this.sizes = new double[circuit.phases()];
        this.drawn = new double[circuit.phases()];
        for (int phase : circuit.phasesThrough(wiring)) {
            sizes[phase] = circuit.synapticNoise(phase);
        }
        this.noisy = Arrays.stream(circuit.phasesThrough(wiring))
                .filter(phase -> sizes[phase] > 0)
                .toArray();
        this.stream = streams.stream(Purpose.SYNAPSE_NOISE, id, (long) Draws.NUMBERS * noisy.length * opportunity);
    }

    /** Draws for all phases of the next opportunity, in their order. */
    void draw() {
        for (int phase : noisy) {
            drawn[phase] = Draws.normal(stream);
        }
    }

    /** The weight with the noise of the phase. */
    double added(int phase, double weight) {
        return sizes[phase] > 0 ? weight + sizes[phase] * drawn[phase] : weight;
    }

    /** What was drawn, by phase. */
    double[] drawn() {
        return drawn;
    }
}
