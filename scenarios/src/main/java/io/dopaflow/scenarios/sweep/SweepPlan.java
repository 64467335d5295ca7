package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.ContentDigest;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problem;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.run.DataDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a sweep runs: a scenario at every point of a grid with every seed. Every point was checked. */
public final class SweepPlan {
    private static final int MOST_MEMBERS = 1_000_000;
    private static final Map<String, String> OPTIONS =
            Map.of("seed", "--seeds, such as --seeds 1..20", "engine", "--engine, the same for all runs");

    private final ScenarioSource source;
    private final Grid grid;
    private final Seeds seeds;
    private final LoadedScenario first;
    private final String digest;
    private final List<Long> cycles;

    private SweepPlan(
            ScenarioSource source, Grid grid, Seeds seeds, LoadedScenario first, String digest, List<Long> cycles) {
        this.source = source;
        this.grid = grid;
        this.seeds = seeds;
        this.first = first;
        this.digest = digest;
        this.cycles = List.copyOf(cycles);
    }

    /**
     * Checks everything that a sweep would run, without running it.
     *
     * @param nameOrPath a built-in scenario, or the path of a file
     * @param assignments each {@code key=value,value,...}, see {@link Axis#parse}
     * @param seeds at every grid point
     * @throws InvalidSweepException with everything that is wrong at any grid point
     */
    public static SweepPlan of(String nameOrPath, List<String> assignments, Seeds seeds) throws InvalidSweepException {
        Set<String> problems = new LinkedHashSet<>();
        Grid grid = grid(assignments, problems);
        if ((long) grid.points() * seeds.values().size() > MOST_MEMBERS) {
            problems.add("--set, --seeds: found " + grid.points() + " grid points x "
                    + seeds.values().size() + " seeds; allowed: at most " + MOST_MEMBERS + " runs");
            throw new InvalidSweepException(List.copyOf(problems));
        }
        try {
            ScenarioSource source = Catalog.source(nameOrPath);
            return check(source, grid, seeds, problems);
        } catch (InvalidScenarioException e) {
            e.problems().stream().map(Problem::toString).forEach(problems::add);
            throw new InvalidSweepException(List.copyOf(problems));
        }
    }

    /** The grid of a sweep. */
    static Grid grid(List<String> assignments, Set<String> problems) {
        return Grid.parse(assignments, MemberResult.COLUMNS, OPTIONS, problems);
    }

    /** Loads the scenario at every point; the digest is over what came out, however it was written. */
    private static SweepPlan check(ScenarioSource source, Grid grid, Seeds seeds, Set<String> problems)
            throws InvalidSweepException {
        StringBuilder content = new StringBuilder(seeds.values().toString());
        List<LoadedScenario> first = new ArrayList<>();
        List<Long> cycles = new ArrayList<>();
        for (int point = 0; point < grid.points(); point++) {
            Member member =
                    new Member(0, point, grid.values(point), seeds.values().get(0));
            List<String> changes = new ArrayList<>(grid.changes(point));
            changes.add("engine=auto");
            try {
                LoadedScenario loaded = member.load(source, changes);
                content.append(loaded.resolved()).append(DataDigest.of(loaded.data()));
                cycles.add(loaded.model().cycles());
                if (first.isEmpty()) {
                    first.add(loaded);
                }
            } catch (InvalidScenarioException e) {
                e.problems().stream().map(Problem::toString).forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSweepException(List.copyOf(problems));
        }
        return new SweepPlan(source, grid, seeds, first.get(0), ContentDigest.of(content.toString()), cycles);
    }

    /** The runs, in order. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int point = 0; point < grid.points(); point++) {
            for (long seed : seeds.values()) {
                members.add(new Member(members.size(), point, grid.values(point), seed));
            }
        }
        return members;
    }

    /** The scenario of a run. */
    public LoadedScenario load(Member member) throws InvalidScenarioException {
        return member.load(source, grid.changes(member.point()));
    }

    /** Keys with several values. */
    public List<Axis> axes() {
        return grid.swept();
    }

    /** Grid points, at least 1. */
    public int points() {
        return grid.points();
    }

    /** Seeds at every grid point. */
    public Seeds seeds() {
        return seeds;
    }

    /** Name of the scenario. */
    public String name() {
        return first.scenario().name();
    }

    /** SHA-256 of everything that decides the results. */
    public String digest() {
        return digest;
    }

    /** Learning cycles of a run. */
    long cycles(Member member) {
        return cycles.get(member.point());
    }

    /** The scenario at the first grid point with the first seed. */
    LoadedScenario first() {
        return first;
    }
}
