package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Regulator.Consolidate;
import io.dopaflow.models.rule.Regulator.Importance;

/**
 * Weights that stay near those of earlier tasks, see {@link Consolidate}. A synapse keeps its anchor, its importance, and what it
 * has gathered for the importance in this task: squares, or the path.
 */
final class Consolidation implements SynapticMemory {
    private static final int SLOTS = 3;
    private static final int IMPORTANCE = 1;
    private static final int GATHERED = 2;
    private static final double DAMPING = 0.01;

    private final Circuit circuit;
    private final Consolidate how;
    private final TaskSequence tasks;
    private final long heard;

    Consolidation(Consolidate how, PhasedLearning model) {
        this.circuit = model.circuit();
        this.how = how;
        this.tasks = model.tasks();
        this.heard = Math.min(model.epoch(), tasks.each());
    }

    @Override
    public int slots() {
        return SLOTS;
    }

    @Override
    public void begin(int synapse, double stored, double[] memory, int from) {
        memory[from] = stored;
    }

    @Override
    public boolean listens(long opportunity) {
        return how.importance() == Importance.SQUARED_UPDATES && tasks.isNearEnd(opportunity, heard);
    }

    @Override
    public void hear(double update, double[] memory, int from) {
        memory[from + GATHERED] += update * update;
    }

    @Override
    public double changed(int synapse, double before, double after, double update, double[] memory, int from) {
        double pull = circuit.rate(0, synapse) * how.strength() * memory[from + IMPORTANCE];
        double changed = (after + pull * memory[from]) / (1 + pull);
        if (!Double.isFinite(changed)) {
            throw new PhasedDivergence("its weight", changed);
        }
        if (how.importance() == Importance.PATH) {
            memory[from + GATHERED] += update * (changed - before);
        }
        return changed;
    }

    @Override
    public void endTask(double stored, double[] memory, int from) {
        double total = stored - memory[from];
        memory[from + IMPORTANCE] += how.importance() == Importance.PATH
                ? Math.max(memory[from + GATHERED], 0) / (total * total + DAMPING)
                : memory[from + GATHERED] / heard;
        memory[from + GATHERED] = 0;
        memory[from] = stored;
    }
}
