package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    private static Node.Mapping read(String text) {
        Problems problems = new Problems();
        Node node = YamlReader.read(text, "a.yaml", problems).orElseThrow();
        assertThat(problems.inOrder()).isEmpty();
        return (Node.Mapping) node;
    }

    private static List<Problem> problems(String text) {
        Problems problems = new Problems();
        YamlReader.read(text, "a.yaml", problems);
        return problems.inOrder();
    }

    private static Node.Scalar scalar(Node.Mapping mapping, String key) {
        return (Node.Scalar) mapping.find(key).orElseThrow().value();
    }

    @Test
    void nodesAndKeys_knowTheirPlaces() {
        Node.Mapping root = read("# comment\na: 1\nb:\n  c: [x,\n    'y']\n");
        Node.Entry c =
                ((Node.Mapping) root.find("b").orElseThrow().value()).find("c").orElseThrow();
        Node.Sequence list = (Node.Sequence) c.value();
        assertThat(root.find("a").orElseThrow().place()).isEqualTo(new Place("a.yaml", 2, 1));
        assertThat(scalar(root, "a").place()).isEqualTo(new Place("a.yaml", 2, 4));
        assertThat(c.place()).isEqualTo(new Place("a.yaml", 4, 3));
        assertThat(list.place()).isEqualTo(new Place("a.yaml", 4, 6));
        assertThat(list.items().get(1).place()).isEqualTo(new Place("a.yaml", 5, 5));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1, NUMBER", "-1.5e3, NUMBER", ".5, NUMBER", "+2., NUMBER", "1e-3, NUMBER", "\"1\", TEXT", "'1', TEXT",
                "true, BOOLEAN", "\"true\", TEXT", "yes, TEXT", "on, TEXT", "null, NOTHING", "~, NOTHING",
                        "``, NOTHING",
                "\"\", TEXT", "0x10, TEXT", "1_000, TEXT", ".inf, TEXT", ".nan, TEXT", "012, NUMBER", "1:30, TEXT",
                "2026-11-23, TEXT", "20 ms, TEXT"
            })
    void scalars_areWhatYaml12SaysTheyAre(String text, ScalarKind kind) {
        assertThat(scalar(read("é😀: x\na: " + text + "\nb: \"c\"\n"), "a").kind())
                .isEqualTo(kind);
    }

    @Test
    void blockText_isText() {
        assertThat(scalar(read("a: |\n  12\nb: 1\n"), "a"))
                .isEqualTo(new Node.Scalar("12\n", ScalarKind.TEXT, new Place("a.yaml", 1, 4)));
    }

    @Test
    void byteOrderMarkAndWindowsLineEnds_areSkipped() {
        assertThat(scalar(read("\uFEFFa: 1\r\nb: \"2\"\r\n"), "b").kind()).isEqualTo(ScalarKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a: 1\\na: 2; 2; the key \"a\" a second time; the first is in line 1",
                "a:\\n\\tb: 1; 2; TAB; a YAML document",
                "a: [1; 1; not YAML; a YAML document",
                "a: 'b; 1; not YAML; a YAML document",
                "a: b: c; 1; not YAML; a YAML document",
                "a: 1\\n---\\nb: 2; 3; a second document; one document",
                "a: &x 1\\nb: *x; 1; an anchor; written out",
                "a: &x [1]; 1; an anchor; written out",
                "&x a: 1; 1; an anchor; written out",
                "a: [b, *x]; 1; an alias; written out",
                "a: !!str 1; 1; a tag; written out",
                "? [a]\\n: 1; 1; not YAML; a YAML document",
            })
    void whatIsNoPlainYaml_isReported(String text, int line, String found, String allowed) {
        assertThat(problems(text.replace("\\n", "\n").replace("\\t", "\t"))).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.found()).contains(found);
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    @Test
    void bombs_areRefused() {
        assertThat(problems("a: " + "[".repeat(25) + "]".repeat(25)).get(0).allowed())
                .isEqualTo("at most 20 levels");
        assertThat(problems("[".repeat(100_000))).isNotEmpty();
        assertThat(problems("a: " + "x".repeat(YamlReader.MAX_LENGTH)).get(0).allowed())
                .contains("4194304 characters");
        assertThat(problems("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n")).isNotEmpty();
    }

    @Test
    void controlCharacters_areReported() {
        assertThat(problems("a: \u0000")).isNotEmpty();
    }
}
