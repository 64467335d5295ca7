package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Regulator;

/** A chain of slower variables behind each weight, see {@link Regulator.Cascade}; a synapse keeps all but the first. */
final class Cascade implements SynapticMemory {
    private final int behind;
    private final double coupling;

    Cascade(Regulator.Cascade cascade) {
        this.behind = cascade.variables() - 1;
        this.coupling = cascade.coupling();
    }

    @Override
    public int slots() {
        return behind;
    }

    @Override
    public void begin(int synapse, double stored, double[] memory, int from) {
        for (int i = 0; i < behind; i++) {
            memory[from + i] = stored;
        }
    }

    @Override
    public double changed(int synapse, double before, double after, double update, double[] memory, int from) {
        double size = 1;
        double flow = coupling / 2 * (after - memory[from]);
        double weight = after - flow;
        for (int i = 0; i < behind; i++) {
            double inflow = flow;
            size *= 2;
            flow = i + 1 < behind ? coupling / (2 * size) * (memory[from + i] - memory[from + i + 1]) : 0;
            memory[from + i] += (inflow - flow) / size;
        }
        if (!Double.isFinite(weight)) {
            throw new PhasedDivergence("its weight", weight);
        }
        return weight;
    }
}
