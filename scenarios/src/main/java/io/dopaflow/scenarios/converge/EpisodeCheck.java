package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the curves of a study of networks in episodes, and collects what is wrong with the networks. */
final class EpisodeCheck {
    /** The most weights that learn: Monte Carlo takes their square for each episode. */
    private static final int MOST_WEIGHTS = 1000;

    /** With faster baselines the noise of the baseline is seen beside that of the loss. */
    private static final double FAST_BASELINE = 0.1;

    private static final double ROUNDING = 1e-9;

    private final ParsedRequest parsed;
    private final Problems problems;
    private final Set<String> notes;
    private final List<EpisodeStudy.Curve> curves = new ArrayList<>();
    private int points;

    EpisodeCheck(ParsedRequest parsed, Problems problems, Set<String> notes) {
        this.parsed = parsed;
        this.problems = problems;
        this.notes = notes;
    }

    List<EpisodeStudy.Curve> curves() {
        return curves;
    }

    /**
     * Adds the curves of a network, one for each flow time.
     *
     * @param values of the swept keys
     */
    void add(LoadedNetwork loaded, List<String> values) {
        SpikingNetwork network = loaded.network();
        String name = loaded.scenario().name();
        if (network.episodes().isEmpty()) {
            problems.add(name, "a network without episodes", "a learning cycle, or a network in episodes");
            return;
        }
        List<ScoreRule> rules = network.projections().stream()
                .map(Projection::model)
                .flatMap(model -> model.score().stream())
                .toList();
        Optional<EpisodeReward> found = reward(name, network);
        Optional<Double> own = rate(name, rules);
        if (found.isEmpty() || own.isEmpty()) {
            return;
        }
        EpisodeReward reward = found.get();
        NetworkEpisode episode;
        try {
            episode = NetworkEpisode.first(network, reward);
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e);
            problems.add(name, refusal.found(), refusal.allowed());
            return;
        }
        if (episode.weights().length > MOST_WEIGHTS) {
            problems.add(name, episode.weights().length + " weights that learn", "up to " + MOST_WEIGHTS);
            return;
        }
        note(name, rules, reward);
        double ownTime = own.get() * reward.plan().perOpportunity();
        for (double time : parsed.flowTimesOr(ownTime)) {
            if (!(time > 0)) {
                problems.add(name, "a flow time of " + time + " mV^2, with which nothing is learnt", "above 0");
                return;
            }
            int first = points;
            List<EpisodePoint> ofCurve = parsed.cycles().stream()
                    .map(n -> EpisodePoint.of(points++, n, network, reward, time))
                    .toList();
            curves.add(new EpisodeStudy.Curve(
                    name, values, time, episode, network.streams().seed(), first, ofCurve));
        }
    }

    private Optional<EpisodeReward> reward(String name, SpikingNetwork network) {
        List<EpisodeReward> rewards = NetworkEpisode.rewards(network);
        if (rewards.size() != 1) {
            problems.add(name, rewards.size() + " rewards of episodes", "one, whose loss has an expectation");
            return Optional.empty();
        }
        return Optional.of(rewards.get(0));
    }

    private Optional<Double> rate(String name, List<ScoreRule> rules) {
        if (rules.isEmpty()) {
            problems.add(name, "no synapses that learn from a score", "at least one projection of them");
            return Optional.empty();
        }
        double rate = rules.get(0).rate();
        if (rules.stream().anyMatch(rule -> Math.abs(rule.rate() - rate) > ROUNDING * Math.abs(rate))) {
            problems.add(
                    name,
                    "projections that learn with several flow times",
                    "one flow time for all, since weights that learn with several follow another flow");
            return Optional.empty();
        }
        return Optional.of(rate);
    }

    private void note(String name, List<ScoreRule> rules, EpisodeReward reward) {
        if (rules.stream().anyMatch(rule -> Double.isFinite(rule.tauE()))) {
            notes.add(name + ": the score forgets within an episode, so the mean update is not the gradient");
        }
        if (rules.stream().anyMatch(rule -> !(rule.eligibility() instanceof EpisodeEligibility.Score))) {
            notes.add(name + ": synapses learn from spike timing, not from their score, so the mean update is not the"
                    + " gradient");
        }
        if (reward.baseline().rate() > FAST_BASELINE) {
            notes.add(name + ": the prediction leaves out the noise of a baseline that goes so fast, at a rate of "
                    + reward.baseline().rate());
        }
    }
}
