package io.dopaflow.scenarios.converge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a study is asked for.
 *
 * @param scenarios names of built-in scenarios or paths of files, at least one
 * @param assignments each {@code key=value,value,...}, as of a sweep
 * @param cycles n, of learning cycles or episodes; see {@link CycleCounts}
 * @param replicates at each grid point
 * @param exponents pairs p,q; none for the defaults
 * @param halfWindows prefactors A; none for one that gives the scenario's half-window at the scenario's cycles
 * @param flowTimes limits T; none for the scenario's
 * @param seed in place of the scenarios' own
 * @param literal whether T_n need not have a limit; then the exponents that the text prints are the default, and the
 *     accumulated gradient-flow time is measured
 * @param unbounded whether scenarios are run whose gradient is not bounded, as the theorem assumes
 */
public record StudyRequest(
        List<String> scenarios,
        List<String> assignments,
        String cycles,
        long replicates,
        List<String> exponents,
        List<String> halfWindows,
        List<String> flowTimes,
        OptionalLong seed,
        boolean literal,
        boolean unbounded) {

    /** What is asked for where nothing is said. */
    public static final String CYCLES = "100..1e5";

    /** Replicates where nothing is said. */
    public static final long REPLICATES = 200;

    /** Copies the lists. */
    public StudyRequest {
        scenarios = List.copyOf(scenarios);
        assignments = List.copyOf(assignments);
        exponents = List.copyOf(exponents);
        halfWindows = List.copyOf(halfWindows);
        flowTimes = List.copyOf(flowTimes);
    }

    /** The options given that make sense for learning cycles alone. */
    List<String> optionsOfCycles() {
        List<String> options = new ArrayList<>();
        if (!exponents.isEmpty()) {
            options.add("--exponents");
        }
        if (!halfWindows.isEmpty()) {
            options.add("--half-window");
        }
        if (literal) {
            options.add("--literal");
        }
        if (unbounded) {
            options.add("--unbounded");
        }
        return options;
    }
}
