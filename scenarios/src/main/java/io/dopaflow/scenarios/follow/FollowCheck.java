package io.dopaflow.scenarios.follow;

import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what is to be followed, and reports everything that is wrong with it. */
final class FollowCheck {
    private static final String RULES = "--rules";
    private static final int USUAL_SAMPLES = 200;
    private static final int USUAL_REPETITIONS = 40;

    private final FollowRequest request;
    private final Problems problems = new Problems();

    private FollowCheck(FollowRequest request) {
        this.request = request;
    }

    /**
     * The plan.
     *
     * @throws InvalidScenarioException with everything that is wrong
     */
    static FollowPlan plan(FollowRequest request) throws InvalidScenarioException {
        return new FollowCheck(request).plan();
    }

    private FollowPlan plan() throws InvalidScenarioException {
        int repetitions = request.repetitions().orElse(USUAL_REPETITIONS);
        if (repetitions < 2 || repetitions % 2 == 1) {
            problems.add(
                    "--repetitions", Integer.toString(repetitions), "an even number from 2, as halves are compared");
        }
        List<String> names =
                request.rules().stream().flatMap(word -> named(word).stream()).toList();
        Optional<ScenarioSource> source = Optional.empty();
        Optional<LoadedPhased> base = Optional.empty();
        try {
            source = Optional.of(Catalog.source(request.scenario()));
            base = Optional.of(load(source.get(), List.of()));
        } catch (InvalidScenarioException e) {
            problems.addAll(e);
            problems.throwIfAny();
        }
        return plan(source.orElseThrow(), base.orElseThrow(), names, repetitions);
    }

    private FollowPlan plan(ScenarioSource source, LoadedPhased base, List<String> names, int repetitions)
            throws InvalidScenarioException {
        PhasedLearning model = base.model();
        List<Integer> epochs = epochs(PhasedLearner.epochs(model));
        int samples = samples(model.samples().training().size());
        List<LoadedPhased> scenarios = scenarios(source, base, names);
        if (model.circuit().network().goesInSteps()) {
            problems.add(
                    "network",
                    "binary or ternary neurons",
                    "neurons with a slope: there is no gradient of a loss that goes in steps");
        }
        problems.throwIfAny();
        List<Learner> learners = new ArrayList<>();
        for (LoadedPhased scenario : scenarios) {
            Rule rule = scenario.model().circuit().rule();
            Frozen frozen = new Frozen(
                    scenario.model(),
                    request.against().orElse(rule.objective()),
                    samples,
                    Noise.reachesUpdates(rule) ? repetitions : 1,
                    request.seed().orElse(base.scenario().seed()));
            learners.add(
                    new PhasedLearner(scenario, frozen, model.circuit().rule().rate()));
        }
        return new FollowPlan(base, learners, request.ways(), epochs);
    }

    private LoadedPhased load(ScenarioSource source, List<String> changes) throws InvalidScenarioException {
        List<String> all = new ArrayList<>(request.overrides());
        all.addAll(changes);
        // The engine decides nothing, and stands in no digest.
        all.add("engine=auto");
        if (ScenarioLoader.load(source, all) instanceof LoadedPhased phased) {
            return phased;
        }
        throw InvalidScenarioException.of(
                Place.of(request.scenario()),
                "model",
                "no " + PhasedLearning.FAMILY,
                PhasedLearning.FAMILY + ", whose rules can be changed for others");
    }

    private List<Integer> epochs(int most) {
        for (int epoch : request.epochs()) {
            if (epoch > most) {
                problems.add("--at", Integer.toString(epoch), "epochs of the scenario, 0 to " + most);
            }
        }
        return request.epochs().isEmpty()
                ? List.copyOf(new TreeSet<>(List.of(0, (most + 9) / 10, most)))
                : request.epochs();
    }

    private int samples(int most) {
        int samples = request.samples().orElse(Math.min(USUAL_SAMPLES, most));
        if (samples < 1 || samples > most) {
            problems.add("--samples", Integer.toString(samples), "1 to " + most + ", the samples to train on");
        }
        return samples;
    }

    /** The scenario with each rule in turn. */
    private List<LoadedPhased> scenarios(ScenarioSource source, LoadedPhased base, List<String> rules) {
        List<LoadedPhased> scenarios = new ArrayList<>();
        for (String rule : rules) {
            with(source, base, rule).ifPresent(scenarios::add);
        }
        if (request.rules().isEmpty()) {
            scenarios.add(base);
        }
        TreeSet<String> names = new TreeSet<>();
        for (LoadedPhased scenario : scenarios) {
            Rule rule = scenario.model().circuit().rule();
            if (!names.add(rule.name())) {
                problems.add(RULES, rule.name() + " twice", "each rule once");
            }
            if (!rule.objective().isOfLoss() && request.against().isEmpty()) {
                problems.add(
                        RULES,
                        rule.name()
                                + (rule.objective() == Objective.NONE
                                        ? ", which claims to follow no gradient"
                                        : ", whose objective is not the loss"),
                        "rules with the objective loss or expected-loss, or --against loss | expected-loss");
            }
        }
        return scenarios;
    }

    /** How a scenario would name the rule. */
    private Optional<String> named(String word) {
        if (RuleCatalog.names().contains(word)) {
            return Optional.of(word);
        }
        if (word.endsWith(".yaml")) {
            return Optional.of(Path.of(word).toAbsolutePath().toString());
        }
        problems.add(
                RULES,
                word.isBlank() ? "an empty name" : word,
                String.join(" | ", RuleCatalog.names()) + " | the path of a rule file, ending in .yaml"
                        + Nearest.hint(word, RuleCatalog.names()));
        return Optional.empty();
    }

    /** With its own rate, unless it is the scenario's rule. */
    private Optional<LoadedPhased> with(ScenarioSource source, LoadedPhased base, String rule) {
        try {
            LoadedPhased other = load(source, List.of("learning.rule=\"" + rule + "\"", "learning.rate=null"));
            return Optional.of(
                    other.scenario()
                                    .learning()
                                    .rule()
                                    .equals(base.scenario().learning().rule())
                            ? base
                            : other);
        } catch (InvalidScenarioException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }
}
