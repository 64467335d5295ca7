package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.exchange.SpikeFormat;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.scenarios.exchange.DataFile;
import io.dopaflow.scenarios.exchange.SonataExport;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes spikes of a run, or a whole network, into files that other tools read. */
@CommandLine.Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write the spikes of a run, or a network, for other tools.",
            "Spikes become a file: sonata (.h5) for BMTK and libsonata, nest (.dat) as NEST's spike recorder writes it, csv, or nwb"
                    + " with a unit for each neuron.",
            "Of learning cycles these are the spikes that the run recorded, onsets and readouts but not silent ones, of a population"
                    + " neurons with the ids of the run; amplitudes have no place in these files (dopaflow spikes lists them).",
            "A network becomes a folder in the form of SONATA: nodes, edges, types, parameters, inputs and both configurations. What a"
                    + " run draws is in it as it was drawn, so that import gives the same spikes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow export runs/brunel --format sonata      # runs/brunel/spikes.h5",
            "  dopaflow export runs/brunel --format nwb --out brunel.nwb",
            "  dopaflow export runs/xor --kind readout --format csv",
            "  dopaflow export brunel --out brunel-sonata       # a folder"
        })
final class ExportCommand implements Command {
    private static final String LABEL = "RUN-OR-SCENARIO";

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = LABEL,
            completionCandidates = ScenarioNames.class,
            description = "The directory of a run; or a built-in scenario (see dopaflow list) or a YAML file.")
    private @Nullable String what;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "sonata",
            converter = Form.class,
            completionCandidates = Form.class,
            description = "sonata, nest, csv or nwb; by default sonata, the only one of networks.")
    private String format = "sonata";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The file, by default spikes.h5 and the like in the directory of the run; of a scenario the folder, by"
                            + " default NAME-sonata.")
    private @Nullable Path out;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Choice.OfSpikeKind.class,
            completionCandidates = Choice.OfSpikeKind.class,
            description = "Of learning cycles: only onset spikes (the window opens) or readout spikes (it closes).")
    private @Nullable String kind;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  duration=\"1 s\"; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--force", description = "Replace the files of an earlier export.")
    private boolean force;

    @Option(names = "--no-progress", description = "Show no progress.")
    private boolean noProgress;

    private @Nullable LoadedNetwork network;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        if (what == null) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(what.isEmpty() ? List.of() : PathOption.problems(LABEL, List.of(what)));
        if (!problems.isEmpty()) {
            return problems;
        }
        if (isRun(what)) {
            if (!overrides.isEmpty()) {
                problems.add("--set: found a run; allowed for a scenario");
            }
            problems.addAll(NewFile.problems("--out", target(), force, List.of(format().ending())));
            return problems;
        }
        if (kind != null) {
            problems.add("--kind: found a scenario; allowed for a run of learning cycles");
        }
        if (format() != SpikeFormat.SONATA) {
            problems.add("--format: found " + format + " for a scenario; allowed: sonata, or the directory of a run");
        }
        try {
            LoadedScenario loaded = Catalog.load(what, overrides);
            if (loaded instanceof LoadedNetwork ofSpikes) {
                network = ofSpikes;
                problems.addAll(folderProblems(target()));
            } else {
                problems.add(LABEL + ": found " + loaded.scenario().model().inWords() + ", "
                        + loaded.scenario().name() + "; allowed: a network that spikes freely");
            }
        } catch (InvalidScenarioException e) {
            problems.addAll(e.lines());
        }
        return problems;
    }

    private static boolean isRun(String name) {
        return !name.isEmpty() && Files.isDirectory(Path.of(name));
    }

    private SpikeFormat format() {
        return SpikeFormat.of(format).orElseThrow();
    }

    private Path target() {
        if (out != null) {
            return out;
        }
        return network == null
                ? Path.of(Objects.requireNonNull(what)).resolve("spikes" + format().ending())
                : Path.of(network.scenario().name() + "-sonata");
    }

    private List<String> folderProblems(Path folder) {
        if (Files.exists(folder) && (!force || !Files.isDirectory(folder))) {
            return List.of("--out: found " + folder
                    + "; allowed: a new folder, or --force to replace the files of an earlier" + " export in it");
        }
        Path parent = folder.toAbsolutePath().getParent();
        return parent == null || Files.isDirectory(parent)
                ? List.of()
                : List.of("--out: found no directory " + parent + "; allowed: a folder in one that exists");
    }

    @Override
    public int execute() throws IOException {
        if (network == null) {
            Optional<SpikeKind> only = Optional.ofNullable(kind).flatMap(SpikeKind::of);
            new SpikeExport(terminal, format(), target(), only, noProgress)
                    .write(Path.of(Objects.requireNonNull(what)));
        } else {
            exportNetwork(network);
        }
        return ExitCode.DONE;
    }

    private void exportNetwork(LoadedNetwork loaded) {
        SonataExport export;
        try {
            export = SonataExport.of(loaded.scenario(), loaded.network());
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(
                    String.valueOf(e.getMessage()).lines().map(Text::oneLine).toList());
        }
        Path folder = target();
        try (ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "export")) {
            List<DataFile> files = export.files();
            for (int i = 0; i < files.size(); i++) {
                files.get(i).writeInto(folder);
                progress.accept((i + 1) / (double) files.size());
            }
        }
        export.notes().forEach(terminal::note);
        terminal.show(
                "wrote " + Text.escaped(folder + ", with simulation_config.json for dopaflow import, BMTK and NEST"));
    }

    /** Words of formats. */
    static final class Form extends Choice {
        Form() {
            super(Arrays.stream(SpikeFormat.values()).map(SpikeFormat::word).toArray(String[]::new));
        }
    }
}
