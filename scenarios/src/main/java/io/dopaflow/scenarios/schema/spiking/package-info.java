/**
 * The sections of a network that spikes freely, as records, and the description of their keys. Quantities are in the units of
 * the models, times in whole picoseconds unless they are laws.
 */
@NullMarked
package io.dopaflow.scenarios.schema.spiking;

import org.jspecify.annotations.NullMarked;
