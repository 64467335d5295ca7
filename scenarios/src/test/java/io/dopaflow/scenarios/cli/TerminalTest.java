package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.NeededTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours, with and without a terminal, as NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM ask for them. */
@EnabledOnOs(OS.LINUX)
class TerminalTest {
    private static final String ESCAPE = "\u001b[";

    @ParameterizedTest
    @CsvSource({
        "'', ON_TERMINALS",
        "NO_COLOR=, ON_TERMINALS",
        "NO_COLOR=1, NOWHERE",
        "NO_COLOR=0, NOWHERE",
        "NO_COLOR=1 CLICOLOR_FORCE=1, NOWHERE",
        "CLICOLOR=1, ON_TERMINALS",
        "CLICOLOR=0, NOWHERE",
        "CLICOLOR_FORCE=1, EVERYWHERE",
        "CLICOLOR_FORCE=1 CLICOLOR=0, EVERYWHERE",
        "CLICOLOR_FORCE=0, ON_TERMINALS",
        "CLICOLOR_FORCE=, ON_TERMINALS",
        "TERM=dumb, NOWHERE",
        "TERM=xterm, ON_TERMINALS"
    })
    void environment_asksForColours(String variables, Terminal.Colours expected) {
        assertThat(Terminal.Colours.of(environment(variables))).isEqualTo(expected);
    }

    /** In processes of their own. */
    @ParameterizedTest
    @CsvSource({
        "'', false",
        "CLICOLOR=1, false",
        "CLICOLOR_FORCE=1, true",
        "NO_COLOR=1 CLICOLOR_FORCE=1, false",
    })
    void outputWithoutATerminal_hasColoursOnlyByForce(String variables, boolean expected) throws Exception {
        for (String command : List.of("list", "nonsense")) {
            String text = output(program(command), variables);
            assertThat(text.contains(ESCAPE)).as(text).isEqualTo(expected);
            assertThat(text).doesNotContain("\r");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "NO_COLOR=1, false",
        "NO_COLOR=1 CLICOLOR_FORCE=1, false",
        "CLICOLOR=0, false",
        "TERM=dumb, false"
    })
    void outputOnATerminal_hasColoursUnlessSomebodySaysNo(String variables, boolean expected) throws Exception {
        Path script = NeededTool.program("script", "bsdutils", "output on a terminal");
        for (String command : List.of("list", "nonsense")) {
            String text = output(
                    List.of(script.toString(), "-qc", "'" + String.join("' '", program(command)) + "'", "/dev/null"),
                    variables);
            assertThat(text).contains(command.equals("list") ? "what it shows" : "unknown command");
            assertThat(text.contains(ESCAPE)).as(text).isEqualTo(expected);
        }
    }

    private static List<String> program(String command) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Dopaflow.class.getName(),
                command);
    }

    private static Map<String, String> environment(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.isEmpty() ? List.<String>of() : List.of(variables.split(" "))) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        return environment;
    }

    /** Both outputs. */
    private static String output(List<String> command, String variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment(variables));
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
