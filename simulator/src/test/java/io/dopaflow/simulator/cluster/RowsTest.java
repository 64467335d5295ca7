package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static void assertIsFilled(Rows rows, int width, int from, int to) {
        assertThat(rows.count()).isEqualTo(to - from);
        assertThat(rows.values()).hasSize((to - from) * width);
        for (int i = from; i < to; i++) {
            assertThat(rows.timesPs()[i - from]).isEqualTo(i / 2);
            assertThat(rows.entities()[i - from]).isEqualTo(-i);
            for (int v = 0; v < width; v++) {
                assertThat(rows.values()[(i - from) * width + v]).isEqualTo(i + (v + 1) / 4.0);
            }
        }
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
        assertThat(buffer.takeUpTo(-1).count()).isZero();
        assertIsFilled(buffer.takeUpTo(99), width, 0, 200);
        assertThat(buffer.takeUpTo(99).count()).isZero();
        assertIsFilled(buffer.take(), width, 200, MANY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void rowsOfAnotherBuffer_areAdded(int width) {
        Rows.Buffer buffer = filled(width);
        Rows first = buffer.takeUpTo(99);
        Rows.Buffer joined = new Rows.Buffer(width);
        joined.addAll(first);
        joined.addAll(buffer.take());
        assertIsFilled(joined.take(), width, 0, MANY);
    }

    @Test
    void rowsGivenAway_doNotChangeWithTheBuffer() {
        Rows.Buffer buffer = new Rows.Buffer(1);
        buffer.add(1, 2, 3, 0);
        Rows taken = buffer.take();
        buffer.add(4, 5, 6, 0);
        assertThat(taken.timesPs()).containsExactly(1);
        assertThat(taken.values()).containsExactly(3);
    }
}
