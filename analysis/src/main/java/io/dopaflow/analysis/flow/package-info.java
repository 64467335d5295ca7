/**
 * What the emergent weights are compared with: exact gradients, the gradient flow, stochastic gradient descent and
 * the learning rule over plain arrays. No synapse sees any of it.
 */
@NullMarked
package io.dopaflow.analysis.flow;

import org.jspecify.annotations.NullMarked;
