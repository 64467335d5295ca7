/** What synapses of networks that spike freely have learnt: summaries and figures of recorded weights, eligibilities and modulators. */
@NullMarked
package io.dopaflow.analysis.plasticity;

import org.jspecify.annotations.NullMarked;
