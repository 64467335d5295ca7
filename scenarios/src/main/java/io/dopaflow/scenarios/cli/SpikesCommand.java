package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plot.Figure;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.SpikeActivity;
import io.dopaflow.analysis.spikes.SpikeRaster;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks into the spikes of a run. */
@CommandLine.Command(
        name = "spikes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Inspect the recorded spikes of a run: a list, counts, rates, inter-spike intervals or a raster figure.",
            SpikesCommand.Statistics.EXPECTED
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow spikes runs/xor --counts",
            "  dopaflow spikes runs/xor --neuron output-0 --kind readout --format csv",
            "  dopaflow spikes runs/xor --depth 1 --from \"120 ms\" --to \"0.5 s\" --isi",
            "  dopaflow spikes runs/xor --opportunity 0 --raster raster.svg"
        })
final class SpikesCommand implements Command {
    private static final int TABLE_ROWS = 100;

    private final Terminal terminal;

    @Mixin
    private RunArgument run = new RunArgument();

    @Mixin
    private SpikeFilter filter = new SpikeFilter();

    @ArgGroup
    private View view = new View();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            description = "table (times with units), csv or json (times in picoseconds).")
    private String format = "table";

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            description = "At most this many spikes, the earliest; by default 100 in a table.")
    private @Nullable Long limit;

    @Option(names = "--force", description = "Replace the file of an earlier raster.")
    private boolean force;

    /** What is shown instead of the spikes themselves: one of these. */
    static final class View {
        @Option(names = "--counts", description = "How many spikes, and their mean amplitude.")
        private boolean counts;

        @Option(names = "--rates", description = "Spikes per second of recorded virtual time.")
        private boolean rates;

        @Option(
                names = "--isi",
                description = "Inter-spike intervals: shortest, mean, longest, coefficient of variation.")
        private boolean isi;

        @Option(names = "--raster", paramLabel = "FILE", description = "Draw a raster into a .png or .svg file.")
        private @Nullable Path raster;

        private Optional<Statistics> statistics() {
            if (counts) {
                return Optional.of(Statistics.COUNTS);
            }
            if (rates) {
                return Optional.of(Statistics.RATES);
            }
            return isi ? Optional.of(Statistics.INTERVALS) : Optional.empty();
        }
    }

    SpikesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(run.problems());
        problems.addAll(filter.problems());
        if (view.raster != null) {
            problems.addAll(problems(view.raster, force));
        }
        return problems;
    }

    @Override
    public int execute() {
        try (RecordedRun recorded = RecordedRun.open(run.told(terminal))) {
            Optional<Statistics> statistics = view.statistics();
            if (view.raster != null) {
                draw(recorded.reader(), view.raster);
            } else if (statistics.isPresent()) {
                statistics(recorded, statistics.get());
            } else {
                list(recorded.reader());
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    /** What is wrong with name or place of the file for a raster. */
    private static List<String> problems(Path file, boolean force) {
        String name = file.toString();
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            return List.of("--raster: found " + Text.quoted(name) + "; allowed: a file ending in .png or .svg");
        }
        if (Files.exists(file) && !force) {
            return List.of("--raster: found the file " + file + "; allowed: a new file, or --force to replace it");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? List.of()
                : List.of("--raster: found no directory " + folder + "; allowed: a file in one that exists");
    }

    private void draw(RunReader reader, Path file) {
        Optional<Figure> figure = SpikeRaster.figure(reader, reader.manifest().name(), limited());
        figure.ifPresent(drawn -> {
            drawn.save(file);
            terminal.tell("wrote " + Text.escaped(file.toString()));
        });
        sayIfNone(figure.isPresent() ? 1 : 0);
    }

    private SpikeQuery limited() {
        return limit == null ? filter.query() : filter.query().atMost(limit);
    }

    private void list(RunReader reader) {
        boolean forPeople = format.equals("table");
        SpikeQuery query = filter.query();
        long most = limit != null ? limit : forPeople ? TABLE_ROWS : Long.MAX_VALUE;
        if (most < Long.MAX_VALUE) {
            query = query.atMost(most + 1);
        }
        Network network = reader.network();
        long[] shown = {0};
        String time = forPeople ? "time" : "time_ps";
        RowOutput rows = output(time, "neuron", "name", "kind", "amplitude", "opportunity", "cycle");
        reader.spikes(query, spike -> {
            shown[0]++;
            if (shown[0] <= most) {
                rows.row(
                        forPeople ? Text.time(spike.timePs()) : (Object) spike.timePs(),
                        spike.neuron(),
                        network.neuron(spike.neuron()).name(),
                        word(spike.kind()),
                        spike.amplitude(),
                        spike.opportunity(),
                        spike.cycle());
            }
        });
        rows.close();
        sayIfNone(shown[0]);
        if (shown[0] > most) {
            terminal.tell("@|faint more than " + Text.count(most)
                    + " spikes: use --limit, --counts or --format csv to see more|@");
        }
    }

    private void statistics(RecordedRun recorded, Statistics columns) {
        CycleTiming timing = recorded.scenario().model().timing();
        SpikeActivity activity = SpikeActivity.of(recorded.reader(), timing, limited());
        List<String> header = new ArrayList<>(List.of("neuron", "name", "depth", "kind"));
        header.addAll(columns.header());
        RowOutput rows = output(header.toArray(String[]::new));
        for (SpikeActivity.Train train : activity.trains()) {
            List<Object> row =
                    new ArrayList<>(List.of(train.neuron(), train.name(), train.depth(), word(train.kind())));
            row.addAll(columns.values(train));
            rows.row(row.toArray());
        }
        rows.close();
        sayIfNone(activity.spikes());
        if (activity.spikes() > 0) {
            terminal.tell("@|faint over " + Text.number(activity.observedMs() / 1e3) + " s of recorded virtual time|@");
            if (format.equals("table")) {
                columns.explanation(timing).ifPresent(why -> terminal.tell("@|faint " + why + "|@"));
            }
        }
    }

    private void sayIfNone(long found) {
        if (found == 0) {
            terminal.tell(
                    filter.isGiven()
                            ? "no recorded spike matches; try fewer of the options"
                            : "no spikes were recorded; to keep them, set record.spikes in the scenario or use run --record full");
        }
    }

    private RowOutput output(String... columns) {
        return RowOutput.of(format, terminal, List.of(columns));
    }

    private static String word(SpikeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What {@code spikes} tells of each neuron and kind. */
    enum Statistics {
        /** How many. */
        COUNTS("spikes", "mean_amplitude") {
            @Override
            List<Object> values(SpikeActivity.Train train) {
                return List.of(train.count(), train.meanAmplitude());
            }
        },

        /** How many per second of the virtual time that was recorded. */
        RATES("spikes", "rate_hz") {
            @Override
            List<Object> values(SpikeActivity.Train train) {
                return List.of(train.count(), train.rateHz());
            }
        },

        /** Inter-spike intervals in milliseconds, and their coefficient of variation. */
        INTERVALS("intervals", "shortest_ms", "mean_ms", "longest_ms", "cv") {
            @Override
            List<Object> values(SpikeActivity.Train train) {
                return train.intervals()
                        .<List<Object>>map(intervals -> List.of(
                                intervals.count(),
                                intervals.shortestMs(),
                                intervals.meanMs(),
                                intervals.longestMs(),
                                intervals.coefficientOfVariation()))
                        .orElse(List.of(0L, "", "", "", ""));
            }
        };

        private static final String REGULAR =
                "Graded neurons spike once in every cycle by construction: equal rates, equal intervals (the length of a"
                        + " cycle, ";
        private static final String NO_FAULT = ") and a CV of 0 are no fault.";

        /** Why rates and intervals are regular, for the help. */
        static final String EXPECTED =
                REGULAR + "reward_delay + depth x (conduction_delay + 2 half_window time_constant)" + NO_FAULT;

        private final List<String> header;

        Statistics(String... header) {
            this.header = List.of(header);
        }

        /** Why the rates and intervals of a run are regular, if this view shows any. */
        Optional<String> explanation(CycleTiming timing) {
            return this == COUNTS
                    ? Optional.empty()
                    : Optional.of(REGULAR + Text.number(VirtualTime.toMilliseconds(timing.periodPs())) + " ms here"
                            + NO_FAULT);
        }

        /** Names of the columns. */
        List<String> header() {
            return header;
        }

        /** Their values, as {@link RowOutput} takes them. */
        abstract List<Object> values(SpikeActivity.Train train);
    }
}
