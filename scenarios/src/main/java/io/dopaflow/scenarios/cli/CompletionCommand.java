package io.dopaflow.scenarios.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands. */
@CommandLine.Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Let bash or zsh complete commands with the Tab key.",
            "Prints a script that completes commands, options, built-in scenarios, kinds of figures and files. Save it where the"
                    + " shell finds it, and open a new shell. The second example is for zsh: add the line 'source"
                    + " ~/.dopaflow.zsh' to ~/.zshrc."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mkdir -p ~/.local/share/bash-completion/completions",
            "  dopaflow completion bash > ~/.local/share/bash-completion/completions/dopaflow",
            "  dopaflow completion zsh > ~/.dopaflow.zsh"
        })
final class CompletionCommand implements Command {
    private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default";

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            converter = Choice.OfShell.class,
            completionCandidates = Choice.OfShell.class,
            description = "bash or zsh.")
    private @Nullable String shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public int execute() {
        CommandLine top = Objects.requireNonNull(spec).root().commandLine();
        terminal.out().print(script(top));
        return ExitCode.DONE;
    }

    /**
     * Picocli's script, for both shells: it turns on zsh's own understanding of bash's completion. Picocli never offers files
     * beside words, as where a scenario is a name or a file; here files are offered wherever no word fits, except for
     * the value of an option that is neither a word nor a file.
     */
    private static String script(CommandLine top) {
        return AutoComplete.bash(top.getCommandName(), top)
                .replace("\n  " + NO_FILES + "\n", "\n")
                .replace("\n      return\n", "\n      " + NO_FILES + "\n      return\n");
    }
}
