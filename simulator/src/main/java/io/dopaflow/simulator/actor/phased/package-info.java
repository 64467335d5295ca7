/** Phased learning as actors that exchange messages and nothing else. */
@NullMarked
package io.dopaflow.simulator.actor.phased;

import org.jspecify.annotations.NullMarked;
