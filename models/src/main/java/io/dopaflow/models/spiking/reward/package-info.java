/** What closes the loop: rules that listen to spikes and answer with rewards, and modulators that are released. */
@NullMarked
package io.dopaflow.models.spiking.reward;

import org.jspecify.annotations.NullMarked;
