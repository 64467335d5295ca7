/** Learning curves: the emergent run beside every other rule, at the same gradient-flow time and equal work. */
@NullMarked
package io.dopaflow.analysis.curves;

import org.jspecify.annotations.NullMarked;
