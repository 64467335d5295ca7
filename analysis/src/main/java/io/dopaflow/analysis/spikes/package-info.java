/** Spikes in numbers and in a picture: counts, rates, inter-spike intervals, rasters. */
@NullMarked
package io.dopaflow.analysis.spikes;

import org.jspecify.annotations.NullMarked;
