/** Sweeps: one scenario over a grid of values and seeds, member by member on all cores, resumable. */
@NullMarked
package io.dopaflow.scenarios.sweep;

import org.jspecify.annotations.NullMarked;
