package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Symbol;

/**
 * What units tell the forward synapses from them, see {@link Symbol#EXPLAINED}. Blocks write what they sum in a phase, each
 * its own synapses, and others read it when the phases are over.
 */
final class Explanations {
    private final Circuit circuit;

    /** By phase and forward synapse; empty for phases of which nobody asks. */
    private final double[][] sums;

    Explanations(Circuit circuit) {
        this.circuit = circuit;
        this.sums = new double[circuit.phases()][0];
        for (int phase = 0; phase < sums.length; phase++) {
            if (circuit.isExplainedAsked(phase)) {
                sums[phase] = new double[circuit.network().synapseCount()];
            }
        }
    }

    /**
     * Takes a sum.
     *
     * @param synapse of the phase's projection, up to which it goes
     */
    void take(int phase, int synapse, double sum) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        if (wiring.hasPartner(synapse)) {
            sums[phase][wiring.partner(synapse)] = sum;
        }
    }

    /** What a forward synapse is told; 0 for one that is told nothing. */
    double of(int phase, int synapse) {
        return sums[phase][synapse];
    }
}
