/** Phased learning over arrays: a phase is one or a few products of a matrix and a vector. */
@NullMarked
package io.dopaflow.simulator.population.phased;

import org.jspecify.annotations.NullMarked;
