package io.dopaflow.scenarios.schema;

import io.dopaflow.models.task.Loss;

/**
 * A scenario of the learning cycle: what is learnt, by which network, how, and what of it is recorded. Every default is resolved.
 *
 * @param name a short name, part of the names of run directories
 * @param description what it shows and what to look at; may be empty
 * @param seed decides every random number of a run
 * @param engine what executes it
 * @param task what is learnt
 * @param network what learns
 * @param loss what the reward is made of
 * @param learning how synapses change
 * @param timing biological times
 * @param record what is kept
 */
public record CycleScenario(
        String name,
        String description,
        long seed,
        EngineChoice engine,
        TaskSettings task,
        NetworkSettings network,
        Loss loss,
        LearningSettings learning,
        TimingSettings timing,
        RecordSettings record)
        implements Scenario {

    /** The same scenario with another task. */
    public CycleScenario with(TaskSettings other) {
        return new CycleScenario(
                name(), description(), seed(), engine(), other, network(), loss(), learning(), timing(), record());
    }

    /** The same with other settings of what is kept. */
    public CycleScenario with(RecordSettings other) {
        return new CycleScenario(name, description, seed, engine, task, network, loss, learning, timing, other);
    }

    @Override
    public Family model() {
        return Family.LEARNING_CYCLE;
    }
}
