package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Scaling;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientBound;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.Grid;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.load.ScenarioSources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of a study from what is asked for, and collects everything that is wrong with it. */
final class StudyCheck {
    private static final int MOST_MEMBERS = 1_000_000;

    private final ScenarioSources sources;
    private final StudyRequest request;
    private final Problems problems = new Problems();
    private final Set<String> notes = new LinkedHashSet<>();
    private final ParsedRequest parsed;
    private final StringBuilder content = new StringBuilder();
    private final List<StudyPlan.StudyCurve> curves = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final EpisodeCheck episodes;
    private int points;

    StudyCheck(ScenarioSources sources, StudyRequest request) {
        this.sources = sources;
        this.request = request;
        this.parsed = ParsedRequest.read(request, problems);
        this.episodes = new EpisodeCheck(parsed, problems, notes);
    }

    /** A study of whichever family the scenarios are. */
    Study<?> study() throws InvalidScenarioException {
        Grid grid = parsed.grid();
        long members = (long) request.scenarios().size()
                * grid.points()
                * Math.max(1, parsed.exponents().size())
                * Math.max(1, parsed.halfWindows().size())
                * Math.max(1, parsed.flowTimes().size())
                * Math.max(1, parsed.cycles().size())
                * Math.max(1, request.replicates());
        if (members > MOST_MEMBERS) {
            problems.add(
                    "converge", members + " runs: scenarios x grid points x n x replicates", "at most " + MOST_MEMBERS);
            problems.throwIfAny();
        }
        content.append(request.literal()).append(request.replicates());
        for (String scenario : request.scenarios()) {
            try {
                add(sources.source(scenario), grid);
            } catch (InvalidScenarioException e) {
                problems.addAll(e);
            }
        }
        if (!curves.isEmpty() && !episodes.curves().isEmpty()) {
            problems.add("converge", "learning cycles beside networks in episodes", "one of the two in a study");
        }
        problems.throwIfAny();
        if (!episodes.curves().isEmpty()) {
            return new EpisodeStudy(
                    name(),
                    grid.swept(),
                    episodes.curves(),
                    (int) request.replicates(),
                    ContentDigest.of(content.toString()),
                    List.copyOf(notes),
                    parsed.ofEpisodes(request));
        }
        return new StudyPlan(
                name(),
                grid.swept(),
                curves,
                curves.stream().flatMap(curve -> curve.points().stream()).toList(),
                (int) request.replicates(),
                request.literal(),
                ContentDigest.of(content.toString()),
                List.copyOf(notes),
                parsed.ofCycles(request));
    }

    private String name() {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + "-and-" + (names.size() - 1) + "-more";
    }

    private void add(ScenarioSource source, Grid grid) {
        for (int point = 0; point < grid.points(); point++) {
            List<String> changes = new ArrayList<>(grid.changes(point));
            request.seed().ifPresent(seed -> changes.add("seed=" + seed));
            changes.add("engine=population");
            try {
                LoadedScenario base = ScenarioLoader.load(source, changes);
                if (base instanceof LoadedNetwork network) {
                    add(network, grid.values(point));
                } else {
                    add(source, changes, base.cycle(), grid.values(point));
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e);
            }
        }
    }

    private void add(LoadedNetwork network, List<String> values) {
        String name = network.scenario().name();
        names.add(name);
        content.append(Batch.content(network)).append(parsed.cycles()).append(parsed.flowTimes());
        List<String> senseless = request.optionsOfCycles();
        if (!senseless.isEmpty()) {
            problems.add(
                    name,
                    String.join(", ", senseless) + " for a network in episodes",
                    "none of these, as its rate is T / n and Theorem 1 says nothing of it");
        }
        episodes.add(network, values);
    }

    private void add(ScenarioSource source, List<String> changes, LoadedCycle base, List<String> values)
            throws InvalidScenarioException {
        LearningCycle model = base.model();
        names.add(base.scenario().name());
        if (!(model.schedule() instanceof CycleSchedule.MultiUpdate)) {
            problems.add(base.scenario().name(), "learning.rule: single-update", "multi-update, whose n can grow");
            return;
        }
        checkAssumptions(base);
        for (Exponents exponents : parsed.exponents()) {
            double ownPrefactor = model.timing().halfWindow()
                    * StrictMath.pow(model.schedule().cycles(), exponents.q());
            for (double prefactor : parsed.halfWindowsOr(ownPrefactor)) {
                for (double time : parsed.flowTimesOr(model.gradientFlowTime())) {
                    if (prefactor > 0 && time > 0) {
                        Scaling scaling = new Scaling(exponents.p(), exponents.q(), prefactor, time);
                        List<StudyPlan.Point> ofCurve = points(source, changes, scaling);
                        curves.add(
                                new StudyPlan.StudyCurve(base.scenario().name(), values, exponents, scaling, ofCurve));
                    } else {
                        problems.add(
                                base.scenario().name(),
                                "a half-window of " + prefactor + " and a gradient-flow time of " + time
                                        + ", with which nothing is learnt",
                                "both positive, see --half-window and --flow-time");
                    }
                }
            }
        }
    }

    private List<StudyPlan.Point> points(ScenarioSource source, List<String> changes, Scaling scaling)
            throws InvalidScenarioException {
        List<StudyPlan.Point> ofCurve = new ArrayList<>();
        for (int n : parsed.cycles()) {
            List<String> all = new ArrayList<>(changes);
            all.add("learning.learning_rate=null");
            all.add("learning.epochs=null");
            all.add("learning.cycles=" + n);
            all.add("learning.half_window=" + scaling.halfWindow(n));
            all.add("learning.flow_time=" + scaling.flowTime(n));
            all.add("learning.opportunities=1");
            LoadedCycle loaded = ScenarioLoader.load(source, all).cycle();
            content.append(Batch.content(loaded));
            ofCurve.add(StudyPlan.Point.of(points++, loaded.model()));
        }
        return ofCurve;
    }

    /** Whether a scenario is one that Theorem 1 and the predictions speak of: what forbids it is a problem, else a note. */
    private void checkAssumptions(LoadedCycle scenario) {
        LearningCycle model = scenario.model();
        String name = scenario.scenario().name();
        for (String violation : GradientBound.of(model.network(), model.loss()).violations()) {
            if (request.unbounded()) {
                notes.add(name + ", " + violation);
            } else {
                problems.add(name, violation, "bounded gradients, which Theorem 1 assumes (3.6), or --unbounded");
            }
        }
        if (new Gradient(model.network(), model.loss()).method() != Gradient.Method.BACKPROPAGATION) {
            notes.add(name + ": spikes are all-or-none, and the prediction leaves out their Bernoulli noise");
        }
        if (!model.plasticity().window().isOdd()) {
            notes.add(name + ": the STDP window is not symmetric, and the prediction leaves out what that adds to"
                    + " bias and noise");
        }
        if (model.plasticity().parametrisation() != Parametrisation.LOG_WEIGHT) {
            notes.add(name + ": the parametrisation is multiplicative, which the prediction covers to leading"
                    + " order only");
        }
        if (model.network().synapseCount() > NoiseBand.LARGEST_DIMENSION) {
            notes.add(name + ": more than " + NoiseBand.LARGEST_DIMENSION
                    + " synapses, so the predicted noise leaves out the curvature of the flow");
        }
    }
}
