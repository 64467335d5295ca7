/** Spike-timing-dependent plasticity, reward, parametrisations and the drift constant. */
@NullMarked
package io.dopaflow.models.plasticity;

import org.jspecify.annotations.NullMarked;
