/**
 * Theorem 1 of Christensen and Kallsen (2023), measured: how far replicates of one learning opportunity are from the
 * gradient flow, what theory predicts of that distance, and whether the two agree.
 */
@NullMarked
package io.dopaflow.analysis.converge;

import org.jspecify.annotations.NullMarked;
