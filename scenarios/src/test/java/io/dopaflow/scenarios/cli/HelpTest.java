package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.run.EngineFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "resume",
                "sweep",
                "plan",
                "converge",
                "align",
                "follow",
                "learn-rule",
                "compare",
                "verify",
                "spikes",
                "plot",
                "report",
                "diff",
                "sql",
                "serve",
                "node",
                "nodes",
                "import",
                "export",
                "list",
                "show",
                "validate",
                "man",
                "completion"
            })
    void everyCommand_hasHelpWithExamples(String command) {
        Cli help = Cli.execute(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: dopaflow " + command).contains("Examples:", "  dopaflow " + command);
        assertThat(help.err()).isEmpty();
        assertThat(Cli.execute("--help").out()).containsPattern("\n  " + command + " +\\w");
    }

    @Test
    void everyCommand_hasExactlyOnePurpose() {
        CommandLine top = commandLine("");
        assertThat(Purpose.allOf(top))
                .containsExactlyInAnyOrderElementsOf(top.getSubcommands().values());
    }

    @Test
    void help_groupsCommandsByPurposeWithALineEach() {
        String help = Cli.execute("--help").out();
        CommandLine top = commandLine("");
        for (Purpose purpose : Purpose.values()) {
            String lines = purpose.commandsOf(top).stream()
                    .map(command -> String.format("  %-10s  %s%n", command.getCommandName(), Purpose.summary(command)))
                    .collect(Collectors.joining());
            assertThat(help).contains(String.format("%n%n%s:%n%s%n", purpose.heading(), lines));
        }
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    /** So that a table of them can be read at a glance. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommand_beginsWithOneSentence(String command) {
        if (!command.isEmpty()) {
            assertThat(Purpose.summary(commandLine(command))).matches("[A-Z][^.]{10,65}\\.");
        }
    }

    /** A line that is too long is wrapped, at stops and slashes too: then an example is no longer what it was. */
    @ParameterizedTest
    @MethodSource("commands")
    void help_isNotWrappedInsideAWord(String command) {
        CommandLine line = commandLine(command);
        List<String> narrow = words(line);
        line.setUsageHelpWidth(10_000);
        assertThat(words(line)).containsAll(narrow);
        assertThat(narrow).noneMatch(word -> word.contains("...,") || word.contains("[,"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examples_areParsedAsTheyStandThere(String command, @TempDir Path folder) throws Exception {
        CommandLine line = commandLine(command);
        List<String> help = line.getUsageMessage().lines().toList();
        String[] footer = line.getCommandSpec().usageMessage().footer();
        assertThat(help)
                .containsAll(List.of(footer).stream().map(String::stripTrailing).toList());
        int end = List.of(footer).indexOf("");
        String script = String.join("\n", List.of(footer).subList(0, end < 0 ? footer.length : end));
        String calls = "dopaflow() { printf '%s\\n' $# \"$@\" >>calls; }\n";
        Process shell = new ProcessBuilder("sh", "-euc", calls + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
        Iterator<String> written = Files.readAllLines(folder.resolve("calls")).iterator();
        while (written.hasNext()) {
            String[] args = new String[Integer.parseInt(written.next())];
            Arrays.setAll(args, i -> written.next());
            CommandLine top = commandLine("");
            top.getCommandSpec().parser().collectErrors(false);
            assertThatCode(() -> top.parseArgs(args)).as(String.join(" ", args)).doesNotThrowAnyException();
            assertThat(args.length).isPositive();
        }
    }

    static Stream<String> commands() {
        return Stream.concat(Stream.of(""), commandLine("").getSubcommands().keySet().stream());
    }

    static CommandLine commandLine(String command) {
        Terminal nobody = Terminal.of(
                new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));
        CommandLine top = TopCommand.commandLine(new CommandFactory(nobody, EngineFactory.standard()));
        return command.isEmpty() ? top : top.getSubcommands().get(command);
    }

    private static List<String> words(CommandLine line) {
        return List.of(line.getUsageMessage().split("\\s+"));
    }

    @Test
    void help_saysWhatExitCodesMean() {
        assertThat(Cli.execute("--help").out()).contains("0 done", "1 the run", "2 the input", "130", "143");
    }

    @Test
    void version_isThatOfTheBuild() {
        assertThat(Cli.execute("--version").out()).matches("(?s)dopaflow \\d+\\.\\d+\\.\\d+.*\nJava \\d+.*");
    }

    @Test
    void list_describesEveryBuiltInScenario() {
        String list = Cli.execute("list").out();
        assertThat(list.lines()).hasSize(1 + Catalog.names().size());
        Catalog.list().forEach(entry -> assertThat(list).contains(entry.name(), entry.summary()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-synapse", "theorem-1", "schmidt-hieber", "xor", "iris", "digits"})
    void show_printsTheFileAsItWasWritten(String name) {
        Cli shown = Cli.execute("show", name);
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .startsWith("#")
                .contains("\nname: " + name + "\n")
                .endsWith("\n");
    }

    @Test
    void showResolved_writesOutDefaultsAndChanges() {
        Cli shown = Cli.execute("show", "xor", "--resolved", "--set", "learning.cycles=77");
        assertThat(shown.out()).contains("engine: auto", "cycles: 77");
    }

    @Test
    void showSchema_isAJsonSchema() {
        assertThat(Cli.execute("show", "--schema").out()).startsWith("{").contains("\"$schema\"", "\"learning\"");
    }
}
