/** What networks answer in their episodes, and how good it is: grades, learning curves, examinations with samples that were held out. */
@NullMarked
package io.dopaflow.analysis.grading;

import org.jspecify.annotations.NullMarked;
