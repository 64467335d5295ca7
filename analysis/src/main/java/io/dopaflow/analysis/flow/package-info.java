/**
 * What the emergent weights are compared with: exact gradients, the gradient flow, stochastic gradient descent, the
 * learning rule over plain arrays, and the noise that theory predicts between them. No synapse sees any of it.
 */
@NullMarked
package io.dopaflow.analysis.flow;

import org.jspecify.annotations.NullMarked;
