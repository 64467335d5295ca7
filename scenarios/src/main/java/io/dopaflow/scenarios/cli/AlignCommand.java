package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.episode.Enumeration;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.analysis.episode.UpdateAlignment;
import io.dopaflow.analysis.episode.UpdateRule;
import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.scenarios.follow.MeasuredColumns;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Says how the mean update of rules that learn from rewards lies to the gradient of the expected loss. */
@CommandLine.Command(
        name = "align",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare rules of reward-modulated plasticity with the gradient.",
            "Of a spiking network in episodes: all synapses that learn have each of the rules in turn, and its mean update in the"
                    + " first episode is compared with the direction in which the expected loss falls. The table has, for all"
                    + " layers together and for each projection, the angle between the two, the length of the update over that of the"
                    + " gradient, the share of the update at right angles to it, and the share that any loss of the same mean would make (drift).",
            "Exact for up to 20 neurons times steps; beyond, from episodes, with 95 %% intervals."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow align escape-flow                       # all rules",
            "  dopaflow align escape-flow --rules score,stdp    # two of them",
            "  dopaflow align escape-flow --episodes 20000 --format csv"
        })
final class AlignCommand implements Command {
    private static final int HUNDRED = 100;
    private static final int USUAL_HUNDREDS = 1000;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    private @Nullable String name;

    @Option(
            names = "--rules",
            paramLabel = "RULE,...",
            hideParamSyntax = true,
            split = ",",
            converter = RuleWord.class,
            completionCandidates = RuleWord.class,
            description = "Which rules, of score, score-50ms, score-20ms, score-5ms, stdp, covariance, covariance-ltp,"
                    + " izhikevich, florian-trace and florian; by default all.")
    private List<UpdateRule> rules = List.of(UpdateRule.values());

    @Option(
            names = "--episodes",
            paramLabel = "N",
            converter = Episodes.class,
            description =
                    "Estimate from so many episodes, at least 1000, rounded up to hundreds. By default 100000 where the"
                            + " expected loss cannot be computed exactly.")
    private @Nullable Long episodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed of these episodes; by default the scenario's own.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  seed=7; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table, csv or json.")
    private String format = "table";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also write the rows to a Parquet file, with their intervals.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace that file.")
    private boolean force;

    private @Nullable SpikingNetwork network;
    private @Nullable NetworkEpisode episode;

    /** A line of the table. */
    private record Row(UpdateRule rule, UpdateAlignment alignment) {}

    AlignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (out != null) {
            problems.addAll(NewFile.problems("--out", out, force, List.of(".parquet")));
        }
        if (name != null) {
            try {
                check(name, problems);
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    private void check(String ofScenario, List<String> problems) throws InvalidScenarioException {
        String allowed = "; allowed: a spiking network in episodes with one reward of them";
        LoadedScenario scenario = Catalog.load(ofScenario, overrides);
        if (!(scenario instanceof LoadedNetwork loaded)) {
            String found = scenario instanceof LoadedPhased ? "phased learning" : "a learning cycle";
            problems.add(ofScenario + ": found " + found + allowed);
            return;
        }
        network = loaded.network();
        List<EpisodeReward> rewards = NetworkEpisode.rewards(network);
        if (rewards.size() != 1) {
            problems.add(ofScenario + ": found " + rewards.size() + " rewards of episodes" + allowed);
            return;
        }
        try {
            episode = NetworkEpisode.first(network, rewards.get(0));
        } catch (IllegalArgumentException e) {
            problems.add(ofScenario + ": found " + e.getMessage());
        }
    }

    @Override
    public int execute() {
        NetworkEpisode checked = Objects.requireNonNull(episode);
        boolean isExact = episodes == null && Enumeration.isPossible(checked.episode());
        List<Row> rows = new ArrayList<>();
        for (UpdateRule rule : rules) {
            List<UpdateAlignment> all = isExact ? rule.exact(checked) : rule.sampled(checked, hundreds(), noise());
            all.forEach(alignment -> rows.add(new Row(rule, alignment)));
        }
        print(rows, isExact);
        if (out != null) {
            ParquetFile.write(out, columns(), rows);
        }
        return ExitCode.DONE;
    }

    private int hundreds() {
        return episodes == null ? USUAL_HUNDREDS : Math.toIntExact((episodes + HUNDRED - 1) / HUNDRED);
    }

    private long noise() {
        return seed == null ? Objects.requireNonNull(network).streams().seed() : seed;
    }

    private void print(List<Row> rows, boolean isExact) {
        if (!format.equals("table")) {
            RowOutput.print(format, terminal, columns(), rows);
            return;
        }
        terminal.out()
                .println(
                        isExact
                                ? "Mean update against the gradient of the expected loss, exactly:"
                                : "Mean update against the gradient of the expected loss, from " + hundreds() * HUNDRED
                                        + " episodes, with 95 % intervals:");
        new TextTable<Row>()
                .column("rule", row -> row.rule.word())
                .column("layer", row -> row.alignment.layer())
                .column("angle", row -> Text.measured(row.alignment.angle(), "%.1f"))
                .column("length / gradient", row -> Text.measured(row.alignment.ratio(), "%.3g"))
                .column("unexplained", row -> Text.measured(row.alignment.unexplained(), "%.3f"))
                .column("drift", row -> Text.measured(row.alignment.drift(), "%.3f"))
                .print(rows, terminal);
    }

    private static List<ResultColumn<Row>> columns() {
        List<ResultColumn<Row>> columns = new ArrayList<>();
        columns.add(ResultColumn.text("rule", row -> row.rule.word()));
        columns.add(ResultColumn.text("layer", row -> row.alignment.layer()));
        add(columns, "angle_degrees", UpdateAlignment::angle);
        add(columns, "length_ratio", UpdateAlignment::ratio);
        add(columns, "unexplained", UpdateAlignment::unexplained);
        add(columns, "drift", UpdateAlignment::drift);
        return columns;
    }

    private static void add(List<ResultColumn<Row>> columns, String word, Function<UpdateAlignment, Measured> of) {
        columns.addAll(MeasuredColumns.of(word, row -> Optional.of(of.apply(row.alignment))));
    }

    /** Reads the name of a rule. */
    private static final class RuleWord implements ITypeConverter<UpdateRule>, Iterable<String> {
        @Override
        public UpdateRule convert(String word) {
            return UpdateRule.of(word).orElseThrow(() -> new TypeConversionException(String.join(" | ", words())));
        }

        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }

        private static List<String> words() {
            return Arrays.stream(UpdateRule.values()).map(UpdateRule::word).toList();
        }
    }

    /** Reads a number of episodes. */
    private static final class Episodes extends WholeNumber {
        Episodes() {
            super(1000, 1_000_000_000);
        }
    }
}
