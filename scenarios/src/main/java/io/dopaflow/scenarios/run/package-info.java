/**
 * Runs scenarios: engine, recorder, scores, log and metrics put together around one run directory.
 *
 * <p>{@link io.dopaflow.scenarios.run.ScenarioRun} is the way in, for programs as for the command line.
 */
@NullMarked
package io.dopaflow.scenarios.run;

import org.jspecify.annotations.NullMarked;
