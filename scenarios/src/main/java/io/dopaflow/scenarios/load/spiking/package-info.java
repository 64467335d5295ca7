/** Makes the network and the plan of recording that the sections of a scenario describe, and reports where they do not fit. */
@NullMarked
package io.dopaflow.scenarios.load.spiking;

import org.jspecify.annotations.NullMarked;
