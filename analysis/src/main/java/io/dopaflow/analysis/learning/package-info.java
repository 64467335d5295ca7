/** What a run of learning cycles recorded, as figures: weights, jitter, the STDP window, losses and rewards. */
@NullMarked
package io.dopaflow.analysis.learning;

import org.jspecify.annotations.NullMarked;
