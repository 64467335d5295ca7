/** The population engine of networks that spike freely: shards of neurons over arrays, exchanging spikes by windows. */
@NullMarked
package io.dopaflow.simulator.population.spiking;

import org.jspecify.annotations.NullMarked;
