/** What comes from outside a network: trains of spikes, and currents. They depend on nothing but time. */
@NullMarked
package io.dopaflow.models.spiking.source;

import org.jspecify.annotations.NullMarked;
