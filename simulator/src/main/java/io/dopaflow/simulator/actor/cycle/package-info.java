/** The learning cycle as actors that exchange timestamped messages and nothing else. */
@NullMarked
package io.dopaflow.simulator.actor.cycle;

import org.jspecify.annotations.NullMarked;
