package io.dopaflow.scenarios.follow;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.CyclesInPhases;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        Optional<LoadedScenario> base = Optional.empty();
        try {
            source = Optional.of(Catalog.source(request.scenario()));
            LoadedScenario loaded = load(source.get(), List.of());
            base = Optional.of(loaded instanceof LoadedCycle ? loaded : phased(loaded));
        } catch (InvalidScenarioException e) {
            problems.addAll(e);
            problems.throwIfAny();
        }
        return base.orElseThrow() instanceof LoadedCycle cycle
                ? plan(cycle, names, repetitions)
                : plan(source.orElseThrow(), phased(base.orElseThrow()), names, repetitions);
    }

    /** A learning cycle is followed as the rule that it is in phases. */
    private FollowPlan plan(LoadedCycle base, List<String> names, int repetitions) throws InvalidScenarioException {
        for (String name : names) {
            if (!name.equals(CyclesInPhases.RULE)) {
                problems.add(RULES, name + " in learning cycles", CyclesInPhases.RULE + ", the rule that they have");
            }
        }
        if (!CyclesInPhases.isPossible(base.model())) {
            problems.add(RULES, "another rule than " + CyclesInPhases.RULE, CyclesInPhases.ALLOWED);
        }
        checkSlopes(base.model().network());
        problems.throwIfAny();
        PhasedLearning model = CyclesInPhases.of(base.model());
        List<Integer> epochs = epochs(PhasedLearner.epochs(model));
        int samples = samples(model.samples().training().size());
        problems.throwIfAny();
        Frozen frozen = frozen(model, samples, repetitions, base.scenario().seed());
        double descentRate = base.model().gradientFlowTime() / model.presentations();
        Learner learner = new PhasedLearner(Batch.content(base), model, frozen, descentRate);
        return new FollowPlan(base, base.model().network(), List.of(learner), request.ways(), epochs);
    }

    private void checkSlopes(Network network) {
        if (network.goesInSteps()) {
            problems.add(
                    "network",
                    "binary or ternary neurons",
                    "neurons with a slope: there is no gradient of a loss that goes in steps");
        }
    }

    private Frozen frozen(PhasedLearning model, int samples, int repetitions, long seed) {
        Rule rule = model.circuit().rule();
        return new Frozen(
                model,
                request.against().orElse(rule.objective()),
                samples,
                Noise.reachesUpdates(rule) ? repetitions : 1,
                request.seed().orElse(seed));
    }

    private FollowPlan plan(ScenarioSource source, LoadedPhased base, List<String> names, int repetitions)
            throws InvalidScenarioException {
        PhasedLearning model = base.model();
        List<Integer> epochs = epochs(PhasedLearner.epochs(model));
        int samples = samples(model.samples().training().size());
        List<LoadedPhased> scenarios = scenarios(source, base, names);
        checkSlopes(model.circuit().network());
        model.environment()
                .ifPresent(own -> problems.add(
                        "task.environment",
                        own.word(),
                        "samples (task.data): there is no gradient of their loss without them"));
        problems.throwIfAny();
        List<Learner> learners = new ArrayList<>();
        for (LoadedPhased scenario : scenarios) {
            Frozen frozen = frozen(
                    scenario.model(), samples, repetitions, base.scenario().seed());
            double descentRate = model.circuit().rule().rate();
            learners.add(new PhasedLearner(Batch.content(scenario), scenario.model(), frozen, descentRate));
        }
        return new FollowPlan(base, model.circuit().network(), learners, request.ways(), epochs);
    }

    private LoadedScenario load(ScenarioSource source, List<String> changes) throws InvalidScenarioException {
        List<String> all = new ArrayList<>(request.overrides());
        all.addAll(changes);
        // The engine decides nothing, and stands in no digest.
        all.add("engine=auto");
        return ScenarioLoader.load(source, all);
    }

    private LoadedPhased phased(LoadedScenario loaded) throws InvalidScenarioException {
        if (loaded instanceof LoadedPhased phased) {
            return phased;
        }
        throw InvalidScenarioException.of(
                Place.of(request.scenario()),
                "model",
                loaded.scenario().model().toString().toLowerCase(Locale.ROOT).replace('_', '-'),
                PhasedLearning.FAMILY + ", whose rules can be changed for others, or " + LearningCycle.FAMILY);
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
            LoadedPhased other = phased(load(source, List.of("learning.rule=\"" + rule + "\"", "learning.rate=null")));
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
