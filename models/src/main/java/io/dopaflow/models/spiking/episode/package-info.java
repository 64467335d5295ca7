/**
 * Episodes of a network that spikes freely: samples that are presented as trains of spikes, a loss of what the outputs answer, a reward for it, and synapses that
 * change with reward times score.
 */
@NullMarked
package io.dopaflow.models.spiking.episode;

import org.jspecify.annotations.NullMarked;
