/**
 * What the nodes of a cluster compute: sweeps, studies and networks as they are sent, without any file of the machine that
 * sends them, and what a node makes of them.
 */
@NullMarked
package io.dopaflow.scenarios.cluster;

import org.jspecify.annotations.NullMarked;
