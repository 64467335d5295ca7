package io.dopaflow.models.phased;

/** Synapses that keep nothing beside what they store. */
record NoMemory() implements SynapticMemory {
    @Override
    public int slots() {
        return 0;
    }
}
