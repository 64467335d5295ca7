package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {

    private static final String SCENARIO = """
            name: file
            task: {data: data/flowers.csv, held_out: 0}
            network: {hidden: []}
            learning: {flow_time: 0.1, opportunities: 5}
            """;

    @TempDir
    private Path folder;

    private DataSet load(String csv, String... overrides) throws IOException, InvalidScenarioException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/flowers.csv"), csv);
        Path scenario = Files.writeString(folder.resolve("file.yaml"), SCENARIO);
        return ScenarioLoader.load(scenario, List.of(overrides)).data();
    }

    private List<Problem> problems(String csv, String... overrides) {
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(csv, overrides));
        assertThat(thrown).as("is refused").isNotNull();
        return thrown.problems();
    }

    @Test
    void file_isFoundBesideTheScenarioAndRead() throws Exception {
        DataSet data = load("\uFEFFlength,\"wide, or not\",kind\r\n1,2e0,b\r\n\r\n -3 ,.5,a\r\n0,0,b");
        assertThat(data.name()).isEqualTo("flowers");
        assertThat(data.features()).containsExactly("length", "wide, or not");
        assertThat(data.target()).isEqualTo(new Target.Classes(List.of("a", "b")));
        assertThat(data.samples()).hasSize(3);
        assertThat(data.samples().get(1).features()).containsExactly(-3, 0.5);
        assertThat(data.samples().get(1).target()).containsExactly(1, 0);
    }

    @Test
    void numbersAsClasses_areOrderedByValue() throws Exception {
        assertThat(load("x,y\n0,10\n0,9\n0,-1\n").target()).isEqualTo(new Target.Classes(List.of("-1", "9", "10")));
    }

    @Test
    void regression_hasOneNumberAndTheOtherColumnsAsFeatures() throws Exception {
        DataSet data = load("y,x\n10,1\n9,2\n", "task.kind=regression", "task.target=y", "loss=squared-error");
        assertThat(data.features()).containsExactly("x");
        assertThat(data.samples().get(0).target()).containsExactly(10);
    }

    @Test
    void everyBadCell_isReportedWithLineAndColumn() {
        assertThat(problems("a,b,y\n1,NaN,u\n,2,v\n3,Infinity,\n1,0x10,u\n1e101,1f,v\n"))
                .extracting(Problem::line, Problem::column, Problem::key, Problem::found)
                .containsExactly(
                        tuple(2, 2, "b", "NaN"),
                        tuple(3, 1, "a", "nothing"),
                        tuple(4, 2, "b", "Infinity"),
                        tuple(4, 3, "y", "nothing"),
                        tuple(5, 2, "b", "0x10"),
                        tuple(6, 1, "a", "1e101"),
                        tuple(6, 2, "b", "1f"));
    }

    @Test
    void problem_namesTheDataFile() {
        assertThat(problems("a,y\nx,u\n1,v\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .endsWith("flowers.csv:2: a: found x; allowed: a finite number from -1e100 to 1e100"));
    }

    @Test
    void linesAfterAQuotedLineEnd_areCountedRightly() {
        assertThat(problems("a,y\n1,\"two\nlines\"\nx,u\n"))
                .extracting(Problem::line)
                .containsExactly(4);
    }

    @Test
    void manyBadCells_areCutShort() {
        String rows = IntStream.range(0, 1000).mapToObj(i -> "x,y").collect(Collectors.joining("\n"));
        assertThat(problems("a,b\n" + rows)).hasSize(TableEncoder.MOST_BAD_CELLS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | 1 | no rows           | a header and at least one row
            a,y\\n              | 2 | no rows           | a header and at least one row
            a;y\\n1;2\\n        | 1 | one column (a;y)  | separated by commas
            a,a\\n1,2\\n        | 1 | a second column a | a name of its own
            a,,y\\n1,2,3\\n     | 1 | without a name    | a name of its own
            a,y\\n1,u\\n1,2,3\\n| 3 | 3 cells           | 2 cells, as in the header
            a,y\\n1,u\\n1\\n    | 3 | 1 cells           | 2 cells, as in the header
            a,y\\n1,\"u         | 2 | no CSV            | CSV (RFC 4180)
            a,y\\n1,u\\n2,u\\n  | 2 | with 1 class      | 2 to 1000 classes
            """)
    void filesThatAreNoTable_areRefused(String csv, int line, String found, String allowed) {
        String text = csv == null ? "" : csv.replace("\\n", "\n");
        assertThat(problems(text)).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.found()).contains(found);
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() throws IOException {
        Path scenario = Files.writeString(folder.resolve("file.yaml"), SCENARIO.replace("data/flowers", "latin"));
        Files.write(folder.resolve("latin.csv"), "a,y\n1,\u00FC\n2,b\n".getBytes(StandardCharsets.ISO_8859_1));
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioLoader.load(scenario, List.of()));
        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("task.data");
            assertThat(problem.found()).contains("not UTF-8");
        });
    }

    @Test
    void scenarioThatIsNoFile_isRefused() {
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioLoader.load(folder, List.of()));
        assertThat(thrown.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).isEqualTo("no such file"));
    }
}
