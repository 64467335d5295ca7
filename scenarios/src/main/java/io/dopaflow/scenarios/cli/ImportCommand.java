package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.scenarios.exchange.SonataImport;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a scenario of a network in the files of another simulator. */
@CommandLine.Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make a scenario of a network that others publish.",
            "Reads the files of SONATA: point neurons, static synapses, spikes of virtual nodes, currents.",
            "Beside the scenario NAME.yaml a folder NAME-data is written, with the synapses, the spikes and the values of single"
                    + " neurons. Both can be moved together.",
            "What cannot be imported is refused, all of it at once. What was left out, or taken for what the files do not say, is"
                    + " told."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow import 300_pointneurons/config.json --out points.yaml",
            "  dopaflow import simulation_config.json --dt \"0.1 ms\"",
            "  dopaflow run points.yaml"
        })
final class ImportCommand implements Command {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "CONFIG",
            description =
                    "The simulation's configuration, simulation_config.json, or the file that names it, config.json.")
    private @Nullable Path config;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The scenario, a file ending in .yaml. By default the name of the folder of CONFIG.")
    private @Nullable Path out;

    @Option(
            names = "--dt",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description =
                    "The step of the grid; by default that of CONFIG. Spikes of inputs are moved to the nearest point.")
    private @Nullable Long dt;

    @Option(names = "--force", description = "Replace the files of an earlier import.")
    private boolean force;

    private @Nullable SonataImport imported;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (dt != null && dt == 0) {
            problems.add("--dt: found 0; allowed: above 0");
        } else if (config != null) {
            try {
                imported = SonataImport.read(config, dt == null ? OptionalLong.empty() : OptionalLong.of(dt));
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        if (out != null && !out.toString().endsWith(".yaml")) {
            problems.add("--out: found " + Text.quoted(out.toString()) + "; allowed: a file ending in .yaml");
        } else {
            target().ifPresent(file -> problems.addAll(problems(file)));
        }
        return problems;
    }

    private List<String> problems(Path file) {
        List<String> problems = new ArrayList<>();
        for (Path taken : List.of(file, data(file))) {
            if (Files.exists(taken) && !force) {
                problems.add("--out: found " + taken + "; allowed: a new file beside a new folder, or --force to"
                        + " replace those of an earlier import");
            }
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            problems.add("--out: found no directory " + folder + "; allowed: a file in one that exists");
        }
        return problems;
    }

    /** The scenario's file, where it can be known. */
    private Optional<Path> target() {
        return Optional.ofNullable(out)
                .or(() -> Optional.ofNullable(imported)
                        .map(network -> Path.of(network.scenario().name() + ".yaml")));
    }

    /** The folder beside it. */
    private static Path data(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ".yaml".length()) + "-data");
    }

    @Override
    public int execute() throws IOException {
        SonataImport network = Objects.requireNonNull(imported);
        Path file = target().orElseThrow();
        Path folder = data(file);
        network.files().forEach(each -> each.writeInto(folder));
        String prefix = folder.getFileName() + "/";
        AtomicFile.write(
                file,
                "# Made by dopaflow import of " + Text.oneLine(String.valueOf(config)) + ".\n"
                        + ScenarioSchema.resolved(network.scenario().withFiles(prefix::concat)));
        try {
            LoadedScenario loaded = ScenarioLoader.load(file, List.of());
            network.notes().forEach(terminal::note);
            terminal.show("wrote "
                    + Text.escaped(file + (network.files().isEmpty() ? "" : " and " + folder) + ": "
                            + loaded.scenario().name()));
            return ExitCode.DONE;
        } catch (InvalidScenarioException e) {
            throw new WrongInputException(e.lines());
        }
    }
}
