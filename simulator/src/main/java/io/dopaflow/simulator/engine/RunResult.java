package io.dopaflow.simulator.engine;

import io.dopaflow.models.record.SimulationState;

/**
 * How a run ended.
 *
 * @param end the state at the end
 * @param cancelled whether the run was ended early
 */
public record RunResult(SimulationState end, boolean cancelled) {}
