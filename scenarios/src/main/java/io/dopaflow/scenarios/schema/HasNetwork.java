package io.dopaflow.scenarios.schema;

/** Settings that say of which neurons and synapses a network is. */
interface HasNetwork {

    /** Neurons and synapses. */
    NetworkSettings network();
}
