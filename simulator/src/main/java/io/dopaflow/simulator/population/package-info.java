/** What the engines over arrays share: threads that work together, random bits, vectors. */
@NullMarked
package io.dopaflow.simulator.population;

import org.jspecify.annotations.NullMarked;
