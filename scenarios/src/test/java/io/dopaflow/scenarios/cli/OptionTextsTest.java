package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.run.EngineFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Texts that a shell leaves in options and arguments without anybody having meant them. */
class OptionTextsTest {
    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void run() {
        run = folder.resolve("run");
        assertThat(Cli.execute("run", "single-synapse", "--set", "learning.opportunities=2", "--out", run)
                        .exitCode())
                .isZero();
    }

    /** Every command with each of its options that take a value, and each of its arguments. */
    static Stream<String> options() {
        Terminal nobody = Terminal.of(
                new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));
        return TopCommand.commandLine(new CommandFactory(nobody, EngineFactory.standard()))
                .getSubcommands()
                .entrySet()
                .stream()
                .flatMap(command -> command.getValue().getCommandSpec().args().stream()
                        .filter(arg -> arg.arity().max() > 0)
                        .map(arg -> command.getKey() + " " + nameOf(arg)));
    }

    /** As an unset variable in quotation marks is. */
    @ParameterizedTest
    @MethodSource("options")
    void emptyText_isRefused(String option) throws IOException {
        List<Path> before = files();
        Cli cli = execute(option, "");
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains(option.endsWith("SCENARIO") ? "no such scenario" : option.split(" ")[1]);
        assertThat(files()).isEqualTo(before);
    }

    static Stream<String> paths() {
        return options().filter(option -> option.matches(".* (--out|--raster|RUN|FILE|SCENARIO)"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void tildeThatNoShellReplaced_isRefusedWithTheWholePath(String option) throws IOException {
        List<Path> before = files();
        Cli cli = execute(option, "~/dopaflow-test/x.svg");
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains("~/dopaflow-test/x.svg", System.getenv("HOME") + "/dopaflow-test/x.svg");
        assertThat(files()).isEqualTo(before);
        assertThat(Path.of("~")).doesNotExist();
    }

    /** The first is taken, so that picocli would find the second too much. */
    @ParameterizedTest
    @ValueSource(strings = {"validate FILE", "verify RUN"})
    void tildeInASecondPath_isRefusedWithTheWholePath(String argument) {
        Cli cli = Cli.execute(argument.split(" ")[0], run, "~/x");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("dopaflow: " + argument.split(" ")[1] + ": found \"~/x\"; allowed: the whole path, such as "
                        + System.getenv("HOME") + "/x");
    }

    @Test
    void tildeInADataPath_isRefusedWithTheWholePath() {
        Cli cli = Cli.execute("run", "iris", "--set", "task.data=~/flowers.csv", "--out", folder.resolve("data"));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("task.data", System.getenv("HOME") + "/flowers.csv");
    }

    /** What Java makes of names outside ASCII where the locale is C and nobody has set it right. */
    @Test
    void bytesThatAreNoText_areRefused() throws IOException {
        List<Path> before = files();
        Cli cli = execute("run --out", folder + "/sch\uFFFD\uFFFDn");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("UTF-8").doesNotContain("java.");
        assertThat(files()).isEqualTo(before);
    }

    static Stream<String> names() {
        return HelpTest.commands()
                .filter(command -> !command.isEmpty())
                .flatMap(command -> HelpTest.commandLine(command).getCommandSpec().options().stream()
                        .map(option -> command + " " + option.longestName()));
    }

    /** As fingers write it: the last two letters exchanged. */
    @ParameterizedTest
    @MethodSource("names")
    void misspeltOption_isNamedWithTheOneThatWasMeant(String option) throws IOException {
        List<Path> before = files();
        String name = option.split(" ")[1];
        int end = name.length() - 2;
        String misspelt = name.substring(0, end) + name.charAt(end + 1) + name.charAt(end);
        Cli cli = Cli.execute(option.split(" ")[0], misspelt.equals(name) ? name + "x" : misspelt);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains("unknown option \"" + (misspelt.equals(name) ? name + "x" : misspelt) + "\"; allowed: ")
                .contains("(did you mean " + name + "?)")
                .endsWith("dopaflow " + option.split(" ")[0] + " --help shows what is allowed\n")
                .doesNotContain("\tat ", "Exception");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.dopaflow.scenarios.cli.HelpTest#commands")
    void misspeltCommand_isNamedWithTheOneThatWasMeant(String command) {
        if (!command.isEmpty()) {
            Cli cli = Cli.execute(command + "x");
            assertThat(cli.exitCode()).isEqualTo(2);
            assertThat(cli.err())
                    .startsWith("dopaflow: unknown command \"" + command + "x\"; allowed: ")
                    .contains("(did you mean " + command + "?)")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    static Stream<String> required() {
        return options()
                .filter(option -> !option.contains("--"))
                .filter(option ->
                        HelpTest.commandLine(option.split(" ")[0]).getCommandSpec().positionalParameters().stream()
                                .anyMatch(parameter -> parameter.paramLabel().equals(option.split(" ")[1])
                                        && parameter.arity().min() > 0));
    }

    @ParameterizedTest
    @MethodSource("required")
    void missingArgument_isNamed(String argument) {
        Cli cli = Cli.execute(argument.split(" ")[0]);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains("dopaflow: " + argument.split(" ")[1] + ": found nothing; allowed: ")
                .doesNotContain("\tat ", "Exception");
    }

    /** The command with that option or argument, and the others such that nothing else is wrong. */
    private static Cli execute(String option, String value) {
        String command = option.split(" ")[0];
        String name = option.split(" ")[1];
        List<Object> args = new ArrayList<>(List.of(command));
        if (name.startsWith("--")) {
            args.add(name);
        }
        args.add(value);
        if (name.startsWith("--") && !command.equals("validate")) {
            args.add(List.of("resume", "compare", "verify", "spikes").contains(command) ? run : "theorem-1");
        }
        if (command.equals("show") && name.equals("--set")) {
            args.add("--resolved");
        }
        if (List.of("run", "sweep", "converge", "compare").contains(command) && !name.equals("--out")) {
            args.addAll(List.of("--out", folder.resolve("out")));
        }
        return Cli.execute(args.toArray());
    }

    private static String nameOf(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
