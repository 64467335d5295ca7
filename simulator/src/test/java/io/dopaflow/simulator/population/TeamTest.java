package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void everyPart_isDoneOnceBeforeRunReturns(int size) {
        try (Team team = new Team(size)) {
            for (int parts = 1; parts < 300; parts++) {
                AtomicIntegerArray done = new AtomicIntegerArray(parts);
                team.run((part, worker) -> done.incrementAndGet(part), parts);
                for (int part = 0; part < parts; part++) {
                    assertThat(done.get(part)).as("part %d of %d", part, parts).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void helperThatSleeps_wakes() throws Exception {
        try (Team team = new Team(2)) {
            AtomicInteger helped = new AtomicInteger();
            while (helped.get() < 3) {
                Thread.sleep(5);
                team.run(
                        (part, worker) -> {
                            helped.addAndGet(worker);
                            sleep();
                        },
                        4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatAPartThrows_isThrownOnceTheOthersAreDone(int culprit) {
        try (Team team = new Team(2)) {
            AtomicInteger done = new AtomicInteger();
            assertThatThrownBy(() -> {
                        while (true) {
                            done.set(0);
                            team.run(
                                    (part, worker) -> {
                                        sleep();
                                        done.incrementAndGet();
                                        if (worker == culprit) {
                                            throw new StackOverflowError("broken");
                                        }
                                    },
                                    4);
                        }
                    })
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("broken");
            assertThat(done).hasValue(4);
            team.run((part, worker) -> done.incrementAndGet(), 4);
            assertThat(done).hasValue(8);
        }
    }

    @Test
    void close_endsTheThreads() {
        try (Team team = new Team(4)) {
            team.run((part, worker) -> {}, 9);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("dopaflow-population-"));
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
