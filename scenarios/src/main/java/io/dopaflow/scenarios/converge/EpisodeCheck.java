package io.dopaflow.scenarios.converge;

import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the curves of a study of networks in episodes, and collects what is wrong with the networks. */
final class EpisodeCheck {
    /** With faster baselines the noise of the baseline is seen beside that of the loss. */
    private static final double FAST_BASELINE = 0.1;

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
        String name = loaded.scenario().name();
        Optional<LearningOpportunity> found = LearningOpportunity.of(loaded, problems);
        if (found.isEmpty()) {
            return;
        }
        LearningOpportunity own = found.get();
        note(name, own.rules(), own.reward());
        for (double time : parsed.flowTimesOr(own.time())) {
            if (!(time > 0)) {
                problems.add(name, "a flow time of " + time + " mV^2, with which nothing is learnt", "above 0");
                return;
            }
            int first = points;
            List<EpisodePoint> ofCurve = parsed.cycles().stream()
                    .map(n -> EpisodePoint.of(points++, n, loaded.network(), own.reward(), time))
                    .toList();
            curves.add(new EpisodeStudy.Curve(name, values, time, own.episode(), own.seed(), first, ofCurve));
        }
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
