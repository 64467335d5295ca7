package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodesTest {
    private final Episodes episodes = new Episodes(10, 4, true);

    @Test
    void spikes_belongToTheEpisodeInWhichTheyAre() {
        assertThat(episodes.periodPs()).isEqualTo(14);
        assertThat(episodes.ofGiven(0)).isZero();
        assertThat(episodes.ofGiven(13)).isZero();
        assertThat(episodes.ofGiven(14)).isEqualTo(1);
        assertThat(episodes.of(1)).isZero();
        assertThat(episodes.of(14)).isZero();
        assertThat(episodes.of(15)).isEqualTo(1);
    }

    @Test
    void episodes_endAndBeginAnew() {
        assertThat(episodes.isWithin(10)).isTrue();
        assertThat(episodes.isWithin(11)).isFalse();
        assertThat(episodes.isWithin(15)).isTrue();
        assertThat(episodes.phase(10)).isEqualTo(10);
        assertThat(episodes.phase(24)).isEqualTo(10);
        assertThat(episodes.phase(14)).isEqualTo(14);
        assertThat(episodes.phase(15)).isEqualTo(1);
        assertThat(episodes.restartsAt(14)).isTrue();
        assertThat(episodes.restartsAt(0)).isFalse();
        assertThat(new Episodes(10, 4, false).restartsAt(14)).isFalse();
    }

    @Test
    void spikesUnderWay_areLostWhereAnEpisodeBeginsFromRest() {
        Losses ofNeurons = new Losses(Optional.of(episodes), false);
        assertThat(ofNeurons.include(12, 14)).isFalse();
        assertThat(ofNeurons.include(12, 15)).isTrue();
        assertThat(ofNeurons.include(14, 15)).isTrue();
        assertThat(ofNeurons.include(15, 16)).isFalse();
        Losses ofTrains = new Losses(Optional.of(episodes), true);
        assertThat(ofTrains.include(14, 15)).isFalse();
        assertThat(ofTrains.include(13, 15)).isTrue();
        assertThat(new Losses(Optional.of(new Episodes(10, 4, false)), false).include(12, 15))
                .isFalse();
        assertThat(new Losses(Optional.empty(), false).include(12, 15)).isFalse();
    }

    @Test
    void times_areAboveZero() {
        assertThatThrownBy(() -> new Episodes(0, 4, true)).hasMessageContaining("lasts 0 ps");
        assertThatThrownBy(() -> new Episodes(10, 0, true)).hasMessageContaining("pause of 0 ps");
    }
}
