/** The population engine: the learning cycle over primitive arrays, with the bits of the actor engine. */
@NullMarked
package io.dopaflow.simulator.population;

import org.jspecify.annotations.NullMarked;
