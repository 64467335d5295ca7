package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.load.Catalog;
import picocli.CommandLine;

/** Lists the scenarios that are built in. */
@CommandLine.Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the built-in scenarios.",
        footerHeading = "%nExamples:%n",
        footer = {"  dopaflow list", "  dopaflow show xor"})
final class ListCommand implements Command {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int execute() {
        new TextTable<Catalog.Entry>()
                .column("scenario", Catalog.Entry::name)
                .column("what it shows", Catalog.Entry::summary)
                .print(Catalog.list(), terminal);
        terminal.tell("@|faint dopaflow show NAME|@ prints a scenario, @|faint dopaflow run NAME|@ runs it");
        return ExitCode.DONE;
    }
}
