package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.NeededTool;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the examples in the help of every command, as a shell runs them, in a folder with the files that they name: each ends
 * with 0.
 *
 * <p>So that this is quick, three things are added to what stands there: the trainings of the built-in scenarios are cut to a
 * few learning opportunities, studies, sweeps and searches to a few replicates, seeds and generations, and a port is any free one. What goes on until Ctrl-C, the
 * laboratory, is ended by SIGTERM when it has told its address; nodes, when one begins that does not join them. HelpTest sees that
 * they are parsed as they stand.
 */
@DisabledOnOs(OS.WINDOWS)
class ExamplesTest {
    /** Commands whose examples take their time: tagged slow. */
    private static final Set<String> LONG = Set.of(
            "run",
            "resume",
            "sweep",
            "plan",
            "converge",
            "compare",
            "verify",
            "report",
            "serve",
            "node",
            "nodes",
            "learn-rule",
            "");

    private static final String CUT = "--set learning.epochs=null --set learning.opportunities=4";

    /** The program; what it needs is in the environment. */
    private static final String PROGRAM = """
            dopaflow() {
                case "$1 ${2:-}" in
                    "run iris" | "run xor" | "run digits" | "run mine.yaml") set -- "$@" %1$s ;;
                    "sweep iris" | "sweep xor") set -- "$@" %1$s ;;
                    "converge theorem-1") set -- "$@" --replicates 20 ;;
                    "run digits-learned") set -- "$@" --set learning.epochs=1 ;;
                    "learn-rule "*) set -- "$@" --generations 4 ;;
                esac
                words=$#
                while [ $words -gt 0 ]; do
                    case $1 in
                        --port | --metrics-port) set -- "$@" "$1" 0 ;;
                        --replicates) set -- "$@" "$1" 20 ;;
                        --seeds) set -- "$@" "$1" 1..2 ;;
                        *) set -- "$@" "$1"; shift; words=$((words - 1)); continue ;;
                    esac
                    shift 2
                    words=$((words - 2))
                done
                if [ "$1" = serve ]; then
                    case " $* " in *" --port "*) ;; *) set -- "$@" --port 0 ;; esac
                    (java "$@" >address) &
                    server=$!
                    until grep -q http://127.0.0.1 address; do kill -0 $server || return 1; sleep 0.2; done
                    kill -TERM $server
                    wait $server || [ $? = 143 ]
                elif [ "$1" = node ]; then
                    case " $* " in *" --listen "*) ;; *) set -- "$@" --listen 127.0.0.1:2552 ;; esac
                    case " $* " in *" --join "*) ;; *) end ;; esac
                    set -- "${@/#127.0.0.1:2552/127.0.0.1:$PORT}"
                    (java "${@/#127.0.0.1:2553/127.0.0.1:$OTHER_PORT}" 2>node) &
                    nodes="$! $nodes"
                    until grep -q " is ready: " node; do kill -0 $! || { cat node >&2; return 1; }; sleep 0.2; done
                elif [ "$1" = nodes ]; then
                    [ -n "$nodes" ] || dopaflow node
                    (java "${@/#127.0.0.1:2552/127.0.0.1:$PORT}")
                else
                    (java "$@")
                fi
            }
            nodes=
            end() {
                for node in $nodes; do
                    kill -TERM $node
                    wait $node || [ $? = 143 ]
                done
                nodes=
            }
            java() {
                level=1
                if [ "$1" = converge ]; then level=4; fi
                exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=$level -XX:-UsePerfData -Djava.awt.headless=true \\
                    -Duser.home="$HOME" io.dopaflow.scenarios.cli.Dopaflow "$@"
            }
            """.formatted(CUT);

    @TempDir
    static Path prepared;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        shell(prepared, """
                dopaflow run brunel --set "duration=300 ms" --set "record={spikes: all}" --quiet --out runs/brunel
                dopaflow run adex-patterns --quiet --out runs/adex
                for name in xor iris; do
                    dopaflow run $name --record full --quiet --out runs/$name
                done
                dopaflow show theorem-1 >small.yaml
                sed 's/name: theorem-1/name: large/; s/size: 4/size: 8/' small.yaml >large.yaml
                dopaflow show iris >mine.yaml
                dopaflow sql runs/brunel "select neuron, time_ps from spikes" --limit 10000000 --format csv >spikes.csv
                { printf 'sender\\ttime_ms\\n'; tail -n +2 spikes.csv |
                    awk -F, '{ printf "%d\\t%.9f\\n", $1, $2 / 1e9 }'; } >nest-spikes.dat
                dopaflow export runs/brunel --format sonata --out spikes.h5
                dopaflow export runs/brunel --format nwb --out spikes.nwb
                cp -r runs/brunel runs/brunel-2
                cp -r runs/xor runs/a
                cp -r runs/iris runs/b
                cp -r runs/iris runs/iris-20261123-104201
                mkdir -p scenarios
                cp small.yaml mine.yaml scenarios
                """);
        Path published = Path.of("src/test/resources/sonata-300-pointneurons");
        for (String place : List.of("300_pointneurons", ".")) {
            try (Stream<Path> files = Files.walk(published)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = prepared.resolve(place)
                            .resolve(published.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    static Stream<String> quick() {
        return HelpTest.commands().filter(command -> !LONG.contains(command));
    }

    static Stream<String> slow() {
        return LONG.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("quick")
    void examples_canBeRun(String command) throws Exception {
        run(command);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("slow")
    void longExamples_canBeRun(String command) throws Exception {
        run(command);
    }

    private void run(String command) throws Exception {
        copyPrepared();
        if (command.equals("man")) {
            NeededTool.program("man", "man-db", "the examples of man");
        }
        List<String> footer = List.of(
                HelpTest.commandLine(command).getCommandSpec().usageMessage().footer());
        int end = footer.indexOf("");
        List<String> lines = footer.subList(0, end < 0 ? footer.size() : end);
        assertThat(lines).isNotEmpty();
        if (command.equals("resume")) {
            interrupted("digits-20261123-104201");
            interrupted("last");
        }
        // Bash goes on where the first of two commands joined by && fails.
        shell(
                folder,
                lines.stream()
                        .map(line -> line.endsWith("\\") ? line + "\n" : line + "\n[ $? = 0 ]\n")
                        .collect(Collectors.joining()));
    }

    /** A run that was killed after a checkpoint. */
    private void interrupted(String name) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, List.of(), (Object[])
                ("run xor --set learning.cycles=50 --set learning.epochs=100 --engine population"
                                + " --checkpoint-every 50ms --out runs/" + name)
                        .split(" "))) {
            child.awaitFile(folder.resolve("runs").resolve(name).resolve("checkpoint.a"));
            child.kill();
        }
    }

    private void copyPrepared() throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-r", prepared + "/.", folder.toString()).start();
        assertThat(copy.waitFor()).isZero();
    }

    /** Runs lines in a folder, which is also the user's home, until one fails. */
    private static void shell(Path folder, String lines) throws Exception {
        Path log = folder.resolve("log");
        List<String> command =
                new ArrayList<>(List.of("bash", "-euc", PROGRAM + "set -o pipefail\n" + lines + "\nend\n"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        folder.toString(),
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "CLASSPATH",
                        System.getProperty("java.class.path"),
                        "PORT",
                        freePort(),
                        "OTHER_PORT",
                        freePort()));
        Process process = builder.start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(told).isTrue();
        assertThat(told + Files.readString(folder.resolve("out"))).doesNotContain("\tat ", "\u001b[", "\r");
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
