package io.dopaflow.scenarios.schema;

import io.dopaflow.models.task.Loss;

/**
 * A scenario: what is learnt, by which network, how, and what of it is recorded. Every default is resolved.
 *
 * @param name a short name, part of the names of run directories
 * @param description what it shows and what to look at; may be empty
 * @param model the family that it belongs to
 * @param seed decides every random number of a run
 * @param engine what executes it
 * @param task what is learnt
 * @param network what learns
 * @param loss what the reward is made of
 * @param learning how synapses change
 * @param timing biological times
 * @param record what is kept
 */
public record Scenario(
        String name,
        String description,
        Family model,
        long seed,
        EngineChoice engine,
        TaskSettings task,
        NetworkSettings network,
        Loss loss,
        LearningSettings learning,
        TimingSettings timing,
        RecordSettings record) {

    /** The same scenario with another task. */
    public Scenario with(TaskSettings other) {
        return new Scenario(
                name(),
                description(),
                model(),
                seed(),
                engine(),
                other,
                network(),
                loss(),
                learning(),
                timing(),
                record());
    }

    /** The same with other settings of what is kept. */
    public Scenario with(RecordSettings other) {
        return new Scenario(name, description, model, seed, engine, task, network, loss, learning, timing, other);
    }

    /** The family of models that a scenario belongs to. It decides which sections the file has. */
    public enum Family {
        /** Waves of spikes through a graph, each followed by a reward. */
        LEARNING_CYCLE
    }
}
