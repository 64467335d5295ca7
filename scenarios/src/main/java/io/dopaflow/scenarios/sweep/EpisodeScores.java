package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.grading.LastAnswers;
import io.dopaflow.analysis.grading.LearningCurve;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.HeldOutExamination;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How well a network in episodes has learnt, with the numbers that {@code run} tells: the last tenth of its learning curve, and the examination of held-out samples. */
final class EpisodeScores implements SpikingRecorder {
    private static final String LOSS = "last_tenth_loss";
    private static final String RIGHT = "last_tenth_right";
    private static final String HELD_OUT_RIGHT = "held_out_accuracy";
    private static final String HELD_OUT_LOSS = "held_out_loss";

    private final LoadedNetwork scenario;
    private final LastAnswers answers;
    private final Map<Long, Double> weights = new ConcurrentHashMap<>();

    private EpisodeScores(LoadedNetwork scenario) {
        this.scenario = scenario;
        this.answers = new LastAnswers(scenario.network(), LearningCurve.TENTHS);
    }

    /** Of a network that is about to run; empty if it has no reward of episodes. */
    static Optional<EpisodeScores> of(LoadedNetwork scenario) {
        return scenario.network().episodeReward().map(reward -> new EpisodeScores(scenario));
    }

    /** Names of the numbers. */
    static List<String> numbers(SpikingNetwork network) {
        return network.episodeReward().isPresent() ? List.of(LOSS, RIGHT, HELD_OUT_RIGHT, HELD_OUT_LOSS) : List.of();
    }

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        answers.add(timesPs, cells, count);
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        // Not asked for.
    }

    @Override
    public void synapse(long timePs, long synapse, double weight, double eligibility) {
        if (timePs == scenario.network().durationPs()) {
            weights.put(synapse, weight);
        }
    }

    /** What has come out, when the network has come to its end. */
    Map<String, Double> numbers() throws RunFailedException, InterruptedException {
        Map<String, Double> numbers = new HashMap<>();
        answers.block().ifPresent(block -> {
            numbers.put(LOSS, block.loss());
            if (!Double.isNaN(block.right())) {
                numbers.put(RIGHT, block.right());
            }
        });
        HeldOutExamination.of(scenario, weights).ifPresent(result -> {
            numbers.put(HELD_OUT_RIGHT, result.share());
            numbers.put(HELD_OUT_LOSS, result.loss());
        });
        return numbers;
    }
}
