/** The port through which an engine tells what happened: spikes, arrivals, rewards and weights. */
@NullMarked
package io.dopaflow.simulator.recording;

import org.jspecify.annotations.NullMarked;
