package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.grading.Examination;
import io.dopaflow.analysis.grading.Grader;
import io.dopaflow.analysis.grading.OutputSpikes;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/** Presents the samples that a network was not trained on, once each, with weights that stay what they are. */
public final class HeldOutExamination {
    private HeldOutExamination() {}

    /**
     * What came out.
     *
     * @param samples that were presented
     * @param right answers among them
     * @param loss mean loss
     */
    public record Result(int samples, int right, double loss) {
        /** The share of right answers. */
        public double share() {
            return right / (double) samples;
        }
    }

    /**
     * With the weights that a run recorded last; empty without held-out samples, or if it did not record all weights that learn.
     *
     * @throws RunFailedException if the network cannot go on
     */
    public static Optional<Result> of(SpikingRunReader run, LoadedNetwork scenario)
            throws RunFailedException, InterruptedException {
        Map<Long, Double> weights = new HashMap<>();
        if (!scenario.heldOut().isEmpty()) {
            run.weights()
                    .each(0, Long.MAX_VALUE, (timePs, synapse, weight, eligibility) -> weights.put(synapse, weight));
        }
        return of(scenario, weights);
    }

    /**
     * With the weights that are known, by the ids of their synapses; empty without held-out samples, or if not all weights that learn are known.
     *
     * @throws RunFailedException if the network cannot go on
     */
    public static Optional<Result> of(LoadedNetwork scenario, Map<Long, Double> weights)
            throws RunFailedException, InterruptedException {
        return scenario.heldOut().isEmpty() || weights.size() < Examination.learning(scenario.network())
                ? Optional.empty()
                : Optional.of(of(scenario.network(), weights::get, scenario.heldOut()));
    }

    /**
     * With given weights.
     *
     * @param learnt a network with a reward of episodes
     * @param weights of the synapses that learn, by their ids
     * @param samples at least one
     * @throws RunFailedException if the network cannot go on
     */
    public static Result of(SpikingNetwork learnt, LongToDoubleFunction weights, List<Presentation> samples)
            throws RunFailedException, InterruptedException {
        Examination examination = Examination.of(learnt, weights, samples, 0);
        SpikingNetwork network = examination.network();
        EpisodeReward reward = examination.reward();
        int first = network.first(reward.outputs());
        BitSet outputs = new BitSet();
        outputs.set(first, first + reward.size());
        OutputSpikes spikes = new OutputSpikes(network, reward, 0);
        new SpikingPopulationEngine(1)
                .run(RunRequest.of(
                        new SpikingSimulation(network, new SpikingPlan(outputs, List.of()), new Outputs(spikes))));
        Grader grader = new Grader(reward);
        List<Grader.Grade> grades = new ArrayList<>();
        spikes.answers(network.durationPs(), (episode, spikesMs) -> grades.add(grader.grade(episode, spikesMs)));
        return new Result(
                grades.size(),
                (int) grades.stream().filter(Grader.Grade::isRight).count(),
                grades.stream().mapToDouble(Grader.Grade::loss).average().orElseThrow());
    }

    /** Hands over the spikes of outputs. */
    private record Outputs(OutputSpikes spikes) implements SpikingRecorder {
        @Override
        public void spikes(long[] timesPs, int[] cells, int count) {
            spikes.add(timesPs, cells, count);
        }

        @Override
        public void state(long timePs, int cell, int variable, double value) {
            // Not asked for.
        }
    }
}
