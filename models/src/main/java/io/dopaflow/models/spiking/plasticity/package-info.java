/**
 * How synapses of networks that spike freely change: rules of spike timing, eligibility and dopamine, short-term plasticity. Rules are pure functions;
 * what synapses remember of spikes stands beside them, and both engines use the same.
 */
@NullMarked
package io.dopaflow.models.spiking.plasticity;

import org.jspecify.annotations.NullMarked;
