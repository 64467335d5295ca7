/**
 * The expected loss of an episode of a small network of neurons with escape noise: its exact value, gradient, curvature and
 * noise by enumeration of all patterns of spikes, the same by Monte Carlo, the mean update of each learning rule beside it, and the flow that learning from one loss an episode
 * should follow. No synapse sees any of it.
 */
@NullMarked
package io.dopaflow.analysis.episode;

import org.jspecify.annotations.NullMarked;
