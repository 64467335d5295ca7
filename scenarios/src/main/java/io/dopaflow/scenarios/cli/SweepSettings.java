package io.dopaflow.scenarios.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sweep}. */
final class SweepSettings {

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    @Nullable
    String scenario;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE,...",
            description = "Values of the scenario to try, such as learning.cycles=100,1000; can be repeated: then every"
                    + " combination is run. Commas in brackets belong to a value.")
    List<String> assignments = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "RANGE",
            defaultValue = "1",
            description = "The seeds of each combination: a range such as 1..20, or numbers such as 1,2,7. By default"
                    + " 1.")
    String seeds = "1";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "Runs that go on at once, from 1 to 1024; by default as many as there are processors.")
    @Nullable
    Long jobs;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Choice.OfEngine.class,
            defaultValue = "population",
            description =
                    "What executes the runs: population, as by default, actor, or auto for whichever suits the size"
                            + " of each. The results do not depend on it.")
    String engine = "population";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where the results go; by default sweeps/NAME-DATE-TIME. A sweep that is there already goes on"
                            + " with what is missing.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Replace a sweep in DIR instead of going on with it.")
    boolean force;

    @Option(names = "--no-progress", description = "Show no progress.")
    boolean noProgress;

    @Option(
            names = "--quiet",
            description = "Say nothing but what is wrong; the sweep's directory goes to standard output.")
    boolean quiet;
}
