/** The actor engine: neurons, synapses, reward and environment as Akka Typed actors. */
@NullMarked
package io.dopaflow.simulator.actor;

import org.jspecify.annotations.NullMarked;
