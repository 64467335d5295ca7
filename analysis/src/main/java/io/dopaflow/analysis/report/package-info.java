/**
 * Pages for a browser: figures as JSON that a script draws with ECharts, and the report of runs as one file that needs nothing
 * else.
 */
@NullMarked
package io.dopaflow.analysis.report;

import org.jspecify.annotations.NullMarked;
