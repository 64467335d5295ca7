/** What the engines of actors share: how a system of actors starts, fails and ends. */
@NullMarked
package io.dopaflow.simulator.actor;

import org.jspecify.annotations.NullMarked;
