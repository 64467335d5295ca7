package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
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
import org.junit.jupiter.params.provider.ValueSource;

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
        return ScenarioLoader.load(scenario, List.of(overrides)).cycle().data();
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

    private LearningCycle model(String csv, String... overrides) throws IOException, InvalidScenarioException {
        load(csv, overrides);
        return ScenarioLoader.load(folder.resolve("file.yaml"), List.of(overrides))
                .cycle()
                .model();
    }

    @Test
    void numericTarget_isScaledByTheTrainingSamplesAlone() throws Exception {
        String csv = "x,y\n"
                + IntStream.range(0, 50)
                        .mapToObj(i -> i + "," + (25 + 6 * i) + "\n")
                        .collect(Collectors.joining());
        String[] regression = {"task.kind=regression", "loss=pseudo-huber", "task.scale=none", "task.held_out=0.5"};
        LearningCycle model = model(csv, regression);
        assertThat(model.samples().training())
                .extracting(sample -> sample.target()[0])
                .contains(0.0, 1.0)
                .allMatch(y -> y >= 0 && y <= 1);
        long heldOut = Math.round(model.samples().heldOut().get(0).features()[0]);
        LearningCycle other = model(csv.replace("\n" + heldOut + ",", "\n" + heldOut + ",9000"), regression);
        assertThat(other.target()).isEqualTo(model.target());
        assertThat(other.samples().training())
                .extracting(sample -> sample.target()[0])
                .containsExactlyElementsOf(model.samples().training().stream()
                        .map(sample -> sample.target()[0])
                        .toList());
        assertThat(other.samples().heldOut().get(0).target()[0]).isGreaterThan(20);
    }

    @Test
    void targetThatIsNotScaled_keepsItsUnit() throws Exception {
        LearningCycle model =
                model("x,y\n1,25\n2,346\n", "task.kind=regression", "loss=pseudo-huber", "task.scale_target=none");
        assertThat(model.samples().training())
                .extracting(sample -> sample.target()[0])
                .containsExactly(25.0, 346.0);
        assertThat(model.target()).isEqualTo(new Target.Values(List.of("y")));
        assertOneProblem(
                "x,y\n1,u\n2,v\n", 0, "scale_target for classes", "kind: regression", "task.scale_target=none");
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
        String rows = IntStream.range(0, 1000).mapToObj(i -> "x,y\n1,z").collect(Collectors.joining("\n"));
        assertThat(problems("a,b\n" + rows)).hasSize(TableEncoder.MOST_BAD_CELLS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | 1 | no rows           | a header and at least one row
            a,y\\n              | 2 | no rows           | a header and at least one row
            a y\\n1 2\\n        | 1 | one column (a y)  | separated by commas
            a,a\\n1,2\\n        | 1 | a second a        | a unique name
            a,,y\\n1,2,3\\n     | 1 | without a name    | a unique name
            a,y\\n1,u\\n1,2,3\\n| 3 | 3 cells           | 2 cells, as in the header
            a,y\\n1,u\\n1\\n    | 3 | 1 cells           | 2 cells, as in the header
            a,y\\n1,\"u         | 2 | not CSV           | CSV (RFC 4180)
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

    private static Target.Classes classes(String... names) {
        return new Target.Classes(List.of(names));
    }

    /** The only problem, with its line. */
    private void assertOneProblem(String csv, int line, String found, String allowed, String... overrides) {
        assertThat(problems(csv, overrides)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.found()).contains(found);
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1,1.0,no\n0.9,0.2,yes\n0.2,0.8,no\n",
                "5.1,3.5,1.4\n4.9,3.0,1.4\n",
                "a,1,no\n0,2,no\n1,3,yes\n",
                "0,0,0\n0,1,1\n1,0,1\n1,1,0\n",
                "x,y,-1e3\n1,2,3\n",
                "\uFEFF 7 ,x,no\n0,2,no\n,3,yes\n1,4,yes\n",
            })
    void fileWithoutAHeader_isRefusedAndKeepsItsFirstSample(String csv) {
        assertOneProblem(csv, 1, "numbers above numbers", "task.columns: [a, b, ...]");
    }

    @Test
    void columns_nameThoseOfAFileWithoutAHeader() throws Exception {
        String csv = "0.1,1.0,no\n0.9,0.2,yes\n0.2,0.8,no\n";
        DataSet data = load(csv, "task.columns=[u, v, kind]");
        assertThat(data.samples()).hasSize(3);
        assertThat(data.features()).containsExactly("u", "v");
        DataSet repeated = load("1,2,kind\n" + csv, "task.columns=['1', '2', kind]");
        assertThat(repeated.samples()).hasSize(3);
        assertThat(repeated.features()).containsExactly("1", "2");
        assertThat(load("u,v,kind\n" + csv, "task.columns=[u, v, kind]").samples())
                .hasSize(3);
        assertOneProblem(csv, 0, "2 names", "3, one for each cell", "task.columns=[u, kind]");
        assertOneProblem(csv, 0, "a second u", "a unique name", "task.columns=[u, u, kind]");
        assertOneProblem("u,v\n", 1, "no rows", "at least one row", "task.columns=[u, v]");
    }

    @Test
    void textAboveNumbers_isAHeader() throws Exception {
        assertThat(load("x1,x2,7\n1,2,no\n1,3,yes\n").target()).isEqualTo(classes("no", "yes"));
        assertThat(load("a,b,2nd\n1,2,1\n1,3,2\n").samples()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a;b;y\\n1;2;u\\n3;4;v\\n           | comma     | semicolon
            1,5;2,5;u\\n3,5;4,5;v\\n              | comma     | semicolon
            a;b;y\\n1,5;2,5;3,5\\n3;4,5;5\\n    | comma     | semicolon
            a\\tb\\ty\\n1\\t2\\tu\\n3\\t4\\tv\\n   | comma     | tab
            a,b,y\\n1,2,u\\n3,4,v\\n           | semicolon | comma
            a\\tb\\ty\\n1\\t2\\tu\\n3\\t4\\tv\\n   | semicolon | tab
            """)
    void anotherSeparator_isSaidInOneLineHoweverManyRowsThereAre(String csv, String separator, String right)
            throws Exception {
        String text = csv.replace("\\n", "\n").replace("\\t", "\t");
        String rows = text.substring(text.indexOf('\n') + 1);
        String set = "task.separator=" + separator;
        assertOneProblem(text + rows.repeat(200), 1, "separated by " + right + "s", "task.separator: " + right, set);
        if (!text.contains(",5")) {
            assertThat(load(text, "task.separator=" + right).features()).containsExactly("a", "b");
        }
    }

    @Test
    void semicolonsAndTabsInQuotes_areNoSeparators() throws Exception {
        assertThat(load("x,\"a; b\"\n1,u\n2,v\n").features()).containsExactly("x");
        assertThat(load("\"a; b\",y\n1,\"u;v\"\n2,\"w;x\"\n").features()).containsExactly("a; b");
    }

    @Test
    void decimalCommas_areSaidOnce() {
        assertOneProblem(
                "a;b;y\n1,5;2,5;u\n3,5;4;v\n" + "1,5;2;u\n".repeat(100),
                2,
                "1,5, with a decimal comma",
                "decimal points",
                "task.separator=semicolon");
    }

    @Test
    void rowsThatAreAllTooLongOrTooShort_areOneProblem() {
        assertOneProblem("a,y\n" + "1,2,u\n".repeat(300), 2, "3 cells in every row", "2 cells, as in the header");
    }

    @Test
    void columnOfText_isOneProblemAndCanBeLeftOut() throws Exception {
        String csv = "id,name,x,y\n" + "1,Ada,0.5,u\n2,Ben,0.25,v\n".repeat(100);
        assertOneProblem(csv, 2, "Ada, and no number in the whole column", "task.leave_out: [name]");
        assertThat(load(csv, "task.leave_out=[id, name]").features()).containsExactly("x");
        assertThat(load(csv, "task.leave_out=[0, 1]").features()).containsExactly("x");
        assertThat(load(
                                csv,
                                "task.leave_out=[y]",
                                "task.target=2",
                                "task.kind=regression",
                                "loss=pseudo-huber",
                                "task.leave_out=[y, 1]")
                        .features())
                .containsExactly("id");
        assertOneProblem(csv, 0, "nam", "did you mean name?", "task.leave_out=[nam]");
        assertOneProblem(csv, 0, "4", "or its number from 0 to 3", "task.leave_out=[4]");
        assertOneProblem(csv, 0, "y, the target", "other than the target", "task.leave_out=[name, y]", "task.target=y");
        assertOneProblem(csv, 0, "every feature", "at least one feature", "task.leave_out=[id, name, x]");
        assertOneProblem(
                csv,
                2,
                "u, and no number",
                "kind: classification",
                "task.kind=regression",
                "task.leave_out=[1]",
                "loss=pseudo-huber");
    }

    @Test
    void columnsWithoutANameOfTheirOwn_canBeLeftOut() throws Exception {
        String csv = ",x,x,y\n0,1,2,u\n1,3,4,v\n";
        assertThat(problems(csv))
                .extracting(Problem::column, Problem::found)
                .containsExactly(tuple(1, "a column without a name"), tuple(3, "a second x"));
        assertThat(problems(csv).get(0).allowed()).contains("task.leave_out: [0]");
        assertThat(load(csv, "task.leave_out=[0, 2]").features()).containsExactly("x");
    }

    @Test
    void columnCalledByANumber_isTheOneAtThatPlace_aQuotedNumberIsAName() throws Exception {
        String csv = "0,b,2,1,y\nu,1,v,2,w\nz,3,v,4,w\n";
        String names = "task.columns=['0', b, '2', '1', y]";
        assertThat(load(csv, names, "task.target=0", "task.leave_out=[2, y]", "task.held_out=0")
                        .features())
                .containsExactly("b", "1");
        assertThat(load(csv, names, "task.target=0", "task.leave_out=[2, y, \"1\"]")
                        .features())
                .containsExactly("b");
        assertOneProblem(
                csv,
                0,
                "1, the name of a column and the number of another",
                "\"b\" for number 1",
                names,
                "task.target=1");
        assertOneProblem(csv, 0, "3", "number from 0 to 4, without quotation marks", names, "task.target=\"3\"");
        assertOneProblem(
                "7,y\nu,1\nv,2\n",
                0,
                "7, the name of a column and no number of one",
                "\"7\" in quotation",
                "task.target=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1, \"no\"\n0.9,\"yes\"\n0.2,\"no\"\n0.8, \"yes\" \n0.15,no\n0.7,yes\n",
                "0.1,\t\"no\"\n0.9 ,  yes\n",
                "0.1,no\u00A0\n0.9,yes\n0.2,no\n0.3,\u202Fno\n",
                "0.1,n\u200Bo\n0.9,yes\u200F\n0.2,no\n0.3,\uFEFFno\n",
                "0.1,n\u00ADo\n0.9,y\u2060es\n0.2,no\n0.9,yes\n",
                "\u00A00.1,no\n0.9\u200B,yes\n",
            })
    void labelsThatLookTheSame_areOneClass(String rows) throws Exception {
        assertThat(load("x,y\n" + rows).target()).isEqualTo(classes("no", "yes"));
    }

    @Test
    void accentsAndBlanks_areOneHoweverTheyAreWritten() throws Exception {
        assertThat(load("x,y\n0,caf\u00E9\n1,cafe\u0301\n2,th\u00E9 vert\n3,th\u00E9\u00A0vert\n")
                        .target())
                .isEqualTo(classes("caf\u00E9", "th\u00E9 vert"));
        assertThat(load("petal\u00A0length,\u200By\n0,u\n1,v\n", "task.target=y")
                        .features())
                .containsExactly("petal length");
    }

    @ParameterizedTest
    @CsvSource({
        "no, n\u043E, U+043E CYRILLIC SMALL LETTER O",
        "A, \u0391, U+0391 GREEK CAPITAL LETTER ALPHA",
        "A-, A\u2212, U+2212 MINUS SIGN",
        "yes, \uFF59es, U+FF59 FULLWIDTH LATIN SMALL LETTER Y",
        "no, \u201Cno\u201D, U+201C LEFT DOUBLE QUOTATION MARK",
        "no, `no`, but",
        "no, n\u0007o, U+0007 BEL",
    })
    void labelsThatAreEasilyMistaken_areRefusedWithTheirPlace(String label, String twin, String character) {
        List<Problem> problems = problems("x,y\n0,%s\n1,other\n2,%s\n".formatted(label, twin));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.column()).isEqualTo(2);
            assertThat(problem.found())
                    .contains("looks like another class", character.equals("but") ? "`no`" : character);
        });
    }

    @Test
    void labelsOfOneScript_areNotMistaken() throws Exception {
        assertThat(load("x,y\n0,\u043D\u0435\u0442\n1,\u0434\u0430\n2,No\n3,no\n")
                        .target()
                        .names())
                .hasSize(4);
    }

    @Test
    void numbersAsLabels_areOneClassForEachValue() throws Exception {
        DataSet data = load("x,y\n0,0\n0,1\n0,00\n0,1.0\n0,0.0\n0,1e0\n0,+1\n0,-0\n");
        assertThat(data.target()).isEqualTo(classes("0", "1"));
        assertThat(data.samples()).extracting(Sample::label).containsExactly(0, 1, 0, 1, 0, 1, 1, 0);
        assertThat(load("x,y\n0,1.0\n0,007\n0,1.0\n").target()).isEqualTo(classes("1.0", "007"));
        assertThat(load("x,y\n0,1\n0,1.0\n0,one\n").target().names())
                .as("one label is no number")
                .hasSize(3);
    }

    @Test
    void numericTargetOfManyValues_isAskedFor() throws Exception {
        String integers =
                IntStream.range(0, 50).mapToObj(i -> i + "," + i % 25 + "\n").collect(Collectors.joining());
        assertOneProblem("x,y\n" + integers, 2, "25 different numbers (0, 1, 2, ...)", "kind: regression");
        assertOneProblem("x,y\n0,0.33\n1,2.98\n2,0.68\n", 2, "3 different numbers", "kind: regression");
        assertThat(load("x,y\n" + integers, "task.kind=classification").target().names())
                .hasSize(25);
        assertThat(load("x,y\n0,0.5\n1,1.5\n2,0.5\n").target()).isEqualTo(classes("0.5", "1.5"));
        String ten =
                IntStream.range(0, 50).mapToObj(i -> i + "," + i % 10 + "\n").collect(Collectors.joining());
        assertThat(load("x,y\n" + ten).target().names()).hasSize(10);
    }

    @Test
    void classCalledLikeAnInputNeuron_isNoProblem() throws Exception {
        assertThat(load("A,x2,label\n0.1,1.0,A+\n0.9,0.2,A-\n").target()).isEqualTo(classes("A+", "A-"));
    }

    @Test
    void numberWithAnUnusualCharacter_isReportedWithIt() {
        assertOneProblem("x,y\n\u22121.5,u\n2,v\n", 2, "U+2212 MINUS SIGN", "a finite number");
        assertOneProblem("x,y\n\u0661,u\n2,v\n", 2, "U+0661 ARABIC-INDIC DIGIT ONE", "a finite number");
    }

    @Test
    void byteOrderMark_isNoPartOfAQuotedName() throws Exception {
        assertThat(load("\uFEFF\"length\",kind\n1,a\n2,b\n").features()).containsExactly("length");
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() throws IOException {
        Path scenario = Files.writeString(folder.resolve("file.yaml"), SCENARIO.replace("data/flowers", "latin"));
        Files.write(folder.resolve("latin.csv"), "a,y\n1,\u00FC\n2,b\n".getBytes(StandardCharsets.ISO_8859_1));
        InvalidScenarioException thrown = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> ScenarioLoader.load(scenario, List.of()).cycle());
        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("task.data");
            assertThat(problem.found()).contains("not UTF-8");
        });
    }

    @Test
    void scenarioThatIsNoFile_isRefused() {
        InvalidScenarioException thrown = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> ScenarioLoader.load(folder, List.of()).cycle());
        assertThat(thrown.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).isEqualTo("no such file"));
    }
}
