/** What theory says of an experiment before it is run: accuracy for a number of cycles, cycles for an accuracy, stability. */
@NullMarked
package io.dopaflow.analysis.plan;

import org.jspecify.annotations.NullMarked;
