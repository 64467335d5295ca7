/**
 * From a scenario file to an experiment that can run: reads the file and its data, checks that the parts fit together,
 * and builds network, timing and start weights.
 */
@NullMarked
package io.dopaflow.scenarios.schema.load;

import org.jspecify.annotations.NullMarked;
