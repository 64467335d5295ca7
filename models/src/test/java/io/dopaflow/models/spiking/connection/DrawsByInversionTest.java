package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution.Constant;
import io.dopaflow.models.spiking.connection.Distribution.LogNormal;
import io.dopaflow.models.spiking.connection.Distribution.Normal;
import io.dopaflow.models.spiking.connection.Distribution.Outside;
import io.dopaflow.models.spiking.connection.Distribution.Uniform;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** A draw is the quantile of one number of the stream: it grows with the number. */
class DrawsByInversionTest {
    /** The largest number that a stream gives, 1 - 2^-53 as a double. */
    private static final UniformRandomProvider LARGEST = () -> -1L;

    private static final UniformRandomProvider HALF = () -> Long.MIN_VALUE;

    private static UniformRandomProvider stream(int seed) {
        return new RandomStreams(seed).stream(Purpose.SYNAPSE_WEIGHTS, 3);
    }

    @Test
    void normalDraws_areTheMeanAndDeviationsOfTheStandardOnes() {
        for (int seed = 0; seed < 20; seed++) {
            double standard = Draws.normal(stream(seed));
            assertThat(new Normal(3, 0.5).draw(stream(seed))).isEqualTo(3 + 0.5 * standard);
            assertThat(new LogNormal(-1, 0.5).draw(stream(seed))).isEqualTo(StrictMath.exp(-1 + 0.5 * standard));
            assertThat(new Normal(3, 0.5, 2.9, 3.1, Outside.CLIPPED).draw(stream(seed)))
                    .isEqualTo(Math.max(2.9, Math.min(3.1, 3 + 0.5 * standard)));
        }
    }

    @Test
    void uniformDraw_isBelowTheHighEnd_alsoWhereRoundingReachesIt() {
        Uniform narrow = new Uniform(1e16, 1e16 + 2);
        assertThat(narrow.draw(LARGEST)).isEqualTo(1e16);
        assertThat(new Uniform(-3, 5).draw(HALF)).isEqualTo(1);
        assertThat(new Uniform(-3, 5).draw(() -> 0)).isEqualTo(-3);
    }

    /** At half of the shares begins the second value. */
    @Test
    void tableDraw_isTheFirstValueWhoseSharesAreAboveTheNumber() {
        ValueTable table = new ValueTable(7, 8);
        assertThat(table.draw(() -> 0)).isEqualTo(7);
        assertThat(table.draw(() -> Long.MAX_VALUE)).isEqualTo(7);
        assertThat(table.draw(HALF)).isEqualTo(8);
        assertThat(table.draw(LARGEST)).isEqualTo(8);
    }

    @Test
    void lawsOfSingleValues_areDiscrete() {
        assertThat(new Constant(2).isDiscrete()).isTrue();
        assertThat(new ValueTable(1, 2).isDiscrete()).isTrue();
        assertThat(new Uniform(1, 2).isDiscrete()).isFalse();
        assertThat(new Normal(1, 2).isDiscrete()).isFalse();
        assertThat(new LogNormal(1, 2).isDiscrete()).isFalse();
    }

    @Test
    void endsOfBoundedLaws_areTheirBounds() {
        assertThat(new Constant(2).lowest()).isEqualTo(2);
        assertThat(new Constant(2).highest()).isEqualTo(2);
        assertThat(new Uniform(1, 2).lowest()).isEqualTo(1);
        assertThat(new Uniform(1, 2).highest()).isEqualTo(2);
    }
}
