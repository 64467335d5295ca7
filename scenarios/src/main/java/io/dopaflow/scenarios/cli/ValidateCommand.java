package io.dopaflow.scenarios.cli;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Checks scenario files without running them. */
@CommandLine.Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Check scenario files without running them.",
            "Files of learning rules, too. Also checks the data that they refer to. Everything that is wrong is told at once, with its place."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dopaflow validate mine.yaml", "  dopaflow validate scenarios/*.yaml"})
final class ValidateCommand implements Command {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A scenario or a learning rule, in YAML.")
    private List<String> files = new ArrayList<>();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        return PathOption.problems("FILE", files);
    }

    @Override
    public int execute() {
        List<String> problems = new ArrayList<>();
        for (String file : files) {
            try {
                terminal.show(Text.escaped(describe(file)));
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        if (!problems.isEmpty()) {
            throw new WrongInputException(problems);
        }
        return ExitCode.DONE;
    }

    private static String describe(String file) throws InvalidScenarioException {
        ScenarioSource source = ScenarioLoader.source(Path.of(file));
        Optional<RuleSettings> rule = RuleCatalog.ifRule(source.text(), source.file());
        return rule.isPresent()
                ? describe(file, rule.get().rule())
                : describe(file, ScenarioLoader.load(source, List.of()));
    }

    private static String describe(String file, Rule rule) {
        return file + ": valid: a learning rule, " + Text.count(rule.phases().size(), "phase") + ", "
                + Text.count(rule.projections().size(), "projection") + ", "
                + Text.count(rule.broadcasts().size(), "broadcast");
    }

    private static String describe(String file, LoadedScenario loaded) {
        if (loaded instanceof LoadedNetwork network) {
            return describe(file, network);
        }
        if (loaded instanceof LoadedPhased phased) {
            return describe(file, phased.model());
        }
        LearningCycle model = ((LoadedCycle) loaded).model();
        return file + ": valid: " + Text.count(model.network().neuronCount(), "neuron") + ", "
                + Text.count(model.network().synapseCount(), "synapse") + ", "
                + Text.count(model.cycles(), "cycle");
    }

    private static String describe(String file, PhasedLearning model) {
        return file + ": valid: " + Text.count(model.circuit().network().neuronCount(), "neuron") + ", "
                + Text.count(model.circuit().synapses(), "synapse") + ", "
                + Text.count(model.opportunities(), "presentation");
    }

    private static String describe(String file, LoadedNetwork loaded) {
        SpikingNetwork network = loaded.network();
        return file + ": valid: " + Text.count(network.cells(), "cell") + ", "
                + Text.count(Math.round(network.expectedSynapses()), "synapse")
                + NetworkPlan.learning(network) + ", "
                + Durations.text(network.durationPs());
    }
}
