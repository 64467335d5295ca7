/**
 * The proof that the learning rule emerged from timing: every weight of a run recomputed from the recorded spikes,
 * arrivals and rewards alone.
 */
@NullMarked
package io.dopaflow.analysis.verify;

import org.jspecify.annotations.NullMarked;
