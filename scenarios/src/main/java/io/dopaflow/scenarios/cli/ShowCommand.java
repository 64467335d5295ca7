package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a scenario file, or the description of all keys. */
@CommandLine.Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Print a scenario, to read it or to make it your own.",
            "It is printed as it was written or with every default; a network also as a methods section; or the JSON Schema of"
                    + " scenario files is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow show iris > mine.yaml        # a copy to change",
            "  dopaflow show iris --resolved         # with every default written out",
            "  dopaflow show iris --resolved --set learning.cycles=200",
            "  dopaflow show brunel --methods        # as a paper would have it",
            "  dopaflow show feedback-alignment      # a learning rule",
            "  dopaflow show --schema > schema.json  # for editors that check YAML"
        })
final class ShowCommand implements Command {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario or learning rule, or a YAML file.")
    private @Nullable String scenario;

    @Option(names = "--resolved", description = "Write out every default.")
    private boolean resolved;

    @Option(
            names = "--methods",
            description = "Of a network that spikes freely: describe neurons, synapses, rules with their equations and"
                    + " parameters, modulators and rewards.")
    private boolean methods;

    @Option(
            names = "--schema",
            description = "Print the JSON Schema of scenario files: every key, type, range and default.")
    private boolean schema;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "With --resolved or --methods: change a value, as in run; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    private @Nullable String text;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (schema == (scenario != null)) {
            problems.add(
                    schema
                            ? "SCENARIO: found " + Text.quoted(scenario) + " with --schema; allowed: one of the two"
                            : "SCENARIO: found nothing; allowed: a scenario, or --schema");
        }
        if (!overrides.isEmpty() && !resolved && !methods) {
            problems.add("--set: found without --resolved; allowed: only together with --resolved or --methods");
        }
        if (methods && (resolved || schema)) {
            problems.add(
                    "--methods: found with " + (resolved ? "--resolved" : "--schema") + "; allowed: one of the two");
        }
        if (scenario != null) {
            try {
                text = text(scenario, problems);
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    private String text(String name, List<String> problems) throws InvalidScenarioException {
        if (methods) {
            return methods(Catalog.load(name, overrides), problems);
        }
        if (resolved) {
            return Catalog.load(name, overrides).resolved();
        }
        Optional<String> rule = RuleCatalog.text(name);
        return rule.isPresent() ? rule.get() : Catalog.source(name).text();
    }

    private static String methods(LoadedScenario loaded, List<String> problems) {
        if (loaded instanceof LoadedNetwork network) {
            return NetworkMethods.of(network.scenario());
        }
        problems.add("--methods: found " + loaded.scenario().model().inWords() + ", "
                + loaded.scenario().name() + "; allowed: a network that spikes freely");
        return "";
    }

    @Override
    public int execute() {
        String shown = text == null ? ScenarioSchema.jsonSchema() : text;
        terminal.out().print(shown.endsWith("\n") ? shown : shown + "\n");
        return ExitCode.DONE;
    }
}
