/** What a report says of runs of either family: sentences, key figures, figures, provenance. */
@NullMarked
package io.dopaflow.scenarios.report;

import org.jspecify.annotations.NullMarked;
