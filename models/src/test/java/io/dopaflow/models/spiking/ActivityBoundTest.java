package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.source.SpikeList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** At most 100 Hz: 4 neurons may have 40 spikes in each stretch of 100 ms. */
class ActivityBoundTest {
    private final ActivityBound bound = new ActivityBound(TinyNetwork.of(
            TinyNetwork.PRECISE,
            List.of(TinyNetwork.neurons(4), new CellGroup.Trains("input", List.of(new SpikeList())))));

    private static void runsAway(ThrowingCallable code) {
        assertThatThrownBy(code)
                .isInstanceOf(RunawayActivityException.class)
                .hasMessage("its neurons spike at more than 100.0 Hz on average. Look at weights and inputs, or set a"
                        + " higher largest rate")
                .extracting(e -> ((RunawayActivityException) e).population())
                .isEqualTo("neurons");
    }

    @Test
    void spikesOfAStretch_areAsManyAsTheRateSays() {
        bound.count(0, 0, 39);
        bound.count(0, 100 * MS - 1, 1);
        bound.count(0, 100 * MS, 40);
        runsAway(() -> bound.count(0, 199 * MS, 1));
    }

    @Test
    void trainsThatAreGiven_haveNoBound() {
        bound.count(1, 0, 1_000_000);
        bound.count(1, 0, 1_000_000);
    }

    /** The late ones are those of another stretch still, even where stretches have come after it. */
    @Test
    void spikesThatAreToldLate_countInTheirOwnStretch() {
        bound.count(0, 50 * MS, 39);
        bound.count(0, 750 * MS, 40);
        bound.count(0, 50 * MS, 1);
        runsAway(() -> bound.count(0, 50 * MS, 1));
    }

    @Test
    void stretchesLongPast_areForgotten() {
        bound.count(0, 50 * MS, 40);
        bound.count(0, 850 * MS, 40);
        bound.count(0, 1650 * MS, 40);
        runsAway(() -> bound.count(0, 1650 * MS, 1));
    }

    /** 3 neurons at 3.5 Hz have 1.05 spikes in a stretch; 2 are allowed. */
    @Test
    void partsOfASpike_areAllowedAsAWhole() {
        SpikingNetwork network = new SpikingNetwork(
                TinyNetwork.PRECISE,
                100 * MS,
                TinyNetwork.RUN,
                List.of(TinyNetwork.neurons(3)),
                List.of(),
                List.of(),
                3.5);
        ActivityBound small = new ActivityBound(network);
        small.count(0, 0, 2);
        assertThatThrownBy(() -> small.count(0, 0, 1)).isInstanceOf(RunawayActivityException.class);
    }

    /** 4 neurons at 100 Hz have 20 spikes in a run of 50 ms. */
    @Test
    void runShorterThanAStretch_isBoundOverItsWholeTime() {
        ActivityBound small = new ActivityBound(new SpikingNetwork(
                TinyNetwork.PRECISE,
                50 * MS,
                TinyNetwork.RUN,
                List.of(TinyNetwork.neurons(4)),
                List.of(),
                List.of(),
                100));
        small.count(0, 0, 20);
        runsAway(() -> small.count(0, 49 * MS, 1));
    }
}
