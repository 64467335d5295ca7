package io.dopaflow.scenarios.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code run} that no other command has. */
final class RunSettings {

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    @Nullable
    String scenario;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Choice.OfEngine.class,
            description =
                    "The engine: auto, actor or population. auto chooses actor if that takes less than half a minute,"
                            + " else population. The result does not depend on it.")
    @Nullable
    String engine;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "The seed of all random numbers; a whole number.")
    @Nullable
    Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  learning.cycles=200; can be repeated.")
    List<String> overrides = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "full",
            converter = Choice.OfRecord.class,
            description = "full keeps every spike, arrival, reward and weight, whatever the scenario says.")
    @Nullable
    String record;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run goes: a new or empty directory. By default runs/NAME-DATE-TIME.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Replace an earlier run in DIR.")
    boolean force;

    /** Changes to the scenario: those of {@code --set} in order, then the options that have names of their own. */
    List<String> allOverrides() {
        List<String> all = new ArrayList<>(overrides);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (engine != null) {
            all.add("engine=" + engine);
        }
        if (record != null) {
            all.addAll(List.of("record.spikes=all", "record.arrivals=all", "record.rewards=all", "record.weights=all"));
        }
        return all;
    }
}
