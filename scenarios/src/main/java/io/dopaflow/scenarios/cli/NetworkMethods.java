package io.dopaflow.scenarios.cli;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.YamlWriter;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.LawType;
import io.dopaflow.scenarios.schema.spiking.ModulatorSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSchema;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.SourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A network as the methods section of a paper describes it. */
final class NetworkMethods {
    private static final int MOST_TIMES = 5;
    private static final int LONGEST_LINE = 500;
    private static final ScalarType<Double> ANY = Types.number(-1e300, 1e300);

    private final SpikingScenario scenario;
    private final List<String> lines = new ArrayList<>();

    private NetworkMethods(SpikingScenario scenario) {
        this.scenario = scenario;
    }

    /** The description. */
    static String of(SpikingScenario scenario) {
        NetworkMethods methods = new NetworkMethods(scenario);
        methods.describe();
        return String.join("\n", methods.lines) + "\n";
    }

    private void describe() {
        lines.add(scenario.name());
        scenario.description().lines().findFirst().ifPresent(lines::add);
        heading("Time");
        lines.add("  " + Durations.text(scenario.durationPs()) + " of biological time, "
                + (scenario.time() instanceof TimeMode.Grid grid
                        ? "on a grid of " + Durations.text(grid.stepPs())
                        : "continuous, in whole picoseconds")
                + "; seed " + scenario.seed() + ".");
        heading("Neurons");
        scenario.populations().forEach(this::population);
        if (!scenario.sources().isEmpty()) {
            heading("Sources");
            entries(SourceSchema.ALL.write(scenario.sources()));
        }
        scenario.episodes().ifPresent(episodes -> {
            heading("Episodes");
            episodes(episodes);
        });
        if (!scenario.projections().isEmpty()) {
            heading("Synapses");
            scenario.projections().forEach(this::projection);
        }
        if (!scenario.modulators().isEmpty()) {
            heading("Modulators");
            scenario.modulators().forEach(this::modulator);
        }
        if (!scenario.rewards().isEmpty()) {
            heading("Rewards");
            scenario.rewards().forEach(this::reward);
        }
    }

    private void heading(String title) {
        lines.add("");
        lines.add(title);
    }

    /** Each entry of a mapping on a line. */
    private void entries(Node section) {
        ((Node.Mapping) section)
                .entries()
                .forEach(entry -> lines.add("  " + entry.key() + ": " + oneLine(entry.value())));
    }

    private void population(Named<PopulationSettings> population) {
        PopulationSettings settings = population.value();
        List<Parameter> parameters = settings.neuron().model().parameters();
        String values = IntStream.range(0, parameters.size())
                .mapToObj(i -> parameters.get(i).name() + " "
                        + law(
                                settings.neuron().parameters().get(i),
                                parameters.get(i).unit()))
                .collect(Collectors.joining(", "));
        String start = settings.start().stream()
                .map(law -> "; " + law.name() + " starts at "
                        + law(law.value().value(), law.value().unit()))
                .collect(Collectors.joining());
        lines.add("  " + population.name() + ": " + Text.count(settings.size(), "neuron") + ", "
                + settings.neuron().modelText() + "; " + values + start
                + settings.values()
                        .map(file -> "; values of each neuron in " + file)
                        .orElse("") + ".");
    }

    private static String law(Law law, String unit) {
        return oneLine(new LawType(unit.equals("1") ? "" : unit).write(law));
    }

    private static String plain(double number) {
        return YamlWriter.writeOnOneLine(ANY.write(number));
    }

    private static String oneLine(Node node) {
        String written = YamlWriter.writeOnOneLine(node);
        String text = written.startsWith("{") ? written.substring(1, written.length() - 1) : written;
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + " ...";
    }

    private void projection(ProjectionSettings entry) {
        ProjectionSettings fixed = new ProjectionSettings(
                entry.name(), entry.from(), entry.to(), entry.connect(), entry.weight(), entry.delay());
        Node written = ((Node.Sequence) ProjectionSchema.ALL.write(List.of(fixed)))
                .items()
                .get(0);
        lines.add("  " + oneLine(written));
        if (!entry.synapse().isStatic()) {
            lines.addAll(SynapseMethods.of(entry, scenario.time()));
        }
    }

    private void modulator(Named<ModulatorSettings> modulator) {
        ModulatorSettings settings = modulator.value();
        lines.add("  " + modulator.name() + ": n' = -n / tau_n with tau_n = " + plain(settings.tauN())
                + " ms; an amount of 1 makes n jump by 1 / tau_n. It is released");
        if (!settings.from().isEmpty()) {
            lines.add("    by each spike of " + String.join(", ", settings.from()) + ", " + plain(settings.amount())
                    + ", which arrives " + Durations.text(settings.delayPs().orElseThrow()) + " later");
        }
        settings.script()
                .ifPresent(script ->
                        lines.add("    at " + Text.count(script.timesPs().size(), "given time")
                                + script.timesPs().stream()
                                        .limit(MOST_TIMES)
                                        .map(Durations::text)
                                        .collect(Collectors.joining(
                                                ", ", ": ", script.timesPs().size() > MOST_TIMES ? ", ..." : ""))));
        long rewards = scenario.rewards().stream()
                .filter(reward -> reward.modulator().equals(modulator.name()))
                .count();
        if (rewards > 0) {
            lines.add("    by " + Text.count(rewards, "reward"));
        }
    }

    private void episodes(EpisodeSettings episodes) {
        lines.add("  Episodes of " + Durations.text(episodes.durationPs()) + ", each followed by a pause of "
                + Durations.text(episodes.pausePs()) + ". Each presents a sample through " + episodes.inputs() + ", "
                + Text.count(episodes.perOpportunity(), "time") + " in succession.");
        lines.add(
                episodes.isReset()
                        ? "  Neurons begin each episode as they began the run; what is under way at its end never arrives."
                        : "  An episode begins as the one before has ended.");
    }

    private void reward(RewardSettings reward) {
        if (reward.what() instanceof RewardSettings.Episode episode) {
            lines.add("  After each episode, " + Durations.text(reward.fromPs()) + " after its end: b - L of "
                    + reward.modulator() + ", with L the loss of what " + episode.outputs()
                    + " have spiked and b its running mean, b <- b + "
                    + plain(episode.baseline().rate())
                    + " (L - b)" + (episode.baseline().isBySample() ? ", one for each sample." : "."));
            return;
        }
        String when;
        if (reward.what() instanceof RewardSettings.Sequence sequence) {
            when = sequence.second() + " spikes within " + Durations.text(sequence.withinPs()) + " after "
                    + sequence.first();
        } else {
            RewardSettings.Race race = (RewardSettings.Race) reward.what();
            when = race.winner() + " has more spikes than " + race.rival() + " in the "
                    + Durations.text(race.withinPs()) + " after a spike of " + race.cue();
        }
        String delay = reward.fromPs() == reward.toPs()
                ? Durations.text(reward.fromPs())
                : Durations.text(reward.fromPs()) + " to " + Durations.text(reward.toPs()) + ", uniformly drawn,";
        lines.add("  When " + when + ": " + plain(reward.amount()) + " of " + reward.modulator() + " after " + delay
                + (delay.endsWith(",") ? " each time." : "."));
    }
}
