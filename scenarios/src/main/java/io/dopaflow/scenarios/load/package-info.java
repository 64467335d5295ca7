/** From a scenario file, or a built-in name, to a model that can be run: data, network, initial weights. */
@NullMarked
package io.dopaflow.scenarios.load;

import org.jspecify.annotations.NullMarked;
