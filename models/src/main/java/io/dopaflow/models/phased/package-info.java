/** Networks whose synapses learn by a local rule, phase by phase: the model, and what decides its bits. */
@NullMarked
package io.dopaflow.models.phased;

import org.jspecify.annotations.NullMarked;
