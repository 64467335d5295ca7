package io.dopaflow.scenarios.schema;

import io.dopaflow.models.task.Loss;

/**
 * A scenario of a network that learns by a local rule, phase by phase: what is learnt, by which network, by which rule, and
 * what of it is recorded. Every default is resolved.
 *
 * @param name a short name, part of the names of run directories
 * @param description what it shows and what to look at; may be empty
 * @param seed decides every random number of a run
 * @param engine what executes it
 * @param task what is learnt
 * @param network what learns
 * @param loss whose derivative the environment tells the outputs
 * @param learning the rule, and how long it is at work
 * @param levelPs from a neuron's spike to those that it causes, in picoseconds
 * @param record what is kept
 */
public record PhasedScenario(
        String name,
        String description,
        long seed,
        EngineChoice engine,
        TaskSettings task,
        PhasedNetwork network,
        Loss loss,
        PhasedLearningSettings learning,
        long levelPs,
        PhasedRecordSettings record)
        implements Scenario {

    /** The same scenario with another task. */
    public PhasedScenario with(TaskSettings other) {
        return new PhasedScenario(name, description, seed, engine, other, network, loss, learning, levelPs, record);
    }

    /** The same with other settings of learning. */
    public PhasedScenario with(PhasedLearningSettings other) {
        return new PhasedScenario(name, description, seed, engine, task, network, loss, other, levelPs, record);
    }

    /** The same with other settings of what is kept. */
    public PhasedScenario with(PhasedRecordSettings other) {
        return new PhasedScenario(name, description, seed, engine, task, network, loss, learning, levelPs, other);
    }

    @Override
    public Family model() {
        return Family.PHASED_LEARNING;
    }
}
