package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.NeededTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page as groff, the program behind man, formats it. */
class ManCommandTest {
    @TempDir
    Path folder;

    @Test
    void page_isFormattedWithoutAWarning() throws Exception {
        assertThat(groff("-ww", "-z")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.dopaflow.scenarios.cli.HelpTest#commands")
    void page_hasEveryCommandOptionAndExample(String name) throws Exception {
        CommandLine command = HelpTest.commandLine(name);
        String shown = oneLine(groff("-Tascii", "-P-cbou", "-rLL=2000n"));
        assertThat(shown).contains(command.getCommandSpec().qualifiedName());
        for (String text : command.getCommandSpec().usageMessage().description()) {
            assertThat(shown).contains(oneLine(text.replace("%%", "%").replace("%n", " ")));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(shown).contains(" " + option.longestName() + " ");
        }
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            assertThat(shown).contains(oneLine(line));
        }
    }

    @Test
    void page_beginsAsManualPagesDo() throws Exception {
        assertThat(groff("-Tascii", "-P-cbou", "-rLL=2000n"))
                .startsWith("DOPAFLOW(1)")
                .contains("\nNAME\n       dopaflow - simulate spiking neurons")
                .contains("\nSYNOPSIS\n", "\nLOOK AT RUNS\n", "\nEXIT STATUS\n", "\nENVIRONMENT\n", "NO_COLOR");
    }

    /** Both outputs. */
    private String groff(String... options) throws Exception {
        Path program = NeededTool.program("groff", "groff-base", "the manual page");
        Cli page = Cli.execute("man");
        assertThat(page.exitCode()).as(page.err()).isZero();
        Path file = folder.resolve("dopaflow.1");
        Files.writeString(file, page.out());
        List<String> command = new ArrayList<>(List.of(program.toString(), "-man", "-Kutf8"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
