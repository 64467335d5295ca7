package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.NeededTool;
import io.dopaflow.scenarios.load.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;

/** What shells offer when Tab is pressed, in a folder with the file {@code mine.yaml} and the run {@code runs/xor}. */
class CompletionCommandTest {

    /**
     * Calls the function as bash does. Bash falls back to files where the function offers nothing and did not forbid it with
     * compopt, which only works while somebody presses Tab.
     */
    private static final String BASH = """
            source ./dopaflow.sh
            compopt() { [ "$*" = "+o default" ] && files=no; }
            COMP_WORDS=($1)
            [ "${1%% }" = "$1" ] || COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE=$1 COMP_POINT=${#1} files=yes
            complete -p dopaflow | grep -q -- '-o default' || files=no
            _complete_dopaflow
            word=${COMP_WORDS[COMP_CWORD]}
            [ ${#COMPREPLY[@]} -gt 0 ] || [ $files = no ] || COMPREPLY=($(compgen -f -- "$word"))
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /**
     * Presses Tab in an interactive zsh, whose completion tells what it adds. The script is sourced, or found among the
     * functions.
     */
    private static final String ZSH = """
            zmodload zsh/zpty
            : >offered
            print -r -- '[ "$1" = source ] || fpath=($PWD/functions $fpath)
            autoload -U +X compinit && compinit -u -D
            [ "$1" != source ] || source ./dopaflow.zsh
            compadd() { local -a found; builtin compadd -O found "$@"; print -rl -- $found >>offered; builtin compadd "$@" }' >rc
            zpty shell zsh -f -i
            zpty -w shell 'source ./rc '$2'; echo REA""DY'
            zpty -r -m shell seen '*READY*'
            zpty -w -n shell "$1"$'\\t'
            repeat 100; do [[ -s offered ]] && break; sleep 0.1; done
            zpty -d shell
            cat offered
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void folder() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "name: mine\n");
        Files.createDirectories(folder.resolve("runs/xor"));
        Files.writeString(folder.resolve("dopaflow.sh"), script("bash"));
        Files.writeString(folder.resolve("dopaflow.zsh"), script("zsh"));
        Files.createDirectory(folder.resolve("functions"));
        Files.writeString(folder.resolve("functions/_dopaflow"), script("zsh"));
        Files.writeString(folder.resolve("bash.sh"), BASH);
        Files.writeString(folder.resolve("zsh.sh"), ZSH);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            dopaflow pl                         | plan plot
            dopaflow comp                       | compare completion
            dopaflow plot runs/xor ra           | raster rates
            dopaflow plot ru                    | runs
            dopaflow run xo                     | xor xor-rates xor-times
            dopaflow run min                    | mine.yaml
            dopaflow run xor --en               | --engine
            dopaflow run xor --engine p         | population
            dopaflow converge theorem-1 xo      | xor xor-rates xor-times
            dopaflow show ir                    | iris iris-reward
            dopaflow spikes --kind o            | onset
            dopaflow sql runs/xor --format c    | csv
            dopaflow plot runs/xor --file min   | mine.yaml
            dopaflow validate min               | mine.yaml
            dopaflow completion z               | zsh
            """)
    void tab_offersWhatFits(String typed, String offered) throws Exception {
        assertThat(offers(typed, "bash")).containsExactlyElementsOf(List.of(offered.split(" ")));
    }

    /** A value that only its user knows. */
    @ParameterizedTest
    @CsvSource({"dopaflow run xor --seed m", "dopaflow spikes runs/xor --neuron m"})
    void tab_offersNoFilesForOtherValues(String typed) throws Exception {
        assertThat(offers(typed, "bash")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dopaflow pl, plan plot",
        "./dopaflow pl, plan plot",
        "dopaflow plot runs/xor ra, raster rates",
        "dopaflow run xo, xor xor-rates xor-times",
        "dopaflow run xor --engine p, population",
        "dopaflow validate min, mine.yaml"
    })
    void tab_offersTheSameInZsh(String typed, String offered) throws Exception {
        List<String> expected = List.of(offered.split(" "));
        assertThat(offers(typed, "zsh", "source")).containsExactlyElementsOf(expected);
        assertThat(offers(typed, "zsh", "functions")).containsExactlyElementsOf(expected);
    }

    static Stream<ArgSpec> args() {
        return HelpTest.commandLine("").getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().args().stream());
    }

    /** Without it, nothing would be offered. */
    @ParameterizedTest
    @MethodSource("args")
    void wordsThatAreAllowed_areOffered(ArgSpec arg) {
        if (Stream.of(arg.converters()).anyMatch(Choice.class::isInstance)) {
            assertThat(arg.completionCandidates()).hasSameClassAs(arg.converters()[0]);
        }
        if (arg.paramLabel().equals("SCENARIO")) {
            assertThat(arg.completionCandidates()).containsExactlyElementsOf(Catalog.names());
        }
    }

    private static String script(String shell) {
        Cli script = Cli.execute("completion", shell);
        assertThat(script.exitCode()).as(script.err()).isZero();
        return script.out();
    }

    private static TreeSet<String> offers(String typed, String shell, String... more) throws Exception {
        Path program = NeededTool.program(shell, shell, "completion of commands in " + shell);
        List<String> command = new ArrayList<>(List.of(program.toString(), shell + ".sh", typed));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        TreeSet<String> offers = new TreeSet<>(out.lines().map(String::strip).toList());
        offers.remove("");
        return offers;
    }
}
