package io.dopaflow.scenarios.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@CommandLine.Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {
            "Print the manual page: all commands and options.",
            "It is in the language of the program man, which shows it as in the first example. The others install it, so that"
                    + " 'man dopaflow' finds it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow man | man -l -",
            "  mkdir -p ~/.local/share/man/man1",
            "  dopaflow man > ~/.local/share/man/man1/dopaflow.1"
        })
final class ManCommand implements Command {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int execute() {
        terminal.out().print(ManualPage.of(Objects.requireNonNull(spec).root().commandLine()));
        return ExitCode.DONE;
    }
}
