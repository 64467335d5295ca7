package io.dopaflow.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of this module says is what the program does. */
class DocumentationTest {
    private static final Path PAGE = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("src/test/java/example/FirstRun.java");

    /** To bring it up to date: put what this test expects between the marks. */
    @Test
    void referenceOfKeys_isThatOfTheSchema() throws IOException {
        assertThat(between(page(), "<!-- begin of the reference -->\n", "<!-- end of the reference -->"))
                .isEqualTo("\n" + ScenarioSchema.reference().strip() + "\n\n");
    }

    @Test
    void example_isTheOneThatIsCompiled() throws IOException {
        assertThat(page()).contains("```java\n" + Files.readString(EXAMPLE) + "```");
    }

    /** Without this module's tests on the class path, and so without their configuration of Logback. */
    @Test
    void example_printsWhatThePageSays_andNothingElse(@TempDir Path folder) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-cp", classPath));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add(EXAMPLE.toAbsolutePath().toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(out).content().isEqualTo(between(page(), "prints\n\n```text\n", "```"));
        assertThat(err).isEmptyFile();
    }

    @Test
    void everyBuiltInScenario_isExplained() throws IOException {
        String page = page();
        assertThat(Catalog.names()).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    @Test
    void networkForThoseWhoComeFromElsewhere_loadsAsItIs() throws Exception {
        String text = between(Files.readString(Path.of("coming-from.md")), "```yaml\n", "```");
        LoadedNetwork brunel =
                (LoadedNetwork) ScenarioLoader.load(new ScenarioSource(text, "coming-from.md", Path.of("")), List.of());
        assertThat(brunel.warnings()).isEmpty();
        assertThat(brunel.network().expectedSynapses())
                .isEqualTo(((LoadedNetwork) Catalog.load("brunel", List.of()))
                        .network()
                        .expectedSynapses());
    }

    @Test
    void networkThatLearns_loadsAsItIs() throws Exception {
        String text = between(page(), "```yaml\nmodel: spiking-network\n", "```");
        LoadedNetwork learns = (LoadedNetwork) ScenarioLoader.load(
                new ScenarioSource("model: spiking-network\n" + text, "README.md", Path.of("")), List.of());
        assertThat(learns.warnings()).isEmpty();
        assertThat(learns.network().changing()).hasSize(4);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String between(String text, String begin, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(matcher.find()).as("something between %s and %s", begin, end).isTrue();
        return matcher.group(1);
    }
}
