package io.dopaflow.analysis.grading;

import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Presentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grades what a network answers in its episodes. An answer is right if its loss against the target of its sample is smaller than against each other target that some sample has: of classes, if the
 * output of the class has the most spikes. For one thread.
 */
public final class Grader {
    private final EpisodeReward reward;
    private final EpisodePlan.Order order;
    private final List<double[][]> targets = new ArrayList<>();

    /**
     * A grade.
     *
     * @param sample that was presented
     * @param loss of the answer
     * @param isRight whether it is right; never if all samples have one target
     */
    public record Grade(int sample, double loss, boolean isRight) {}

    /** By the loss, the plan and the order of a reward. */
    public Grader(EpisodeReward reward) {
        this.reward = reward;
        this.order = reward.plan().order(reward.streams());
        for (Presentation sample : reward.plan().samples()) {
            if (targets.stream().noneMatch(target -> Arrays.deepEquals(target, sample.target()))) {
                targets.add(sample.target());
            }
        }
    }

    /** Whether samples have different targets, so that answers can be right. */
    public boolean hasRight() {
        return targets.size() > 1;
    }

    /**
     * The grade of an answer.
     *
     * @param episode in which it was given
     * @param spikesMs of each output, in ms from its beginning
     */
    public Grade grade(long episode, double[][] spikesMs) {
        int sample = order.sampleAt(episode);
        double[][] own = reward.plan().samples().get(sample).target();
        double loss = reward.loss().of(spikesMs, own);
        boolean isRight = hasRight()
                && targets.stream()
                        .filter(target -> !Arrays.deepEquals(target, own))
                        .allMatch(target -> reward.loss().of(spikesMs, target) > loss);
        return new Grade(sample, loss, isRight);
    }
}
