/** What is to be learnt: data sets, scaling, splits, losses and scores. */
@NullMarked
package io.dopaflow.models.task;

import org.jspecify.annotations.NullMarked;
