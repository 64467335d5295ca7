package io.dopaflow.scenarios.converge;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Split;
import java.util.List;

/**
 * A grid point of a study: one learning opportunity, which all replicates begin with the same weights and the same sample.
 *
 * @param number from 0
 * @param model the learning opportunity, with the jitter of the scenario's own seed
 */
public record StudyPoint(int number, LearningCycle model) {

    /** Of a whole experiment, its first learning opportunity. */
    static StudyPoint of(int number, LearningCycle whole) {
        int first = whole.sampleOrder().sampleAt(0);
        Split sample = new Split(List.of(whole.samples().training().get(first)), List.of());
        return new StudyPoint(number, whole.but(parts -> {
            parts.samples = sample;
            parts.opportunities = 1;
        }));
    }

    /**
     * A replicate, with a jitter of its own. It depends on the scenario's seed, n and the replicate's number only: points
     * that differ in anything but n have common random numbers, and no point depends on which others there are.
     */
    LearningCycle replicate(int replicate) {
        RandomStreams own = model.streams().derived(model.schedule().cycles(), replicate);
        return model.but(parts -> parts.streams = own);
    }
}
