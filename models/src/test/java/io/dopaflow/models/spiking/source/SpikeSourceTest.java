package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every source of spikes; lists and regular trains. */
class SpikeSourceTest {
    private static final long MS = 1_000_000_000;
    private static final BigDecimal ONE = BigDecimal.ONE;

    private static Stream<SpikeSource> all() {
        return Stream.of(
                new SpikeList(5 * MS, 0, 999 * MS),
                new SpikeList(),
                RegularTrain.ofPeriod(ONE, new BigDecimal(3), 0),
                RegularTrain.ofRate(new BigDecimal("150"), 7),
                train(PiecewiseRate.constant(300)),
                train(new PiecewiseRate(new long[] {0, 300 * MS, 600 * MS}, new double[] {100, 0, 200})),
                train(new PiecewiseRate(new long[] {0, 300 * MS}, new double[] {100, 0})),
                train(PiecewiseRate.constant(0)),
                train(new SinusoidalRate(200, 200, 10, 1)));
    }

    private static SpikeSource train(Rate rate) {
        return new PoissonTrain(rate, new RandomStreams(60), 1, 2, 3);
    }

    private static List<Long> spikes(SpikeSource source, long until) {
        List<Long> spikes = new ArrayList<>();
        for (long at = source.next(-1); at <= until; at = source.next(at)) {
            spikes.add(at);
        }
        return spikes;
    }

    @ParameterizedTest
    @MethodSource("all")
    void spikes_ascend_andQuestionsInAnyOrderChangeNoAnswer(SpikeSource source) {
        List<Long> spikes = spikes(source, 1000 * MS);
        assertThat(spikes).isSorted().doesNotHaveDuplicates();
        assertThat(spikes(source, 1000 * MS)).isEqualTo(spikes);
        for (int i = spikes.size() - 1; i >= 0; i -= 7) {
            long before = i == 0 ? -1 : spikes.get(i - 1);
            assertThat(source.next(before)).isEqualTo(spikes.get(i));
            assertThat(source.next(spikes.get(i) - 1)).isEqualTo(spikes.get(i));
            assertThat(source.next(before + (spikes.get(i) - before) / 2)).isEqualTo(spikes.get(i));
        }
        assertThat(source.next(SpikeSource.NEVER)).isEqualTo(SpikeSource.NEVER);
        assertThat(spikes(source, 1000 * MS)).isEqualTo(spikes);
    }

    @Test
    void list_isTheSameInAnyOrder() {
        assertThat(spikes(new SpikeList(3, 0, 7, 5), 100))
                .isEqualTo(spikes(new SpikeList(0, 3, 5, 7), 100))
                .containsExactly(0L, 3L, 5L, 7L);
        assertThat(new SpikeList(3, 5).next(5)).isEqualTo(SpikeSource.NEVER);
    }

    @Test
    void list_refusesTwoSpikesAtOnePicosecond_andNegativeTimes() {
        assertThatThrownBy(() -> new SpikeList(4, 3, 5, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two spikes of a source are at 3 ps; allowed: one at each picosecond");
        assertThatThrownBy(() -> new SpikeList(4, -1)).hasMessageContaining("-1 ps");
        assertThatThrownBy(() -> new SpikeList(SpikeSource.NEVER)).hasMessageContaining("below");
    }

    /** The k-th spike is at round(k T), the first ones and the millionth, without drift. */
    @ParameterizedTest
    @CsvSource({
        "1, 3, 1, 333333333",
        "1, 3, 2, 666666667",
        "1, 3, 3, 1000000000",
        "1, 3, 1000000, 333333333333333",
        "150, 1, 1000000, 150000000000000000",
        "0.1, 1, 1000000000, 100000000000000000",
        "0.0000000015, 1, 3, 5",
        "1000, 150, 7, 46666666667",
        "2, 7, 1000000007, 285714287714285714"
    })
    void regularTrain_hasItsSpikesAtTheRoundedMultiples(String period, String divisor, long k, long expected) {
        SpikeSource source = RegularTrain.ofPeriod(new BigDecimal(period), new BigDecimal(divisor), 0);
        assertThat(source.next(expected - 1)).isEqualTo(expected);
        SpikeSource later = RegularTrain.ofPeriod(new BigDecimal(period), new BigDecimal(divisor), 12345);
        assertThat(later.next(12345 + expected - 1)).isEqualTo(12345 + expected);
        if (k < 100) {
            assertThat(LongStream.iterate(source.next(-1), source::next)
                            .limit(k)
                            .max())
                    .hasValue(expected);
        }
    }

    @Test
    void regularTrain_countsOnePeriodFromItsStart() {
        SpikeSource source = RegularTrain.ofPeriod(new BigDecimal("0.5"), 10 * MS);
        assertThat(spikes(source, 11 * MS)).containsExactly(10 * MS + MS / 2, 11 * MS);
        assertThat(RegularTrain.ofRate(new BigDecimal("150"), 0).next(0)).isEqualTo(6_666_666_667L);
        assertThat(RegularTrain.ofRate(new BigDecimal("0.001"), 0).next(0)).isEqualTo(1_000_000 * MS);
    }

    @Test
    void regularTrain_endsWithTheRangeOfTimes() {
        SpikeSource source = RegularTrain.ofPeriod(new BigDecimal("4e9"), 0);
        assertThat(spikes(source, SpikeSource.NEVER - 1)).containsExactly(4_000_000_000L * MS, 8_000_000_000L * MS);
    }

    @Test
    void periodsThatAreNone_areRefused() {
        assertThatThrownBy(() -> RegularTrain.ofPeriod(BigDecimal.ZERO, 0)).hasMessageContaining("allowed: from 1 ps");
        assertThatThrownBy(() -> RegularTrain.ofPeriod(new BigDecimal("1e-10"), 0))
                .hasMessageContaining("from 1 ps");
        assertThatThrownBy(() -> RegularTrain.ofPeriod(new BigDecimal("1e11"), 0))
                .hasMessageContaining("2^62");
        assertThatThrownBy(() -> RegularTrain.ofPeriod(ONE, new BigDecimal("1e2000"), 0))
                .hasMessageContaining("allowed");
        assertThatThrownBy(() -> RegularTrain.ofPeriod(ONE, new BigDecimal("-3"), 0))
                .hasMessageContaining("-3");
        assertThatThrownBy(() -> RegularTrain.ofPeriod(new BigDecimal("1.0000000000000000000001"), 0))
                .hasMessageContaining("parts of a picosecond");
        assertThatThrownBy(() -> RegularTrain.ofRate(ONE, -1)).hasMessageContaining("-1 ps");
    }
}
