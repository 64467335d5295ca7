/** Many machines: nodes that do the jobs of studies and execute parts of networks, as a cluster of Akka. */
@NullMarked
package io.dopaflow.simulator.cluster;

import org.jspecify.annotations.NullMarked;
