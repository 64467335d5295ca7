/** Seeks learning rules on families of tasks, and writes the ones found as rule files. */
@NullMarked
package io.dopaflow.scenarios.learn;

import org.jspecify.annotations.NullMarked;
