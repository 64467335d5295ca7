/** What is wrong with a scenario, and where: every problem of an input is collected and reported at once. */
@NullMarked
package io.dopaflow.scenarios.schema.problem;

import org.jspecify.annotations.NullMarked;
