package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

    private static final String DOCUMENT = "a: {b: 1, c: [{d: 2}, {d: 3}]}\ne: x\n";

    private static Node apply(Problems problems, String... assignments) {
        Node document = YamlReader.read(DOCUMENT, "a.yaml", problems).orElseThrow();
        return Overrides.apply(document, List.of(assignments), problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b=5       | {a: {b: 5, c: [{d: 2}, {d: 3}]}, e: x}",
                "a.c.1.d=5   | {a: {b: 1, c: [{d: 2}, {d: 5}]}, e: x}",
                "a.c.2.d=5   | {a: {b: 1, c: [{d: 2}, {d: 3}, {d: 5}]}, e: x}",
                "a.c=[1, w]  | {a: {b: 1, c: [1, w]}, e: x}",
                "a.c.0=null  | {a: {b: 1, c: [{d: 3}]}, e: x}",
                "a.b=null    | {a: {c: [{d: 2}, {d: 3}]}, e: x}",
                "a.x.y=~     | {a: {b: 1, c: [{d: 2}, {d: 3}]}, e: x}",
                "f.g=1 = 2   | {a: {b: 1, c: [{d: 2}, {d: 3}]}, e: x, f: {g: \"1 = 2\"}}",
                "e.f=1       | {a: {b: 1, c: [{d: 2}, {d: 3}]}, e: {f: 1}}",
            })
    void assignments_changeTheDocument(String assignment, String changed) {
        Problems problems = new Problems();
        assertThat(YamlWriter.writeOnOneLine(apply(problems, assignment))).isEqualTo(changed);
        assertThat(problems.inOrder()).isEmpty();
    }

    @Test
    void assignedKeysAndValues_haveTheOverrideAsPlaceAndOthersKeepTheirs() {
        Node.Mapping root = (Node.Mapping) apply(new Problems(), "a.b=5");
        Node.Entry a = root.find("a").orElseThrow();
        Node.Entry b = ((Node.Mapping) a.value()).find("b").orElseThrow();
        assertThat(a.place()).hasToString("a.yaml:1");
        assertThat(b.place()).hasToString("--set a.b=5");
        assertThat(b.value().place()).isEqualTo(b.place());
        assertThat(b.place().isOverride()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a",
                "=1",
                "a..b=1",
                "a.=1",
                "a.b=[1",
                "a.c.3.d=1",
                "a.c.-1=1",
                "a.c.x=1",
                "a.c.2=null",
                "a.b=",
                "a.b=  ",
                "a.b= # 5",
                "a.c.0="
            })
    void whatCannotBeApplied_isReported(String assignment) {
        Problems problems = new Problems();
        Node changed = apply(problems, assignment);
        assertThat(problems.inOrder()).singleElement().extracting(Problem::file).isEqualTo("--set " + assignment);
        assertThat(YamlWriter.writeOnOneLine(changed)).isEqualTo("{a: {b: 1, c: [{d: 2}, {d: 3}]}, e: x}");
    }
}
