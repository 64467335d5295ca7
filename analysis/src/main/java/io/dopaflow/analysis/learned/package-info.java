/** Learning rules whose coefficients are sought: families of tasks, the learning of one task, and searches. */
@NullMarked
package io.dopaflow.analysis.learned;

import org.jspecify.annotations.NullMarked;
