package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a command line or what it names: exit code 2, what is allowed, and nothing written. */
class WrongInputTest {
    private static final String GOOD = """
            name: tiny
            task: {data: inline, inline: {features: [x], target: y, rows: [[1, 2]]}, kind: regression, scale: none, held_out: 0}
            network: {neurons: [{name: pre, role: input, feature: x}, {name: post, role: output}], synapses: [{pre: pre, post: post}]}
            loss: pseudo-huber
            learning: {cycles: 5, half_window: 0.3, flow_time: 0.1, opportunities: 2}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("good.yaml"), GOOD);
        Files.writeString(folder.resolve("unknown-key.yaml"), GOOD + "lerning: 3\n");
        Files.writeString(folder.resolve("wrong-type.yaml"), GOOD.replace("cycles: 5", "cycles: many"));
        Files.writeString(folder.resolve("no-unit.yaml"), GOOD + "timing: {membrane_time_constant: 20}\n");
        Files.writeString(folder.resolve("impossible.yaml"), GOOD.replace("half_window: 0.3", "half_window: -1"));
        Files.writeString(
                folder.resolve("cycle.yaml"),
                GOOD.replace(
                        "synapses: [{pre: pre, post: post}]",
                        "synapses: [{pre: pre, post: post}, {pre: post, post: post}]"));
        Files.writeString(folder.resolve("syntax.yaml"), "name: [tiny\n");
        Files.writeString(folder.resolve("empty.yaml"), "");
        Files.writeString(folder.resolve("twice.yaml"), GOOD + "name: other\n");
        Files.writeString(folder.resolve("no-data.yaml"), GOOD.replaceFirst("task: .*", "task: {data: nowhere.csv}"));
        Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Files.createDirectories(folder.resolve("no-run"));
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("manifest.json"), "{\"formatVersion\": 1, \"dopaflow");
        Path newer = Files.createDirectories(folder.resolve("newer"));
        Files.writeString(newer.resolve("manifest.json"), "{\"formatVersion\": 99}");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
            # command                                       | what the message must say
            nothing                                         | no command; allowed: run
            runn iris                                       | did you mean run?
            --verson                                        | did you mean --version?
            run                                             | SCENARIO: found nothing
            run irs                                         | did you mean iris?
            run good.yaml --sed 3                           | did you mean --seed?
            run good.yaml --seed abc                        | --seed: found "abc"; allowed: a whole number
            run good.yaml --seed 1e3                        | --seed: found "1e3"; allowed: a whole number
            run good.yaml --seed \u0663                    | --seed: found "\u0663"; allowed: a whole number
            run good.yaml --seed \uFF11                    | --seed: found "\uFF11"; allowed: a whole number
            run good.yaml --threads \u0661                 | --threads: found "\u0661"; allowed: a whole number
            run good.yaml --set seed=\u0661                | found \u0661; allowed: a whole number
            run good.yaml --set learning.cycles=\uFF15     | found \uFF15; allowed: a whole number
            sweep good.yaml --seeds \u0661..\u0663        | --seeds: found
            plan good.yaml --error \u0660.5                | --error: found
            run good.yaml --seed                            | --seed: found nothing
            run good.yaml --seed 1 --seed 2                 | only once
            run good.yaml --engine warp                     | --engine: found "warp"; allowed: auto | actor | population
            run good.yaml --threads 0                       | --threads: found "0"; allowed: a whole number from 1
            run good.yaml --metrics-port 70000              | allowed: a whole number from 0 to 65535
            run good.yaml --record some                     | --record: found "some"; allowed: full
            run good.yaml --force                           | --force: found without --out
            run good.yaml other                             | found the extra argument "other"
            run good.yaml --out good.yaml                   | --out: found the file
            run good.yaml --out .                           | a new or empty one, or --force
            run good.yaml --set learning.cycles             | allowed: key=value
            run good.yaml --set learning.cycels=5           | did you mean cycles?
            run good.yaml --set learning.cycles=0           | --set learning.cycles=0
            run missing.yaml                                | missing.yaml
            run no-run                                      | no-run
            run unknown-key.yaml                            | unknown-key.yaml:6: lerning
            run wrong-type.yaml                             | wrong-type.yaml:5: learning.cycles: found many
            run no-unit.yaml                                | no-unit.yaml:6
            run impossible.yaml                             | learning.half_window: found -1
            run cycle.yaml                                  | cycle
            run syntax.yaml                                 | syntax.yaml:
            run empty.yaml                                  | empty.yaml
            run twice.yaml                                  | twice.yaml:6: found the key
            run no-data.yaml                                | nowhere.csv
            run binary.yaml                                 | UTF-8
            show                                            | SCENARIO: found nothing; allowed: a scenario, or --schema
            show irs                                        | did you mean iris?
            show iris --schema                              | allowed: one of the two
            show iris --set a=b                             | --set: found without --resolved
            validate                                        | FILE: found nothing
            validate good.yaml impossible.yaml empty.yaml   | learning.half_window: found -1
            verify                                          | RUN: found nothing
            verify nowhere                                  | RUN: found no directory
            verify good.yaml                                | RUN: found the file
            verify no-run                                   | no manifest.json
            verify damaged                                  | manifest.json
            verify newer                                    | manifest.json
            """)
    void wrongInput_isReportedAndNothingIsWritten(String command, String message) throws IOException {
        List<Path> before = tree();
        Cli cli = execute(command);
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains(message).doesNotContain("\tat ", "Exception", "null");
        assertThat(cli.err().lines().filter(line -> line.startsWith("dopaflow: ")))
                .isNotEmpty();
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void everythingThatIsWrong_isReportedAtOnce() {
        Cli cli = execute("run irs --seed abc --threads 0 --engine warp --foo --force --set nothing");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains("--seed: found", "--threads: found", "--engine: found", "\"--foo\"", "--force: found", "irs")
                .endsWith("dopaflow run --help shows what is allowed\n");
    }

    @Test
    void validate_namesWhatIsRightAndAllThatIsWrong() {
        Cli cli = execute("validate good.yaml impossible.yaml wrong-type.yaml");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).contains("good.yaml: valid: 2 neurons, 1 synapse, 12 cycles");
        assertThat(cli.err()).contains("impossible.yaml:5", "wrong-type.yaml:5");
    }

    @Test
    void failureThatNobodyForesaw_isOneLineAndAFile() throws IOException {
        Cli cli = Cli.executeWith(
                (choice, threads, model) -> {
                    throw new IllegalStateException("the moon is full");
                },
                "run",
                "single-synapse",
                "--out",
                folder.resolve("run"));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err()).contains("the moon is full").doesNotContain("\tat ");
        Path log = Path.of(cli.err().strip().replaceFirst("(?s).*more in ", ""));
        assertThat(Files.readString(log)).contains("the moon is full", "\tat ");
        Files.delete(log);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void goodFile_isIndeedGood() {
        Path out = folder.resolve("out");
        Cli cli = Cli.execute("run", folder.resolve("good.yaml"), "--out", out);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        try (RunReader reader = RunReader.open(out)) {
            assertThat(reader.manifest().cycleWork().cyclesDone()).isEqualTo(12);
        }
    }

    /** Words that are files of this test stand for these. */
    private Cli execute(String command) {
        List<Object> words = new ArrayList<>();
        for (String word :
                command.equals("nothing") ? new String[0] : command.strip().split(" +")) {
            boolean file =
                    word.equals(".") || Files.exists(folder.resolve(word)) || word.matches("missing.yaml|nowhere");
            words.add(file ? folder.resolve(word) : word);
        }
        if (words.contains("run") && !words.contains("--out") && !words.contains("--force")) {
            words.addAll(List.of("--out", folder.resolve("never-made")));
        }
        return Cli.execute(words.toArray());
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(folder), runs())) {
            return files.sorted().toList();
        }
    }

    private static Stream<Path> runs() throws IOException {
        Path runs = Path.of("runs");
        return Files.exists(runs) ? Files.walk(runs) : Stream.empty();
    }
}
