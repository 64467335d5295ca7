package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Regulator.Sparse;
import java.util.Arrays;

/** Synapses of which only some work, see {@link Sparse}; each keeps 1 if it works, and 0 if it is silent. */
final class Silence implements SynapticMemory {
    private final double[] working;

    Silence(PhasedLearning model) {
        this.working = new double[model.circuit().network().synapseCount()];
        Arrays.fill(working, 1);
        boolean[] works = Rewiring.atStart(model.circuit(), model.streams());
        int[] synapses = model.circuit().sparse();
        for (int i = 0; i < synapses.length; i++) {
            working[synapses[i]] = works[i] ? 1 : 0;
        }
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void begin(int synapse, double stored, double[] memory, int from) {
        memory[from] = working[synapse];
    }

    @Override
    public double changed(int synapse, double before, double after, double update, double[] memory, int from) {
        return memory[from] == 0 ? 0 : after;
    }
}
