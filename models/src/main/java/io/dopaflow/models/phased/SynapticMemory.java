package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Regulator;

/**
 * What synapses of the network keep beside what they store, and what that does to their weights: the dynamics, which are the same
 * for all and have no state. The values of a synapse stand in an array of the caller, from an index on, as many as there are
 * slots; in that of a {@link PhasedState} synapse by synapse. Where nothing else is said, synapses hear of nothing, and weights are
 * what they would be without a memory.
 */
public sealed interface SynapticMemory permits NoMemory, Consolidation, Cascade, Silence {

    /** That of a model's own synapses. */
    static SynapticMemory of(PhasedLearning model) {
        return model.circuit()
                .rule()
                .remembering()
                .<SynapticMemory>map(regulator -> {
                    if (regulator instanceof Regulator.Consolidate consolidate) {
                        return new Consolidation(consolidate, model);
                    }
                    return regulator instanceof Regulator.Cascade cascade ? new Cascade(cascade) : new Silence(model);
                })
                .orElseGet(SynapticMemory::none);
    }

    /** That of synapses which keep nothing. */
    static SynapticMemory none() {
        return new NoMemory();
    }

    /** How many values a synapse keeps. */
    int slots();

    /**
     * What a synapse keeps before the first wave.
     *
     * @param stored what it stores then
     */
    default void begin(int synapse, double stored, double[] memory, int from) {}

    /** Whether synapses listen to their updates in the wave of an opportunity. */
    default boolean listens(long opportunity) {
        return false;
    }

    /**
     * Listens to an update.
     *
     * @param update of one wave
     */
    default void hear(double update, double[] memory, int from) {}

    /**
     * What a synapse stores after a batch.
     *
     * @param before what it stored before
     * @param after what it would store without a memory
     * @param update mean of its updates in the batch
     * @throws PhasedDivergence if it is not finite
     */
    default double changed(int synapse, double before, double after, double update, double[] memory, int from) {
        return after;
    }

    /**
     * A task has ended, and another follows.
     *
     * @param stored what the synapse stores
     */
    default void endTask(double stored, double[] memory, int from) {}

    /**
     * What all synapses of the network keep before the first wave.
     *
     * @param stored what they store; others may follow them
     */
    default double[] atStart(double[] stored, int synapses) {
        double[] memory = new double[synapses * slots()];
        for (int synapse = 0; synapse < synapses; synapse++) {
            begin(synapse, stored[synapse], memory, synapse * slots());
        }
        return memory;
    }
}
