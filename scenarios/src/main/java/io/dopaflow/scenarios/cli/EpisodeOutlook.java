package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.episode.Enumeration;
import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.grading.LearningCurve;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.scenarios.converge.LearningOpportunity;
import io.dopaflow.scenarios.format.Problem;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a plan says of a network in episodes: how often it learns, and how closely it follows the gradient flow of its expected loss. */
final class EpisodeOutlook {
    /** The names of {@link #cells}. */
    static final List<String> COLUMNS = List.of(
            "episodes",
            "opportunities",
            "episodes_per_opportunity",
            "expected_loss",
            "n45",
            "predicted_distance_mv",
            "relative_distance",
            "episodes_for_error");

    private final Episodes episodes;
    private final long count;
    private final long perOpportunity;
    private final double error;
    private final Problems problems = new Problems();
    private final Optional<LearningOpportunity> opportunity;
    private final Optional<EpisodePrediction> prediction;

    /**
     * Of a network in episodes. Only what can be computed exactly is predicted.
     *
     * @param error the relative distance to the flow that is wanted, above 0
     */
    EpisodeOutlook(LoadedNetwork scenario, double error) {
        this.episodes = scenario.network().episodes().orElseThrow();
        this.count = LearningCurve.episodes(episodes, scenario.network().durationPs());
        this.perOpportunity = scenario.network()
                .episodeReward()
                .map(reward -> (long) reward.plan().perOpportunity())
                .orElse(1L);
        this.error = error;
        this.opportunity = LearningOpportunity.of(scenario, problems);
        this.prediction = opportunity
                .filter(own -> Enumeration.isPossible(own.episode().episode()))
                .map(LearningOpportunity::prediction);
    }

    private long opportunities() {
        return count / perOpportunity;
    }

    /** Lines for a person. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("episodes: " + Text.count(count) + " of " + Text.time(episodes.durationPs()) + ", one every "
                + Text.time(episodes.periodPs()) + "; learning opportunities: " + Text.count(opportunities())
                + " of n = " + Text.count(perOpportunity));
        if (opportunity.isEmpty()) {
            for (Problem problem : problems.inOrder()) {
                lines.add("expected loss: not predicted; found " + problem.found() + "; allowed: " + problem.allowed());
            }
        } else if (prediction.isEmpty()) {
            lines.add(sampled(opportunity.get()));
        } else {
            lines.addAll(exact(opportunity.get(), prediction.get()));
        }
        return lines;
    }

    private static String size(LearningOpportunity own) {
        return own.episode().episode().neurons().size() + " neurons x "
                + own.episode().episode().steps() + " steps";
    }

    private static String sampled(LearningOpportunity own) {
        double drawn = EpisodePrediction.drawn(own.episodes());
        double steps = drawn
                * own.episode().episode().neurons().size()
                * own.episode().episode().steps();
        return "expected loss: " + size(own) + " are more than the " + Enumeration.MOST_DECISIONS
                + " that can be enumerated; converge draws " + Text.rate(drawn)
                + " episodes for its flow and n45, " + Text.rate(steps)
                + " steps of a neuron, and predicts no distance";
    }

    private List<String> exact(LearningOpportunity own, EpisodePrediction found) {
        List<String> lines = new ArrayList<>();
        lines.add("expected loss: " + Text.number(found.loss()) + " at the start, exactly (" + size(own) + "); n45 = "
                + Text.number(found.n45()) + " episodes have as much noise as signal");
        distance(own, found)
                .ifPresent(distance -> lines.add("a learning opportunity: weights are expected to end "
                        + Text.number(distance) + " mV from the gradient flow, "
                        + Text.percent(distance / found.distance(own.episode().weights())) + " of what it travels; for "
                        + Text.percent(error) + " it takes n = "
                        + Text.count(needed(own, found).orElseThrow())));
        return lines;
    }

    /** In mV; nothing if nothing is learnt. */
    private static Optional<Double> distance(LearningOpportunity own, EpisodePrediction found) {
        return found.distance(own.episode().weights()) > 0
                ? found.rms(own.episodes()).stream().boxed().findFirst()
                : Optional.empty();
    }

    private Optional<Long> needed(LearningOpportunity own, EpisodePrediction found) {
        OptionalDouble needed = found.episodesFor(own.episode().weights(), error);
        return needed.stream().mapToObj(value -> (long) Math.ceil(value)).findFirst();
    }

    /** Values for a program, empty text where there is none. */
    List<Object> cells() {
        List<Object> cells = new ArrayList<>(List.of(count, opportunities(), perOpportunity));
        for (int i = cells.size(); i < COLUMNS.size(); i++) {
            cells.add("");
        }
        prediction.ifPresent(found -> {
            LearningOpportunity own = opportunity.orElseThrow();
            cells.set(3, found.loss());
            cells.set(4, found.n45());
            distance(own, found).ifPresent(distance -> {
                cells.set(5, distance);
                cells.set(6, distance / found.distance(own.episode().weights()));
            });
            needed(own, found).ifPresent(needed -> cells.set(7, needed));
        });
        return cells;
    }
}
