/** Spikes in the files of other simulators. */
@NullMarked
package io.dopaflow.analysis.exchange;

import org.jspecify.annotations.NullMarked;
