package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodePlanTest {
    private static final RandomStreams STREAMS = new RandomStreams(7);
    private final Episodes episodes = new Episodes(10, 4, true);

    private static Presentation sample(long[]... inputs) {
        return new Presentation(List.of(inputs), new double[][] {{0}});
    }

    @Test
    void train_hasTheSpikesOfEachSampleInItsEpisodes() {
        EpisodePlan plan = new EpisodePlan(
                episodes, 2, List.of(sample(new long[] {0, 9}, new long[0]), sample(new long[] {4}, new long[] {3})));
        List<Long> expected = new ArrayList<>();
        EpisodePlan.Order order = plan.order(STREAMS);
        for (int episode = 0; episode < 20; episode++) {
            int sample = order.sampleAt(episode);
            assertThat(sample).isEqualTo(order.sampleAt(episode / 2 * 2));
            for (long spike : plan.samples().get(sample).inputs().get(0)) {
                expected.add(14L * episode + spike);
            }
        }
        EpisodeTrain train = new EpisodeTrain(plan, STREAMS, 0);
        List<Long> found = new ArrayList<>();
        for (long at = train.next(-1); at < 280; at = train.next(at)) {
            found.add(at);
        }
        assertThat(found).isEqualTo(expected);
        // Whoever asks again gets the same answer.
        assertThat(train.next(-1)).isEqualTo(expected.get(0));
        assertThat(train.next(SpikeSource.NEVER)).isEqualTo(SpikeSource.NEVER);
    }

    @Test
    void inputWithoutSpikes_isSilentForEver() {
        EpisodePlan plan = new EpisodePlan(episodes, 1, List.of(sample(new long[] {1}, new long[0])));
        assertThat(new EpisodeTrain(plan, STREAMS, 1).next(-1)).isEqualTo(SpikeSource.NEVER);
    }

    @Test
    void wrongPlans_areRefused() {
        Presentation one = sample(new long[] {1});
        assertThatThrownBy(() -> new EpisodePlan(episodes, 0, List.of(one))).hasMessageContaining("has 0 episodes");
        assertThatThrownBy(() -> new EpisodePlan(episodes, 1, List.of())).hasMessageContaining("no samples");
        assertThatThrownBy(() -> new EpisodePlan(episodes, 1, List.of(one, sample())))
                .hasMessageContaining("sample 1 has 0 inputs");
        assertThatThrownBy(() -> new EpisodePlan(episodes, 1, List.of(sample(new long[] {10}))))
                .hasMessageContaining("before its end, 10 ps");
        assertThatThrownBy(() -> sample(new long[] {3, 3})).hasMessageContaining("spike 1 of input 0");
        assertThatThrownBy(() -> sample(new long[] {-1})).hasMessageContaining("is at -1 ps");
    }
}
