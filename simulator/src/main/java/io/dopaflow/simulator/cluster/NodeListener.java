package io.dopaflow.simulator.cluster;

/** Hears what happens to a node, a sentence each. Called on threads of the cluster; must be quick. */
@FunctionalInterface
public interface NodeListener {

    /** Hears nothing. */
    NodeListener NONE = event -> {};

    /** Something has happened that the person who started the node wants to know. */
    void onEvent(String event);
}
