package io.dopaflow.scenarios.cli;

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
                    + " shell finds it, and open a new shell. For zsh that is a folder of its variable fpath, or any"
                    + " other if ~/.zshrc has the line 'source ~/.dopaflow.zsh' after compinit."
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
    public int execute() {
        CommandLine top = Objects.requireNonNull(spec).root().commandLine();
        String script = script(top);
        terminal.out().print("zsh".equals(shell) ? forZsh(top.getCommandName(), script) : script);
        return ExitCode.DONE;
    }

    /**
     * Picocli's script, for bash, but it never offers files beside words, as where a scenario is a name or a file. Here files
     * are offered wherever no word fits, except for the value of an option that is neither a word nor a file.
     */
    private static String script(CommandLine top) {
        return AutoComplete.bash(top.getCommandName(), top)
                .replace("\n  " + NO_FILES + "\n", "\n")
                .replace("\n      return\n", "\n      " + NO_FILES + "\n      return\n");
    }

    /**
     * The script turns on zsh's own understanding of bash's completion, which knows no compopt. Zsh also finds it in a folder of
     * its functions, and then calls it, when Tab is first pressed, to complete.
     */
    private static String forZsh(String name, String script) {
        return "#compdef " + name + "\n" + script.replaceAll("type compopt .*", ":")
                + "\nif [ \"${funcstack[1]}\" = _" + name + " ]; then\n  _bash_complete -o default -F _complete_" + name
                + "\nfi\n";
    }
}
