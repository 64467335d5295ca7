package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Lists the scenarios, or the learning rules, that are built in. */
@CommandLine.Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the built-in scenarios, or learning rules.",
        footerHeading = "%nExamples:%n",
        footer = {"  dopaflow list", "  dopaflow list --rules", "  dopaflow show xor"})
final class ListCommand implements Command {
    private final Terminal terminal;

    @Option(names = "--rules", description = "List the built-in learning rules instead.")
    private boolean rules;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int execute() {
        if (rules) {
            new TextTable<RuleCatalog.Entry>()
                    .column("rule", RuleCatalog.Entry::name)
                    .column("what it is", RuleCatalog.Entry::summary)
                    .print(RuleCatalog.list(), terminal);
            terminal.tell(
                    "@|faint dopaflow show NAME|@ prints a rule; a scenario names it under @|faint learning.rule|@");
            return ExitCode.DONE;
        }
        new TextTable<Catalog.Entry>()
                .column("scenario", Catalog.Entry::name)
                .column("what it shows", Catalog.Entry::summary)
                .print(Catalog.list(), terminal);
        terminal.tell("@|faint dopaflow show NAME|@ prints a scenario, @|faint dopaflow run NAME|@ runs it");
        return ExitCode.DONE;
    }
}
