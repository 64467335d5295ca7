package io.dopaflow.models.spiking.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rules of no synapse, of all pairs, and of more than there can be. */
class LimitsOfRulesTest {
    private static final RandomStreams STREAMS = new RandomStreams(44).derived(1);

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    /** Also where there is nothing to connect to. */
    @Test
    void noSynapses_canBeAskedFor() {
        for (ConnectionRule rule : new ConnectionRule[] {
            new FixedIndegree(0, false, true),
            new FixedOutdegree(0, false, false),
            new FixedTotalNumber(0, false, true),
            new PairwiseBernoulli(1, false),
            new AllToAll(false)
        }) {
            assertThat(rule.incoming(Ends.within(1), STREAMS).size()).isZero();
            assertThat(rule.expected(Ends.within(1))).isZero();
        }
        refused(
                () -> new FixedOutdegree(1, false, true).incoming(Ends.within(1), STREAMS),
                "outdegree is 1; allowed: 0, as without autapses there is nothing to connect to");
    }

    @Test
    void expectedSynapses_areThoseOfThePairs() {
        assertThat(new PairwiseBernoulli(0.25).expected(Ends.within(6))).isEqualTo(9);
        assertThat(new PairwiseBernoulli(0.25, false).expected(Ends.within(5))).isEqualTo(5);
        assertThat(new PairwiseBernoulli(0.25, false).expected(Ends.between(6, 4)))
                .isEqualTo(6);
        assertThat(new AllToAll(false).expected(Ends.within(5))).isEqualTo(20);
        assertThat(new OneToOne().expected(Ends.between(5, 5))).isEqualTo(5);
        assertThat(new FixedIndegree(3).expected(Ends.between(7, 5))).isEqualTo(15);
        assertThat(new FixedOutdegree(3).expected(Ends.between(7, 5))).isEqualTo(21);
        assertThat(new FixedTotalNumber(11).expected(Ends.between(7, 5))).isEqualTo(11);
    }

    @Test
    void oneToOne_connectsEqualNumbers_ofAnyRange() {
        Incoming part = new OneToOne().incoming(Ends.between(9, 9), STREAMS, 4, 7);
        assertThat(part.sources()).containsExactly(4, 5, 6);
        assertThat(part.from(5)).isEqualTo(1);
        assertThat(part.to(5)).isEqualTo(2);
        refused(
                () -> new OneToOne().incoming(Ends.between(4, 3), STREAMS),
                "one-to-one from 4 to 3 neurons; allowed: equal numbers");
    }

    @Test
    void moreSynapsesThanAnArrayHolds_areRefusedBeforeTheyAreMade() {
        refused(
                () -> new FixedTotalNumber(1L << 31).incoming(Ends.between(3, 1), STREAMS),
                "target 0 has 2147483648 synapses of a projection; allowed: up to 2147483639");
        refused(
                () -> new AllToAll().incoming(Ends.within(50_000), STREAMS),
                "a range of targets has 2.5E9 synapses; allowed: up to 2147483639: divide the range");
    }

    @Test
    void listBeyondTheEnds_isRefusedWithItsLargestNumbers() {
        ExplicitList list = new ExplicitList(new int[] {3, 1}, new int[] {2, 5});
        String found = "the list has sources up to 3 and targets up to 5; allowed: below ";
        refused(() -> list.incoming(Ends.between(3, 6), STREAMS), found + "3 and 6");
        refused(() -> list.incoming(Ends.between(4, 5), STREAMS), found + "4 and 5");
        assertThat(list.incoming(Ends.between(4, 6), STREAMS).sources()).containsExactly(3, 1);
        refused(
                () -> new ExplicitList(new int[] {0}, new int[] {Integer.MAX_VALUE}),
                "synapse 0 of the list leads from 0 to 2147483647; allowed: from 0 to below the size of the population");
        refused(
                () -> new ExplicitList(new int[] {0, 0}, new int[] {0, -1}),
                "synapse 1 of the list leads from 0 to -1; allowed: from 0 to below the size of the population");
    }

    @Test
    void listOwnsItsWeightsAndDelays() {
        ExplicitList plain = new ExplicitList(new int[] {1, 0}, new int[] {0, 1});
        assertThat(plain.hasWeights()).isFalse();
        assertThat(plain.hasDelays()).isFalse();
        double[] weights = {0.5, 0.25};
        long[] delays = {7, 8};
        ExplicitList own = new ExplicitList(new int[] {1, 0}, new int[] {1, 0}, weights, delays);
        weights[0] = 0;
        delays[0] = 0;
        assertThat(own.hasWeights()).isTrue();
        assertThat(own.hasDelays()).isTrue();
        assertThat(own.weights(Ends.within(2), 0, 2)).containsExactly(0.25, 0.5);
        assertThat(own.delaysPs(Ends.within(2), 0, 2)).containsExactly(8, 7);
        assertThat(own.weights(Ends.within(2), 1, 2)).containsExactly(0.5);
        assertThat(own.delaysPs(Ends.within(2), 1, 2)).containsExactly(7);
        refused(
                () -> new ExplicitList(new int[2], new int[2], new double[1], new long[0]),
                "a list of 2 synapses with 1 weights; allowed: none, or one each");
        refused(
                () -> new ExplicitList(new int[2], new int[2], new double[2], new long[3]),
                "a list of 2 synapses with 3 delays; allowed: none, or one each");
    }
}
