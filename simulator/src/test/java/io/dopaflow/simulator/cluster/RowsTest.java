package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final int MANY = 1000;

    private static Rows.Buffer filled(int width) {
        Rows.Buffer buffer = new Rows.Buffer(width);
        for (int i = 0; i < MANY; i++) {
            buffer.add(i / 2, -i, i + 0.25, i + 0.5);
        }
        return buffer;
    }

    /** The rows from one number to another, as they come out of a buffer that they are added to. */
    private static void assertIsFilled(Rows rows, int width, int from, int to) {
        assertThat(rows.count()).isEqualTo(to - from);
        assertThat(rows.values()).hasSize((to - from) * width);
        Rows.Buffer buffer = new Rows.Buffer(width);
        buffer.addAll(rows);
        assertThat(taken(buffer, MANY)).isEqualTo(filled(width, from, to));
    }

    private static List<List<Number>> taken(Rows.Buffer buffer, long untilPs) {
        List<List<Number>> rows = new ArrayList<>();
        buffer.takeUpTo(untilPs, (timePs, entity, value, other) -> rows.add(List.of(timePs, entity, value, other)));
        return rows;
    }

    private static List<List<Number>> filled(int width, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        List.<Number>of((long) i / 2, (long) -i, width > 0 ? i + 0.25 : 0.0, width > 1 ? i + 0.5 : 0.0))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void rows_areGivenAwayOnce(int width) {
        Rows.Buffer buffer = filled(width);
        assertIsFilled(buffer.take(), width, 0, MANY);
        assertThat(buffer.count()).isZero();
        assertThat(buffer.take().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void rowsUpToATime_areGivenAwayAndTheOthersKept(int width) {
        Rows.Buffer buffer = filled(width);
        assertThat(taken(buffer, -1)).isEmpty();
        assertThat(taken(buffer, 99)).isEqualTo(filled(width, 0, 200));
        assertThat(taken(buffer, 99)).isEmpty();
        assertIsFilled(buffer.take(), width, 200, MANY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void rowsOfOtherBuffers_areAdded(int width) {
        Rows.Buffer joined = new Rows.Buffer(width);
        joined.addAll(filled(width).take());
        joined.addAll(filled(width).take());
        List<List<Number>> twice = new ArrayList<>(filled(width, 0, MANY));
        twice.addAll(filled(width, 0, MANY));
        assertThat(taken(joined, MANY)).isEqualTo(twice);
    }

    /** Small numbers take few bytes. */
    @Test
    void timesAndEntities_areToldAsDifferences() {
        Rows.Buffer buffer = new Rows.Buffer(0);
        buffer.add(1_000_000_000_000L, 70_000, 0, 0);
        buffer.add(1_000_000_000_001L, 69_998, 0, 0);
        Rows rows = buffer.take();
        assertThat(rows.timeStepsPs()).containsExactly(1_000_000_000_000L, 1);
        assertThat(rows.entitySteps()).containsExactly(70_000, -2);
    }

    @Test
    void rowsGivenAway_doNotChangeWithTheBuffer() {
        Rows.Buffer buffer = new Rows.Buffer(1);
        buffer.add(1, 2, 3, 0);
        Rows taken = buffer.take();
        buffer.add(4, 5, 6, 0);
        assertThat(taken.timeStepsPs()).containsExactly(1);
        assertThat(taken.values()).containsExactly(3);
    }
}
