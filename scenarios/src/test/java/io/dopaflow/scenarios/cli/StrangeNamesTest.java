package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Names of classes, features, neurons and files with characters that a terminal or a figure would act on. */
class StrangeNamesTest {
    private static final String RED = "\u001b[31mred\u001b[0m";
    private static final List<String> CLASSES =
            List.of(RED, "\u202Eleft", "\u0007bell\u009B2J", "@|red markup|@", "<b>&x;", "\uFFFE");

    @TempDir
    static Path shared;

    private static Path folder;
    private static Path run;
    private static Path scenario;
    private static Cli made;

    @BeforeAll
    static void run() throws IOException {
        folder = Files.createDirectory(shared.resolve("\u001b[1mfolder"));
        StringBuilder csv = new StringBuilder("x\u001b[5m,x2,label\n");
        for (int i = 0; i < 4 * CLASSES.size(); i++) {
            csv.append(i % 5)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(CLASSES.get(i % CLASSES.size()))
                    .append('\n');
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        scenario = Files.writeString(folder.resolve("strange.yaml"), """
                name: strange
                task: {data: ./data.csv, held_out: 0}
                network: {hidden: []}
                loss: cross-entropy
                learning: {cycles: 4, half_window: 0.2, flow_time: 0.001, epochs: 1}
                record: {spikes: all, arrivals: all, rewards: all, weights: all}
                """);
        run = folder.resolve("run");
        made = Cli.execute("run", scenario, "--out", run);
    }

    @Test
    void run_showsEscapes() {
        assertThat(made.exitCode()).as(made.err()).isZero();
        requireHarmless(made.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spikes RUN",
                "spikes RUN --counts",
                "spikes RUN --neuron \u001b[2Jnobody",
                "spikes RUN/nowhere\u001b[2J",
                "validate SCENARIO",
                "plan SCENARIO",
                "run SCENARIO --set learning.\u001b[2J=3",
                "run SCENARIO --set task.data=./nowhere\u001b[2J.csv",
                "run no\u202Eway",
                "run iris --\u001b[2J",
                "compare RUN --no-curves --out RUN/../figures --force"
            })
    void commands_showEscapes(String command) {
        Cli cli = Cli.execute(Stream.of(command.split(" "))
                .map(word -> word.replace("RUN", run.toString()).replace("SCENARIO", scenario.toString()))
                .toArray());
        requireHarmless(cli.out());
        requireHarmless(cli.err());
        assertThat(cli.out() + cli.err()).containsPattern("\\\\u[0-9a-f]{4}");
    }

    @Test
    void csv_staysExact() {
        assertThat(Cli.execute("spikes", run, "--counts", "--format", "csv").out())
                .contains(RED, "@|red markup|@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spikes RUN --raster RUN/raster.svg", "compare RUN --no-curves --force"})
    void figures_areXmlAndShowEscapes(String command) throws Exception {
        Cli cli = Cli.execute((Object[]) command.replace("RUN", run.toString()).split(" "));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        try (Stream<Path> files = Files.list(run)) {
            List<Path> figures =
                    files.filter(file -> file.toString().endsWith(".svg")).toList();
            assertThat(figures).isNotEmpty();
            StringBuilder texts = new StringBuilder();
            for (Path figure : figures) {
                texts.append(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(
                                new StringReader(Files.readString(figure).replaceAll("<!DOCTYPE[^>]*>", ""))))
                        .getDocumentElement()
                        .getTextContent());
            }
            assertThat(texts.toString()).contains("\\u001b[31mred");
        }
    }

    private static void requireHarmless(String shown) {
        assertThat(shown).doesNotContainPattern("[\\p{Cf}\\uFFFE\\uFFFF\\p{Cc}&&[^\\n]]");
    }
}
