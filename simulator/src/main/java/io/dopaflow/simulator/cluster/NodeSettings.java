package io.dopaflow.simulator.cluster;

import java.util.Optional;

/**
 * How a process takes part in a cluster.
 *
 * @param listen where it listens; on any other address than loopback only with certificates
 * @param certificates for mutual TLS; all nodes have them or none
 * @param version of Dopaflow and of its dynamics, which decide the bits: the same on all nodes
 */
public record NodeSettings(NodeAddress listen, Optional<Certificates> certificates, String version) {}
