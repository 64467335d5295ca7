package io.dopaflow.models.phased;

/** Synapses that keep nothing beside what they store. */
record NoMemory() implements SynapticMemory {
    @Override
    public int slots() {
        return 0;
    }

    @Override
    public void begin(int synapse, double stored, double[] memory, int from) {
        // There is nothing to begin with.
    }

    @Override
    public boolean listens(long opportunity) {
        return false;
    }

    @Override
    public void hear(double update, double[] memory, int from) {
        // There is no place for it.
    }

    @Override
    public double changed(int synapse, double before, double after, double update, double[] memory, int from) {
        return after;
    }

    @Override
    public void endTask(double stored, double[] memory, int from) {
        // One task is like the other.
    }
}
