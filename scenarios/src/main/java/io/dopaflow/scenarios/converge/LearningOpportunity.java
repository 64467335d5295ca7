package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The first learning opportunity of a network in episodes, whose end theory predicts.
 *
 * @param episode of it
 * @param reward that ends its episodes
 * @param rules of the synapses that learn, all with one rate
 * @param seed of the scenario
 */
public record LearningOpportunity(NetworkEpisode episode, EpisodeReward reward, List<ScoreRule> rules, long seed) {
    /** The most weights that learn: Monte Carlo takes their square for each episode. */
    private static final int MOST_WEIGHTS = 1000;

    private static final double ROUNDING = 1e-9;

    /** Copies the rules. */
    public LearningOpportunity {
        rules = List.copyOf(rules);
    }

    /** Of a scenario; empty if nothing is predicted of it, which is a problem. */
    public static Optional<LearningOpportunity> of(LoadedNetwork loaded, Problems problems) {
        SpikingNetwork network = loaded.network();
        String name = loaded.scenario().name();
        if (network.episodes().isEmpty()) {
            problems.add(name, "a network without episodes", "a learning cycle, or a network in episodes");
            return Optional.empty();
        }
        List<ScoreRule> rules = network.projections().stream()
                .map(Projection::model)
                .flatMap(model -> model.score().stream())
                .toList();
        List<EpisodeReward> rewards = NetworkEpisode.rewards(network);
        if (rewards.size() != 1) {
            problems.add(name, rewards.size() + " rewards of episodes", "one, whose loss has an expectation");
        }
        boolean hasOneRate = hasOneRate(name, rules, problems);
        if (rewards.size() != 1 || !hasOneRate) {
            return Optional.empty();
        }
        NetworkEpisode episode;
        try {
            episode = NetworkEpisode.first(network, rewards.get(0));
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e);
            problems.add(name, refusal.found(), refusal.allowed());
            return Optional.empty();
        }
        if (episode.weights().length > MOST_WEIGHTS) {
            problems.add(name, episode.weights().length + " weights that learn", "up to " + MOST_WEIGHTS);
            return Optional.empty();
        }
        return Optional.of(new LearningOpportunity(
                episode, rewards.get(0), rules, network.streams().seed()));
    }

    private static boolean hasOneRate(String name, List<ScoreRule> rules, Problems problems) {
        if (rules.isEmpty()) {
            problems.add(name, "no synapses that learn from a score", "at least one projection of them");
            return false;
        }
        double rate = rules.get(0).rate();
        if (rules.stream().anyMatch(rule -> Math.abs(rule.rate() - rate) > ROUNDING * Math.abs(rate))) {
            problems.add(
                    name,
                    "projections that learn with several flow times",
                    "one flow time for all, since weights that learn with several follow another flow");
            return false;
        }
        return true;
    }

    /** T in mV^2, of the scenario as it is. */
    public double time() {
        return rules.get(0).rate() * episodes();
    }

    /** n, of the scenario as it is. */
    public int episodes() {
        return reward.plan().perOpportunity();
    }

    /** What theory says of it, as it is. */
    public EpisodePrediction prediction() {
        return EpisodePrediction.of(episode, time(), episodes(), seed);
    }
}
