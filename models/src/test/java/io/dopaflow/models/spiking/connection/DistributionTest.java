package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.connection.Distribution.Constant;
import io.dopaflow.models.spiking.connection.Distribution.LogNormal;
import io.dopaflow.models.spiking.connection.Distribution.Normal;
import io.dopaflow.models.spiking.connection.Distribution.Outside;
import io.dopaflow.models.spiking.connection.Distribution.Uniform;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of values. Samples have 400 000 draws of seed 50; the level is {@link GoodnessOfFit#LEVEL}. */
class DistributionTest {
    private static final int DRAWS = 400_000;

    /** The values with which 400 000 neurons start. */
    private static double[] sample(Distribution law) {
        return KeyedValues.initial(law, new RandomStreams(50).derived(1, 2), 0, DRAWS);
    }

    private static void follows(Distribution law, DoubleUnaryOperator cumulative) {
        double[] sample = sample(law);
        assertThat(Arrays.stream(sample)).allMatch(x -> x >= law.lowest() && x <= law.highest());
        assertThat(GoodnessOfFit.kolmogorovSmirnov(sample, cumulative)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    private static double phi(double x) {
        return GoodnessOfFit.normalBelow(x);
    }

    @Test
    void continuousLaws_areThose() {
        follows(new Uniform(-3, 5), x -> (x + 3) / 8);
        follows(new Normal(2, 0.5), x -> phi((x - 2) / 0.5));
        follows(new LogNormal(-1, 0.7), x -> phi((Math.log(x) + 1) / 0.7));
    }

    /** So that what a law can give is known beforehand: delays must not reach 0, time constants must stay positive. */
    @Test
    void endsOfUnboundedLaws_areThoseOfTheLargestDraw() {
        Normal free = new Normal(20, 2);
        assertThat(free.lowest()).isCloseTo(20 - 8.3 * 2, within(1e-12));
        assertThat(free.highest()).isCloseTo(20 + 8.3 * 2, within(1e-12));
        Normal bounded = new Normal(20, 2, 15, 100, Outside.CLIPPED);
        assertThat(bounded.lowest()).isEqualTo(15);
        assertThat(bounded.highest()).isCloseTo(36.6, within(1e-12));
        LogNormal positive = new LogNormal(0, 0.5);
        assertThat(positive.lowest()).isCloseTo(Math.exp(-4.15), within(1e-12));
        assertThat(positive.highest()).isCloseTo(Math.exp(4.15), within(1e-10));
    }

    @Test
    void normal_redrawn_isTheLawGivenThatItIsInside() {
        double inside = phi(3) - phi(-0.5);
        follows(new Normal(1, 2, 0, 7, Outside.REDRAWN), x -> (phi((x - 1) / 2) - phi(-0.5)) / inside);
        double tail = 1 - phi(2);
        follows(new Normal(0, 1, 2, Double.POSITIVE_INFINITY, Outside.REDRAWN), x -> (phi(x) - phi(2)) / tail);
    }

    @Test
    void normal_clipped_hasTheRestAtItsBounds() {
        double[] sample = sample(new Normal(1, 2, 0, 4, Outside.CLIPPED));
        long low = Arrays.stream(sample).filter(x -> x == 0).count();
        long high = Arrays.stream(sample).filter(x -> x == 4).count();
        double[] inside = Arrays.stream(sample).filter(x -> x > 0 && x < 4).toArray();
        double share = phi(1.5) - phi(-0.5);
        assertThat(GoodnessOfFit.chiSquare(
                        new long[] {low, inside.length, high},
                        new double[] {DRAWS * phi(-0.5), DRAWS * share, DRAWS * (1 - phi(1.5))}))
                .isGreaterThan(GoodnessOfFit.LEVEL);
        assertThat(GoodnessOfFit.kolmogorovSmirnov(inside, x -> (phi((x - 1) / 2) - phi(-0.5)) / share))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    @Test
    void table_hasItsShares() {
        double[] sample = sample(new ValueTable(new double[] {3, -1, 7, 2}, new double[] {1, 4, 0, 5}));
        long[] counts = new long[3];
        for (double x : sample) {
            counts[x == 3 ? 0 : x == -1 ? 1 : 2]++;
            assertThat(x).isIn(3.0, -1.0, 2.0);
        }
        assertThat(GoodnessOfFit.chiSquare(counts, new double[] {DRAWS * 0.1, DRAWS * 0.4, DRAWS * 0.5}))
                .isGreaterThan(GoodnessOfFit.LEVEL);
        ValueTable equal = new ValueTable(1, 2, 2);
        assertThat(Arrays.stream(sample(equal)).filter(x -> x == 2).count())
                .isBetween(265_686L, 267_648L); // 3.29 deviations of 298
        assertThat(equal.lowest()).isEqualTo(1);
        assertThat(equal.highest()).isEqualTo(2);
        assertThat(equal.values()).containsExactly(1, 2, 2);
    }

    @Test
    void constant_isItself() {
        assertThat(sample(new Constant(-0.1))).containsOnly(-0.1);
    }

    private static Stream<Distribution> all() {
        return Stream.of(
                new Constant(2),
                new Uniform(1, 2),
                new Normal(2, 0.1),
                new Normal(2, 0.5, 1, 2.1, Outside.REDRAWN),
                new LogNormal(1, 0.1),
                new ValueTable(1, 2, 3));
    }

    /** Weights, delays and initial values of a neuron are its own, whatever else is built beside it. */
    @ParameterizedTest
    @MethodSource("all")
    void values_areTheSame_howeverTheTargetsAreDivided(Distribution law) {
        RandomStreams projection = new RandomStreams(51).derived(7);
        ConnectionRule rule = new FixedTotalNumber(400);
        Ends ends = Ends.between(20, 30);
        Delays delays = Delays.precise("p");
        Incoming whole = rule.incoming(ends, projection);
        double[] weights = KeyedValues.weights(law, whole, projection);
        long[] times = KeyedValues.delays(law, delays, whole, projection);
        double[] initial = KeyedValues.initial(law, projection, 0, 30);
        for (int from = 0; from < 30; from += 10) {
            Incoming part = rule.incoming(ends, projection, from, from + 10);
            int first = whole.from(from);
            int behind = whole.to(from + 9);
            assertThat(KeyedValues.weights(law, part, projection))
                    .isEqualTo(Arrays.copyOfRange(weights, first, behind));
            assertThat(KeyedValues.delays(law, delays, part, projection))
                    .isEqualTo(Arrays.copyOfRange(times, first, behind));
            assertThat(KeyedValues.initial(law, projection, from, from + 10))
                    .isEqualTo(Arrays.copyOfRange(initial, from, from + 10));
        }
        if (!law.isDiscrete()) {
            assertThat(Arrays.stream(weights).distinct().count()).isGreaterThan(390);
            assertThat(Math.round(weights[0] * 1e9))
                    .as("weights and delays have their own draws")
                    .isNotEqualTo(times[0]);
        }
    }

    @Test
    void lawsThatAreNone_areRefused_withWhatIsAllowed() {
        assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessage("the value is NaN; allowed: finite");
        assertThatThrownBy(() -> new Uniform(2, 2)).hasMessageContaining("from 2.0 to 2.0");
        assertThatThrownBy(() -> new Uniform(0, Double.POSITIVE_INFINITY)).hasMessageContaining("the high end");
        assertThatThrownBy(() -> new Uniform(-Double.MAX_VALUE, Double.MAX_VALUE))
                .hasMessageContaining("length");
        assertThatThrownBy(() -> new Normal(0, 0)).hasMessage("the standard deviation is 0.0; allowed: above 0");
        assertThatThrownBy(() -> new Normal(0, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Normal(0, 1, 1, Double.NaN, Outside.CLIPPED))
                .hasMessageContaining("bounds are 1.0 and NaN");
        assertThatThrownBy(() -> new Normal(0, 1, 3, 4, Outside.REDRAWN)).hasMessageContaining("redrawn: from 0.01");
        assertThatThrownBy(() -> new LogNormal(0, 100)).hasMessageContaining("largest draw is Infinity");
        assertThatThrownBy(() -> new LogNormal(Double.NaN, 1)).hasMessageContaining("mean of the logarithm");
        assertThatThrownBy(ValueTable::new).hasMessageContaining("0 values");
        assertThatThrownBy(() -> new ValueTable(1, Double.NaN)).hasMessageContaining("value 1 of the table is NaN");
        assertThatThrownBy(() -> new ValueTable(new double[] {1}, new double[] {0}))
                .hasMessageContaining("sum 0.0");
        assertThatThrownBy(() -> new ValueTable(new double[] {1}, new double[] {-1}))
                .hasMessageContaining("share");
    }
}
