package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorModule;

/** The door to the Vector API: only behind it are classes touched that may be absent. */
final class Vectors {
    /** Up to this size vectors round to whole numbers. */
    static final long LARGEST_WHOLE_NUMBER = 1L << 51;

    private Vectors() {}

    /** Whether the module is resolved and vectors are long enough. */
    static boolean areAvailable() {
        return VectorModule.isResolved() && VectorKernel.isSupported();
    }

    /** Synapses in a vector; 0 where vectors are not available. */
    static int lanes() {
        return areAvailable() ? VectorKernel.lanes() : 0;
    }

    static Kernel kernel(IntegrationWindow window) {
        return new VectorKernel(window);
    }

    static Jitters jitters(PhiloxKey key) {
        return new VectorJitters(key);
    }
}
