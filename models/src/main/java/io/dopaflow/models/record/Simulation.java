package io.dopaflow.models.record;

/**
 * What an engine is given: a model, all that decides its bits, what to record of it and where to start. Each family of
 * models has its own, and engines of its own that execute it.
 */
public sealed interface Simulation {

    /** The family of the learning cycle: waves of spikes through a graph, each followed by a reward. */
    non-sealed interface OfLearningCycle extends Simulation {}

    /** The family of networks that spike freely: recurrence, delays, noise, no waves. */
    non-sealed interface OfSpikingNetwork extends Simulation {}

    /** The family of networks that learn by a local rule, phase by phase. */
    non-sealed interface OfPhasedLearning extends Simulation {}

    /** The word for the family in scenario files and manifests. */
    String family();

    /** Number of synapses. */
    long synapses();

    /** Where it starts from. */
    SimulationState start();
}
