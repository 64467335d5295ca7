/** Experiments and recordings for tests. */
@NullMarked
package io.dopaflow.analysis.testing;

import org.jspecify.annotations.NullMarked;
