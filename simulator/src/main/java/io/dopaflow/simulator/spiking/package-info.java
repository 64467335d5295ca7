/** What both engines have in common for networks that spike freely. */
@NullMarked
package io.dopaflow.simulator.spiking;

import org.jspecify.annotations.NullMarked;
