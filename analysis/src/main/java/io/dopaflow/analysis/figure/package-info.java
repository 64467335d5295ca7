/** A figure as data: what is drawn in a file, in the report and in the laboratory, and nothing of how. */
@NullMarked
package io.dopaflow.analysis.figure;

import org.jspecify.annotations.NullMarked;
