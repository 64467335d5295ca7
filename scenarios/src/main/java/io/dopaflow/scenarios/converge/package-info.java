/** Convergence studies: replicates of one learning opportunity over a grid of n and scalings, resumable. */
@NullMarked
package io.dopaflow.scenarios.converge;

import org.jspecify.annotations.NullMarked;
