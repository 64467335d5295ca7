package io.dopaflow.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.Grid;
import io.dopaflow.scenarios.format.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=1,2, 3                       | 1;2;3
            a=x                            | x
            a=                             | ``
            a=[1, 2],[3]                   | [1, 2];[3]
            a=[{size: 4, x: [1,2]}],[]     | [{size: 4, x: [1,2]}];[]
            a="x, y",z                     | "x, y";z
            a='[,',"]"                     | '[,';"]"
            a=[1,2                         | [1,2
            a=b=c,d                        | b=c;d
            """)
    void commas_insideBracketsAndQuotesBelongToTheValue(String assignment, String values) {
        assertThat(Axis.parse(assignment).values()).containsExactly(values.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=1,1                     | 1
            a=0.1,0.2,0.10,1e-1,2e-1  | 0.1;0.2
            a=1,+1.0,01,-1            | 1;-1
            a=20 ms,0.02 s,20000us,1s | 20 ms;1s
            a=actor,actor,Actor       | actor;Actor
            a=1,"1"                   | 1;"1"
            """)
    void value_countsOnce_howeverItIsWritten(String assignment, String values) {
        assertThat(Axis.parse(assignment).values()).containsExactly(values.split(";", -1));
    }

    @Test
    void column_isNumericWhereAllValuesAre() {
        assertThat(Axis.parse("learning.cycles=10,20").column().name()).isEqualTo("learning_cycles");
        assertThat(Axis.parse("a=10,20").column().type()).isEqualTo(Column.Type.BIGINT);
        assertThat(Axis.parse("a=10,2e-3,.5").column().type()).isEqualTo(Column.Type.DOUBLE);
        assertThat(Axis.parse("a=10,20 ms").column().type()).isEqualTo(Column.Type.VARCHAR);
    }

    @Test
    void grid_hasAllCombinations_theLastKeyFastest() {
        Problems problems = new Problems();
        Grid grid = SweepPlan.grid(List.of("a=1,2", "b=x", "c=7,8,9"), problems);
        assertThat(problems.none()).isTrue();
        assertThat(grid.points()).isEqualTo(6);
        assertThat(grid.changes(0)).containsExactly("a=1", "b=x", "c=7");
        assertThat(grid.changes(2)).containsExactly("a=1", "b=x", "c=9");
        assertThat(grid.changes(5)).containsExactly("a=2", "b=x", "c=9");
        assertThat(grid.values(5)).as("of keys with several values").containsExactly("2", "9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            learning.cycles      | learning.cycles
            =5                   | =5
            seed=1,2             | --seeds
            engine=actor         | --engine
            a=1,,2               | empty value
            Status=1,2           | column
            1a=1,2               | column
            """)
    void wrongAssignments_areReported(String assignment, String word) {
        Problems problems = new Problems();
        SweepPlan.grid(List.of(assignment), problems);
        assertThat(problems.inOrder()).singleElement().asString().contains(word).contains("allowed: ");
    }

    @Test
    void key_isGivenOnce() {
        Problems problems = new Problems();
        SweepPlan.grid(List.of("a=1", "a=2"), problems);
        assertThat(problems.inOrder()).singleElement().asString().contains("a twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1..4        | 1,2,3,4
            7           | 7
            -1..1       | -1,0,1
            1,5,2       | 1,5,2
            1..3, 9     | 1,2,3,9
            7,1..3,2,7  | 7,1,2,3
            """)
    void seeds_areRangesAndNumbers(String text, String seeds) {
        assertThat(Seeds.parse(text).orElseThrow().values().stream().map(String::valueOf))
                .containsExactly(seeds.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "3..1", "1..", "1...3", "1,", "\u0661..\u0663", "\uFF17", "1..9999999", "0x1", "1.5"})
    void seeds_areRefused(String text) {
        assertThat(Seeds.parse(text)).isEmpty();
    }
}
