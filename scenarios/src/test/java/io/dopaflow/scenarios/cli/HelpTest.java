package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.load.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "resume",
                "sweep",
                "plan",
                "converge",
                "compare",
                "verify",
                "spikes",
                "list",
                "show",
                "validate"
            })
    void everyCommand_hasHelpWithExamples(String command) {
        Cli help = Cli.execute(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: dopaflow " + command).contains("Examples:", "  dopaflow " + command);
        assertThat(help.err()).isEmpty();
        assertThat(Cli.execute("--help").out()).containsPattern("\n  " + command + " +\\w");
    }

    @Test
    void help_saysWhatExitCodesMean() {
        assertThat(Cli.execute("--help").out()).contains("0 done", "1 the run", "2 the input", "130");
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
