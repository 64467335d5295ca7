package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Scaling;
import io.dopaflow.analysis.run.ContentDigest;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.scenarios.catalog.Catalog;
import io.dopaflow.scenarios.run.DataDigest;
import io.dopaflow.scenarios.schema.load.LoadedScenario;
import io.dopaflow.scenarios.schema.load.ScenarioLoader;
import io.dopaflow.scenarios.schema.load.ScenarioSource;
import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import io.dopaflow.scenarios.schema.problem.Problem;
import io.dopaflow.scenarios.sweep.Grid;
import io.dopaflow.scenarios.sweep.InvalidSweepException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of a study from what is asked for, and collects everything that is wrong with it. */
final class StudyCheck {
    private static final int MOST_MEMBERS = 1_000_000;

    private final StudyRequest request;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final StudyWords words;
    private final StringBuilder content = new StringBuilder();
    private final List<StudyCurve> curves = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int points;

    StudyCheck(StudyRequest request) {
        this.request = request;
        this.words = StudyWords.read(request, problems);
    }

    StudyPlan plan() throws InvalidSweepException {
        Grid grid = words.grid();
        long members = (long) request.scenarios().size()
                * grid.points()
                * Math.max(1, words.exponents().size())
                * Math.max(1, words.halfWindows().size())
                * Math.max(1, words.flowTimes().size())
                * Math.max(1, words.cycles().size())
                * Math.max(1, request.replicates());
        if (members > MOST_MEMBERS) {
            problems.add("found " + members + " runs: scenarios x grid points x n x replicates; allowed: at most "
                    + MOST_MEMBERS);
            throw invalid();
        }
        content.append(request.literal()).append(request.replicates());
        for (String scenario : request.scenarios()) {
            try {
                add(Catalog.source(scenario), grid);
            } catch (InvalidScenarioException e) {
                report(e);
            }
        }
        if (!problems.isEmpty()) {
            throw invalid();
        }
        return new StudyPlan(
                name(),
                grid.swept(),
                curves,
                (int) request.replicates(),
                request.literal(),
                ContentDigest.of(content.toString()),
                List.copyOf(notes),
                StudyText.of(request, words));
    }

    private String name() {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + "-and-" + (names.size() - 1) + "-more";
    }

    private InvalidSweepException invalid() {
        return new InvalidSweepException(List.copyOf(problems));
    }

    private void report(InvalidScenarioException e) {
        e.problems().stream().map(Problem::toString).forEach(problems::add);
    }

    private void add(ScenarioSource source, Grid grid) {
        for (int point = 0; point < grid.points(); point++) {
            List<String> changes = new ArrayList<>(grid.changes(point));
            request.seed().ifPresent(seed -> changes.add("seed=" + seed));
            changes.add("engine=population");
            try {
                LoadedScenario base = ScenarioLoader.load(source, changes);
                add(source, changes, base, grid.values(point));
            } catch (InvalidScenarioException e) {
                report(e);
            }
        }
    }

    private void add(ScenarioSource source, List<String> changes, LoadedScenario base, List<String> values)
            throws InvalidScenarioException {
        Experiment experiment = base.experiment();
        names.add(base.scenario().name());
        if (!(experiment.rule() instanceof LearningRule.MultiUpdate)) {
            problems.add(base.scenario().name()
                    + ": found learning.rule: single-update; allowed: multi-update, whose n can grow");
            return;
        }
        Assumptions.check(base, request.unbounded(), problems, notes);
        for (Exponents exponents : words.exponents()) {
            double ownPrefactor = experiment.timing().halfWindow()
                    * StrictMath.pow(experiment.rule().cycles(), exponents.q());
            for (double prefactor : words.halfWindowsOr(ownPrefactor)) {
                for (double time : words.flowTimesOr(experiment.gradientFlowTime())) {
                    if (prefactor > 0 && time > 0) {
                        Scaling scaling = new Scaling(exponents.p(), exponents.q(), prefactor, time);
                        List<StudyPoint> ofCurve = points(source, changes, scaling);
                        curves.add(new StudyCurve(base.scenario().name(), values, exponents, scaling, ofCurve));
                    } else {
                        problems.add(base.scenario().name() + ": found a half-window of " + prefactor
                                + " and a gradient-flow time of " + time
                                + ", with which nothing is learnt; allowed: both positive, see --half-window and"
                                + " --flow-time");
                    }
                }
            }
        }
    }

    private List<StudyPoint> points(ScenarioSource source, List<String> changes, Scaling scaling)
            throws InvalidScenarioException {
        List<StudyPoint> ofCurve = new ArrayList<>();
        for (int n : words.cycles()) {
            List<String> all = new ArrayList<>(changes);
            all.add("learning.learning_rate=");
            all.add("learning.epochs=");
            all.add("learning.cycles=" + n);
            all.add("learning.half_window=" + scaling.halfWindow(n));
            all.add("learning.flow_time=" + scaling.flowTime(n));
            all.add("learning.opportunities=1");
            LoadedScenario loaded = ScenarioLoader.load(source, all);
            content.append(loaded.resolved()).append(DataDigest.of(loaded.data()));
            ofCurve.add(StudyPoint.of(points++, loaded.experiment()));
        }
        return ofCurve;
    }
}
