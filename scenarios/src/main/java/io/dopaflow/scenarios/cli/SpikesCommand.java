package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.SpikeActivity;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.scenarios.run.RecordedRun;
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
            StatisticsView.EXPECTED
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow spikes runs/xor --counts",
            "  dopaflow spikes runs/xor --neuron output-0 --kind readout --format csv",
            "  dopaflow spikes runs/xor --layer 1 --from \"120 ms\" --to \"0.5 s\" --isi",
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

        private Optional<StatisticsView> statistics() {
            if (counts) {
                return Optional.of(StatisticsView.COUNTS);
            }
            if (rates) {
                return Optional.of(StatisticsView.RATES);
            }
            return isi ? Optional.of(StatisticsView.INTERVALS) : Optional.empty();
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
            problems.addAll(RasterFile.problems(view.raster, force));
        }
        return problems;
    }

    @Override
    public int execute() {
        try (RecordedRun recorded = RecordedRun.open(run.told(terminal))) {
            Optional<StatisticsView> statistics = view.statistics();
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

    private void draw(RunReader reader, Path file) {
        boolean drawn = RasterFile.draw(
                reader, limit == null ? filter.query() : filter.query().atMost(limit), file);
        if (drawn) {
            terminal.tell("wrote " + Text.escaped(file.toString()));
        }
        sayIfNone(drawn ? 1 : 0);
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

    private void statistics(RecordedRun recorded, StatisticsView columns) {
        SpikeQuery query = limit == null ? filter.query() : filter.query().atMost(limit);
        CycleTiming timing = recorded.scenario().model().timing();
        SpikeActivity activity = SpikeActivity.of(recorded.reader(), timing, query);
        List<String> header = new ArrayList<>(List.of("neuron", "name", "layer", "kind"));
        header.addAll(columns.header());
        RowOutput rows = output(header.toArray(String[]::new));
        for (SpikeActivity.Train train : activity.trains()) {
            List<Object> row =
                    new ArrayList<>(List.of(train.neuron(), train.name(), train.layer(), word(train.kind())));
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
}
