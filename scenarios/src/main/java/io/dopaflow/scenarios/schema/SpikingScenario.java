package io.dopaflow.scenarios.schema;

import io.dopaflow.models.spiking.TimeMode;

/**
 * A scenario of a network that spikes freely. Every default is resolved.
 *
 * @param name a short name, part of the names of run directories
 * @param description what it shows and what to look at; may be empty
 * @param seed decides every random number of a run
 * @param engine what executes it
 * @param durationPs biological time that a run takes, in ps
 * @param time how virtual time is used
 * @param stopAbove the mean rate of a population, in Hz, above which a run is stopped
 */
public record SpikingScenario(
        String name,
        String description,
        long seed,
        EngineChoice engine,
        long durationPs,
        TimeMode time,
        double stopAbove)
        implements Scenario {

    @Override
    public Family model() {
        return Family.SPIKING_NETWORK;
    }
}
