/** What a single neuron computes: activation, spike coding, exponential decay of its potential. */
@NullMarked
package io.dopaflow.models.neuron;

import org.jspecify.annotations.NullMarked;
