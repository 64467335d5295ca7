/**
 * Networks that spike freely: neurons with delays, recurrence and noise, without learning cycles. Pure functions of states
 * and times; the bits of a run are decided here.
 */
@NullMarked
package io.dopaflow.models.spiking;

import org.jspecify.annotations.NullMarked;
