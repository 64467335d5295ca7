/** The learning cycle over arrays. */
@NullMarked
package io.dopaflow.simulator.population.cycle;

import org.jspecify.annotations.NullMarked;
