/**
 * Estimates of a gradient from a few numbers: zero-order methods and the forward gradient, over plain arrays. What a
 * synapse learns from timing and reward is one of this family; these are the others.
 */
@NullMarked
package io.dopaflow.analysis.estimator;

import org.jspecify.annotations.NullMarked;
