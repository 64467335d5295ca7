/**
 * Many runs made as one: on all processors, each on one thread and in memory, in a directory that grows and is gone on
 * with after an interruption. What the runs are, and what each gives, the packages of sweeps and studies say.
 */
@NullMarked
package io.dopaflow.scenarios.batch;

import org.jspecify.annotations.NullMarked;
