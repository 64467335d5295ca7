/** The actor engine of networks that spike freely: every cell is an actor, and nothing but spikes passes between them. */
@NullMarked
package io.dopaflow.simulator.actor.spiking;

import org.jspecify.annotations.NullMarked;
