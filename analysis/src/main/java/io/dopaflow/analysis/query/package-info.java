/** SQL over the tables of runs: documented views, read-only, of many runs at once. */
@NullMarked
package io.dopaflow.analysis.query;

import org.jspecify.annotations.NullMarked;
