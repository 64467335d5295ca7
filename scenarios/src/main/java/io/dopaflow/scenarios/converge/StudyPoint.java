package io.dopaflow.scenarios.converge;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Split;
import java.util.List;

/**
 * A grid point of a study: one learning opportunity, which all replicates begin with the same weights and the same sample.
 *
 * @param number from 0
 * @param experiment the learning opportunity, with the jitter of the scenario's own seed
 */
public record StudyPoint(int number, Experiment experiment) {

    /** Of a whole experiment, its first learning opportunity. */
    static StudyPoint of(int number, Experiment whole) {
        int first = whole.sampleOrder().sampleAt(0);
        Split sample = new Split(List.of(whole.samples().train().get(first)), List.of());
        return new StudyPoint(number, with(whole, sample, whole.streams()));
    }

    /**
     * A replicate, with a jitter of its own. It depends on the scenario's seed, n and the replicate's number only: points
     * that differ in anything but n have common random numbers, and no point depends on which others there are.
     */
    Experiment replicate(int replicate) {
        RandomStreams own = experiment.streams().derived(experiment.rule().cycles(), replicate);
        return with(experiment, experiment.samples(), own);
    }

    private static Experiment with(Experiment e, Split samples, RandomStreams streams) {
        return new Experiment(
                e.network(),
                e.initialTheta(),
                e.timing(),
                e.rule(),
                e.plasticity(),
                e.loss(),
                e.target(),
                samples,
                1,
                streams);
    }
}
