package io.dopaflow.simulator.cluster;

/** What is sent from node to node: no other types of ours are written or read. */
interface Wire {}
