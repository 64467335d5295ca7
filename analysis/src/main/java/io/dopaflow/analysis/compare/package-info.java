/** Emergent weights against the abstract rule, the gradient flow and stochastic gradient descent. */
@NullMarked
package io.dopaflow.analysis.compare;

import org.jspecify.annotations.NullMarked;
