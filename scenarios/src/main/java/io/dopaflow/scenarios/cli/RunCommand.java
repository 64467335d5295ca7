package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.ResumableRun;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario and says what came out. */
@CommandLine.Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run a scenario: simulate it and keep what happened.",
            "At the end, says where the run is and how well it has learnt, or how its populations have spiked.",
            "A run of learning cycles consists of learning opportunities. In each of them one sample is presented for n cycles, waves of"
                    + " spikes through the network; then the weights can be compared with the gradient flow."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow run iris",
            "  dopaflow run mine.yaml --seed 7 --set 'network.hidden=[{size: 8}]'",
            "  dopaflow run xor --record full --out runs/xor --force",
            "  dopaflow run brunel --set \"duration=500 ms\" --out runs/brunel-short",
            "  dopaflow run digits --metrics-port 9400  # http://127.0.0.1:9400/metrics",
            "  run=$(dopaflow run iris --quiet) && dopaflow compare \"$run\"",
            "",
            "Ctrl-C ends a run after the current cycle. Its directory stays readable, and",
            "dopaflow resume DIR continues the run, as it does after a crash.",
            "",
            "On the nodes of a cluster (see dopaflow node --help), where the same command with",
            "the same --out goes on with a run that was interrupted:",
            "  dopaflow run brunel-10000 --cluster 127.0.0.1:2552 --out runs/large"
        })
final class RunCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    private @Nullable String name;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Choice.OfEngine.class,
            completionCandidates = Choice.OfEngine.class,
            description = "The engine: auto, actor or population. auto chooses actor if that takes less than"
                    + " half a minute (5 s of a network that spikes freely), else population. The result does not depend"
                    + " on it.")
    private @Nullable String engine;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "The seed of all random numbers; a whole number.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  learning.cycles=200; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "full",
            converter = Choice.OfRecord.class,
            completionCandidates = Choice.OfRecord.class,
            description =
                    "full keeps every spike, arrival, reward and weight, of a network that spikes freely every spike"
                            + " and the list of synapses, whatever the scenario says.")
    private @Nullable String record;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run goes: a new or empty directory. By default runs/NAME-DATE-TIME.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace an earlier run in DIR.")
    private boolean force;

    @Mixin
    private ExecutionSettings execution = new ExecutionSettings();

    private @Nullable LoadedScenario scenario;

    /** On a cluster: what the same command has left in DIR. */
    private Optional<BegunRun> begun = Optional.empty();

    RunCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(execution.problems());
        if (name != null) {
            try {
                LoadedScenario loaded = load(name);
                scenario = loaded;
                problems.addAll(execution.problems(loaded));
                if (execution.isOnCluster() && !force) {
                    begun = BegunRun.find(out, loaded);
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        if (begun.isEmpty()) {
            problems.addAll(0, OutputDirectory.problems(out, force));
        }
        return problems;
    }

    private LoadedScenario load(String nameOrPath) throws InvalidScenarioException {
        List<String> changes = allOverrides();
        LoadedScenario loaded = Catalog.load(nameOrPath, changes);
        if (record == null) {
            return loaded;
        }
        // What there is to be recorded depends on the family.
        changes.addAll(Told.of(loaded).fullRecord());
        return Catalog.load(nameOrPath, changes);
    }

    /** Changes to the scenario: those of {@code --set} in order, then the options that have names of their own. */
    private List<String> allOverrides() {
        List<String> all = new ArrayList<>(overrides);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (engine != null) {
            all.add("engine=" + engine);
        }
        return all;
    }

    @Override
    public int execute() throws InterruptedException {
        LoadedScenario loaded = Objects.requireNonNull(scenario);
        Told.of(loaded).tooLarge().ifPresent(reason -> {
            throw new WrongInputException(List.of(reason));
        });
        if (!execution.isQuiet()) {
            Told.of(loaded)
                    .warnings(Objects.requireNonNull(name))
                    .forEach(warning -> terminal.tell("@|yellow warning:|@ " + Text.escaped(warning)));
        }
        EngineChoice choice = loaded.scenario().engine();
        Optional<ResumableRun> resumable = begun.flatMap(BegunRun::resumable);
        if (resumable.isPresent()) {
            long steps = resumable.get().checkpoint().steps();
            terminal.note("goes on with the run in " + out + " after "
                    + Told.of(loaded).reached(steps));
            return execution.run(
                    terminal,
                    engines,
                    resumable.get().scenario(),
                    choice,
                    Told.of(loaded).units(steps),
                    resumable.get().directory().path(),
                    options -> ScenarioRun.resume(resumable.get(), choice, options));
        }
        return execution.run(
                terminal,
                engines,
                loaded,
                choice,
                0,
                out == null ? RunOptions.HOME.resolve(loaded.scenario().name()) : out,
                options -> ScenarioRun.start(loaded, options.but(parts -> {
                    parts.directory = Optional.ofNullable(out);
                    parts.overwrite = force || begun.isPresent();
                })));
    }
}
