package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.Grid;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.load.ScenarioSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a sweep runs: a scenario at every point of a grid with every seed. Every point was checked. */
public final class SweepPlan implements Batch<RunScores> {
    private static final int MOST_MEMBERS = 1_000_000;
    private static final Map<String, String> OPTIONS =
            Map.of("seed", "--seeds, such as --seeds 1..20", "engine", "--engine, the same for all runs");

    private static final List<String> RESERVED =
            List.of("member", "seed", "status", "seconds", "engine", "error", "cycles", "weights_digest");

    private final ScenarioSource source;
    private final Grid grid;
    private final Seeds seeds;
    private final LoadedScenario first;
    private final SweptFamily family;
    private final String digest;
    private final List<Long> cycles;
    private final List<List<String>> values;

    private SweepPlan(
            ScenarioSource source, Grid grid, Seeds seeds, LoadedScenario first, String digest, List<Long> cycles) {
        this.source = source;
        this.grid = grid;
        this.seeds = seeds;
        this.first = first;
        this.family = SweptFamily.of(first);
        this.digest = digest;
        this.cycles = List.copyOf(cycles);
        this.values = IntStream.range(0, grid.points()).mapToObj(grid::values).toList();
    }

    /**
     * Checks everything that a sweep would run, without running it.
     *
     * @param nameOrPath a built-in scenario, or the path of a file
     * @param assignments each {@code key=value,value,...}, see {@link Axis#parse}
     * @param seeds at every grid point
     * @throws InvalidScenarioException with everything that is wrong at any grid point
     */
    public static SweepPlan of(String nameOrPath, List<String> assignments, Seeds seeds)
            throws InvalidScenarioException {
        return of(Catalog::source, nameOrPath, assignments, seeds);
    }

    /**
     * The same of a scenario from elsewhere.
     *
     * @param sources where it comes from
     */
    public static SweepPlan of(ScenarioSources sources, String name, List<String> assignments, Seeds seeds)
            throws InvalidScenarioException {
        Problems problems = new Problems();
        Grid grid = grid(assignments, problems);
        if ((long) grid.points() * seeds.values().size() > MOST_MEMBERS) {
            problems.add(
                    "--set, --seeds",
                    grid.points() + " grid points x " + seeds.values().size() + " seeds",
                    "at most " + MOST_MEMBERS + " runs");
            problems.throwIfAny();
        }
        try {
            return check(sources.source(name), grid, seeds, problems);
        } catch (InvalidScenarioException e) {
            problems.addAll(e);
            problems.throwIfAny();
            throw e;
        }
    }

    /** The grid of a sweep. */
    static Grid grid(List<String> assignments, Problems problems) {
        List<String> reserved = new ArrayList<>(RESERVED);
        reserved.addAll(new SweptCycles().numbers());
        return Grid.parse(assignments, reserved, OPTIONS, problems);
    }

    /** Loads the scenario at every point; the digest is over what came out, however it was written. */
    private static SweepPlan check(ScenarioSource source, Grid grid, Seeds seeds, Problems problems)
            throws InvalidScenarioException {
        StringBuilder content = new StringBuilder(seeds.values().toString());
        List<LoadedScenario> first = new ArrayList<>();
        List<Long> cycles = new ArrayList<>();
        for (int point = 0; point < grid.points(); point++) {
            List<String> changes = new ArrayList<>(grid.changes(point));
            changes.add("engine=auto");
            try {
                LoadedScenario loaded = load(source, changes, seeds.values().get(0));
                content.append(Batch.content(loaded));
                cycles.add(SweptFamily.of(loaded).work(loaded));
                if (first.isEmpty()) {
                    first.add(loaded);
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e);
            }
        }
        problems.throwIfAny();
        return new SweepPlan(source, grid, seeds, first.get(0), ContentDigest.of(content.toString()), cycles);
    }

    private static LoadedScenario load(ScenarioSource source, List<String> changes, long seed)
            throws InvalidScenarioException {
        List<String> all = new ArrayList<>(changes);
        all.add("seed=" + seed);
        return ScenarioLoader.load(source, all);
    }

    /** The scenario of a run. */
    public LoadedScenario load(int member) throws InvalidScenarioException {
        return load(source, grid.changes(point(member)), seed(member));
    }

    /** What is asked of the runs. */
    SweptFamily family() {
        return family;
    }

    /** Names of the numbers of each run. */
    public List<String> numbers() {
        return family.numbers();
    }

    /** Keys with several values. */
    public List<Axis> axes() {
        return grid.swept();
    }

    /** Grid points, at least 1. */
    public int points() {
        return grid.points();
    }

    /** The values of the swept keys at a grid point, in the order of the axes. */
    public List<String> values(int point) {
        return values.get(point);
    }

    /** The grid point of a run, from 0: the seeds of a point follow one another. */
    public int point(int member) {
        return member / seeds.values().size();
    }

    /** The seed of a run. */
    public long seed(int member) {
        return seeds.values().get(member % seeds.values().size());
    }

    @Override
    public String kind() {
        return "sweep";
    }

    /** 2: training and held_out in the names of columns, in place of train and test; errors and R2. */
    @Override
    public int formatVersion() {
        return 2;
    }

    @Override
    public String name() {
        return first.scenario().name();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public String definition() {
        return "# Every combination of the values of the grid, with every seed.\n"
                + ("seeds: " + seeds.values() + "\n" + Axis.yaml("grid", axes()))
                + "# At the first point of the grid with the first seed, every default written out.\nscenario:\n"
                + first.resolved().replaceAll("(?m)^(?=.)", "  ");
    }

    @Override
    public int size() {
        return points() * seeds.values().size();
    }

    @Override
    public long cycles(int member) {
        return cycles.get(point(member));
    }

    @Override
    public Class<RunScores> valueType() {
        return RunScores.class;
    }

    @Override
    public List<ResultColumn<MemberResult<RunScores>>> columns() {
        List<ResultColumn<MemberResult<RunScores>>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("member", MemberResult::number));
        columns.addAll(Axis.columns(axes(), result -> values(point(result.number()))));
        columns.add(ResultColumn.bigint("seed", result -> seed(result.number())));
        columns.addAll(outcome());
        return columns;
    }

    private List<ResultColumn<MemberResult<RunScores>>> outcome() {
        List<ResultColumn<MemberResult<RunScores>>> columns = new ArrayList<>();
        columns.add(ResultColumn.text("status", result -> result.isFailed() ? "failed" : "finished"));
        for (String name : family.numbers()) {
            columns.add(ResultColumn.real(name, result -> result.value().flatMap(scores -> scores.number(name))));
        }
        columns.add(ResultColumn.text(
                family.digestColumn(), result -> result.value().map(RunScores::digest)));
        columns.add(ResultColumn.real("seconds", MemberResult::seconds));
        columns.add(ResultColumn.bigint(
                family.stepsColumn(),
                result -> result.value().map(RunScores::steps).orElse(0L)));
        columns.add(ResultColumn.text("engine", MemberResult::engine));
        columns.add(ResultColumn.text("error", MemberResult::error));
        return columns;
    }

    @Override
    public MemberResult<RunScores> result(int member, ParquetRows.Row row) {
        Optional<RunScores> scores = row.text(family.digestColumn()).map(digest -> {
            Map<String, Double> numbers = new HashMap<>();
            for (String name : family.numbers()) {
                row.real(name).ifPresent(value -> numbers.put(name, value));
            }
            return new RunScores(numbers, digest, row.whole(family.stepsColumn()));
        });
        return new MemberResult<>(
                member,
                scores,
                row.text("engine").orElse(""),
                row.real("seconds").orElse(0),
                row.text("error"));
    }

    @Override
    public List<String> summaries() {
        return List.of();
    }
}
