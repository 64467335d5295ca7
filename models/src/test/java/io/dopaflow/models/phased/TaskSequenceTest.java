package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskSequenceTest {
    private final Split first = new Split(List.of(sample(0), sample(1)), List.of(sample(2)));

    private static Sample sample(int number) {
        return new Sample(
                IntStream.range(0, 20).mapToDouble(i -> 100 * number + i).toArray(), new double[] {number});
    }

    @Test
    void tasks_followEachOther_andTheLastGoesOn() {
        TaskSequence tasks = TaskSequence.permuted(first, 3, 4, new RandomStreams(1));
        assertThat(LongStream.range(0, 20).filter(tasks::endsTask)).containsExactly(3L, 7L);
        assertThat(tasks.at(3)).isSameAs(first);
        assertThat(tasks.at(4)).isSameAs(tasks.tasks().get(1));
        assertThat(tasks.at(1000)).isSameAs(tasks.tasks().get(2));
        assertThat(LongStream.range(0, 20).filter(TaskSequence.of(first)::endsTask))
                .isEmpty();
    }

    /** All samples of a task are exchanged alike, those of another otherwise. */
    @Test
    void permutedTasks_haveTheSameFeaturesInAnotherOrder() {
        List<Split> tasks =
                TaskSequence.permuted(first, 3, 4, new RandomStreams(1)).tasks();
        double[] order = tasks.get(1).training().get(0).features();
        assertThat(order)
                .containsExactlyInAnyOrder(sample(0).features())
                .isNotEqualTo(sample(0).features());
        assertThat(tasks.get(1).heldOut().get(0).features())
                .isEqualTo(
                        IntStream.range(0, 20).mapToDouble(i -> 200 + order[i]).toArray());
        assertThat(tasks.get(1).training().get(1).target()).isEqualTo(sample(1).target());
        assertThat(tasks.get(2).training().get(0).features()).isNotEqualTo(order);
        assertThat(TaskSequence.permuted(first, 2, 4, new RandomStreams(2))
                        .tasks()
                        .get(1)
                        .training()
                        .get(0)
                        .features())
                .as("of another seed")
                .isNotEqualTo(order);
    }

    @Test
    void whatIsNoSequence_isRefused() {
        assertThatThrownBy(() -> new TaskSequence(List.of(), 1)).hasMessage("there are 0 tasks; allowed: at least 1");
        assertThatThrownBy(() -> new TaskSequence(List.of(first), 0))
                .hasMessage("a task has 0 learning opportunities; allowed: at least 1");
        Split smaller = new Split(List.of(sample(0)), List.of());
        assertThatThrownBy(() -> new TaskSequence(List.of(first, smaller), 1))
                .hasMessage("a task has 1 training samples; allowed: as many as the first, 2");
    }
}
