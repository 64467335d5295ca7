package io.dopaflow.scenarios.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a command is for. {@code --help} and the manual page list the commands by purpose, in the order of this table. */
enum Purpose {
    RUN("Run a scenario", "list", "show", "validate", "plan", "run", "resume", "sweep"),
    LOOK("Look at runs", "report", "plot", "spikes", "sql", "serve"),
    COMPARE("Compare and check", "compare", "converge", "align", "follow", "learn-rule", "diff", "verify"),
    EXCHANGE("Exchange with other tools", "import", "export"),
    CLUSTER("Use many machines", "node", "nodes"),
    SHELL("Help in the shell", "man", "completion");

    private final String heading;
    private final List<String> names;

    Purpose(String heading, String... names) {
        this.heading = heading;
        this.names = List.of(names);
    }

    /** The heading over its commands. */
    String heading() {
        return heading;
    }

    /** Its commands. */
    List<CommandLine> commandsOf(CommandLine top) {
        Map<String, CommandLine> all = top.getSubcommands();
        return names.stream().map(all::get).toList();
    }

    /** Every command once, by purpose. */
    static Stream<CommandLine> allOf(CommandLine top) {
        return Arrays.stream(values()).flatMap(purpose -> purpose.commandsOf(top).stream());
    }

    /** What a command does, in one line. */
    static String summary(CommandLine command) {
        return command.getCommandSpec().usageMessage().description()[0];
    }

    /** Lets the help list the commands by purpose, each with one line. */
    static void list(CommandLine top) {
        top.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Purpose::commandList);
    }

    private static String commandList(Help help) {
        CommandLine top = help.commandSpec().commandLine();
        int width = allOf(top)
                .mapToInt(command -> command.getCommandName().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Purpose purpose : values()) {
            text.append(String.format("%n%s:%n", purpose.heading));
            for (CommandLine command : purpose.commandsOf(top)) {
                String name = command.getCommandName();
                text.append(String.format(
                        "  %s%s  %s%n",
                        help.colorScheme().commandText(name), " ".repeat(width - name.length()), summary(command)));
            }
        }
        return text.toString();
    }
}
