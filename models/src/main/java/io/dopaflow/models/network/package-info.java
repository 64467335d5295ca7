/** The graph: neurons and synapses, immutable and validated. */
@NullMarked
package io.dopaflow.models.network;

import org.jspecify.annotations.NullMarked;
