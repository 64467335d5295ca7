package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A single synapse against sums that are written out. Times are in ms at the synapse, units are 0.1 ms, the dendritic delay is 1 ms. */
class PlasticSynapsesTest {
    private static final SynapticTime TIME = new SynapticTime(100_000_000L);
    private static final long DENDRITIC = 10;
    private static final int[] TARGET = {0};
    private static final double L = 0.1;
    private static final double ALPHA = 1.1;
    private static final double START = 0.5;
    private static final double EXACT = 1e-14;

    private static double[] ms(double... times) {
        return times;
    }

    private static long[] units(double... ms) {
        return Arrays.stream(ms).mapToLong(t -> Math.round(10 * t)).toArray();
    }

    /** exp(-ms / 20): before. */
    private static double p(double ms) {
        return StrictMath.exp(-ms / 20);
    }

    /** exp(-ms / 30): after. */
    private static double m(double ms) {
        return StrictMath.exp(-ms / 30);
    }

    /** A synapse with all of its spikes. */
    private static final class Synapse {
        private final Histories histories;
        private final PlasticSynapses synapses;
        private final long dendritic;
        private int next;

        Synapse(Plasticity plasticity, double start, long dendritic, double[] pre, double[] post) {
            this(plasticity, start, dendritic, pre, post, ms(), ms(), 1);
        }

        Synapse(
                Plasticity plasticity,
                double start,
                long dendritic,
                double[] pre,
                double[] post,
                double[] dopamine,
                double[] amounts,
                double tauN) {
            this.dendritic = dendritic;
            histories = Histories.of(Optional.of(plasticity), Optional.empty(), TIME, 1, 1);
            Concentration concentration = new Concentration(tauN, TIME);
            long[] at = units(dopamine);
            for (int i = 0; i < at.length; i++) {
                concentration.add(at[i], amounts[i]);
            }
            synapses =
                    new PlasticSynapses(plasticity, TIME, histories, Optional.of(concentration), new double[] {start});
            for (long time : units(pre)) {
                histories.sources().add(0, time);
            }
            for (long time : units(post)) {
                histories.addPost(0, time - dendritic);
            }
        }

        /** Hands over all presynaptic spikes up to a time, settling as it is due. */
        Synapse arrive(double untilMs) {
            long until = units(untilMs)[0];
            while (next < histories.sources().spikes(0) && histories.sources().timeOf(0, next) + dendritic <= until) {
                settle(histories.sources().timeOf(0, next) + dendritic - 1);
                synapses.arrive(0, 1, TARGET, 0, next++, dendritic);
            }
            settle(until);
            return this;
        }

        private void settle(long now) {
            long due = (now - dendritic) / TIME.settling() * TIME.settling();
            for (long at = synapses.settled() + TIME.settling(); at <= due; at += TIME.settling()) {
                synapses.settle(0, 1, TARGET, 0, dendritic, now, at);
                synapses.resume(at);
            }
        }

        double weight(double arrivedMs, double atMs) {
            synapses.read(0, 0, 0, dendritic, units(arrivedMs)[0], units(atMs)[0]);
            return synapses.readWeight();
        }

        /** After all that happens up to a time. */
        double weight(double atMs) {
            arrive(atMs);
            return weight(atMs, atMs);
        }

        double eligibility() {
            return synapses.readOwn();
        }
    }

    private static Plasticity pair(Pairing pairing) {
        return Plasticity.of(new PairStdp(pairing, L, ALPHA, 0, 0, 20, 30, 1), 0, 1);
    }

    /** Pre 10, 14, 15; post 12, 13, 20. */
    @ParameterizedTest
    @EnumSource(Pairing.class)
    void pairings_countTheirPairs(Pairing pairing) {
        double sum = L * p(2)
                + switch (pairing) {
                    case ALL_TO_ALL -> L * p(3) - ALPHA * L * (m(2) + m(1) + m(3) + m(2)) + L * (p(10) + p(6) + p(5));
                    case NEAREST_SYMMETRIC -> L * p(3) - ALPHA * L * (m(1) + m(2)) + L * p(5);
                    case NEAREST_RESTRICTED -> -ALPHA * L * m(1) + L * p(5);
                    case PRE_CENTERED -> -ALPHA * L * (m(1) + m(2)) + L * (p(6) + p(5));
                };
        Synapse synapse = new Synapse(pair(pairing), START, DENDRITIC, ms(10, 14, 15), ms(12, 13, 20));
        assertThat(synapse.weight(11.9)).isEqualTo(START);
        assertThat(synapse.weight(12)).isCloseTo(START + L * p(2), within(EXACT));
        assertThat(synapse.weight(20)).isCloseTo(START + sum, within(EXACT));
        assertThat(synapse.weight(900)).isCloseTo(START + sum, within(EXACT));
        assertThat(synapse.weight(3000)).isCloseTo(START + sum, within(EXACT));
    }

    /** Spikes that meet are no pair, and for pairings the postsynaptic one came first. */
    @ParameterizedTest
    @EnumSource(Pairing.class)
    void spikesThatMeet_areNoPair(Pairing pairing) {
        Synapse alone = new Synapse(pair(pairing), START, DENDRITIC, ms(10), ms(10));
        assertThat(alone.weight(50)).isEqualTo(START);
        Synapse others = new Synapse(pair(pairing), START, DENDRITIC, ms(10, 14), ms(14, 16));
        double sum = L * p(4)
                + switch (pairing) {
                    case ALL_TO_ALL -> L * (p(6) + p(2));
                    case NEAREST_SYMMETRIC, NEAREST_RESTRICTED, PRE_CENTERED -> L * p(2);
                };
        assertThat(others.weight(50)).isCloseTo(START + sum, within(EXACT));
    }

    @Test
    void reading_leavesNoTrace() {
        Synapse read = new Synapse(pair(Pairing.PRE_CENTERED), START, DENDRITIC, ms(10, 14, 15, 40), ms(12, 13, 20));
        Synapse unread = new Synapse(pair(Pairing.PRE_CENTERED), START, DENDRITIC, ms(10, 14, 15, 40), ms(12, 13, 20));
        read.arrive(15.5);
        for (double at = 14.9; at < 60; at += 0.7) {
            read.weight(15.5, at);
        }
        assertThat(read.weight(60)).isEqualTo(unread.weight(60));
    }

    @Test
    void powerLaw_weighsSteps() {
        Plasticity law = Plasticity.of(new PairStdp(Pairing.ALL_TO_ALL, L, ALPHA, 0.5, 0.3, 20, 30, 2), 0, 2);
        double up = START + L * 2 * StrictMath.pow(1 - START / 2, 0.5) * p(2);
        assertThat(new Synapse(law, START, DENDRITIC, ms(10), ms(12)).weight(20))
                .isCloseTo(up, within(EXACT));
        double down = START - ALPHA * L * 2 * StrictMath.pow(START / 2, 0.3) * m(3);
        assertThat(new Synapse(law, START, DENDRITIC, ms(10), ms(7)).weight(20)).isCloseTo(down, within(EXACT));
    }

    /** Slow traces are those just before the spike. */
    @Test
    void triplets_countSlowTracesOfEarlierSpikes() {
        Plasticity law = Plasticity.of(new TripletStdp(0.01, 0.02, 0.03, 0.04, 20, 30, 100, 125), 0, 1);
        double expected = START
                + p(2) * 0.01
                - m(3) * (0.02 + 0.04 * StrictMath.exp(-5 / 100.0))
                + (p(10) + p(5)) * (0.01 + 0.03 * StrictMath.exp(-8 / 125.0));
        assertThat(new Synapse(law, START, DENDRITIC, ms(10, 15), ms(12, 20)).weight(30))
                .isCloseTo(expected, within(EXACT));
    }

    @Test
    void inhibitoryRule_isDepressedByEachPresynapticSpikeAlone() {
        Plasticity law = Plasticity.of(new InhibitoryStdp(0.05, 0.3, 20), 0, 1);
        double expected = START - 0.05 * 0.3 + 0.05 * p(2) + 0.05 * (p(3) - 0.3);
        assertThat(new Synapse(law, START, DENDRITIC, ms(10, 15), ms(12)).weight(30))
                .isCloseTo(expected, within(EXACT));
    }

    @Test
    void bounds_holdAfterEachEvent() {
        Plasticity narrow = Plasticity.of(new PairStdp(Pairing.ALL_TO_ALL, L, ALPHA, 0, 0, 20, 30, 0.55), 0.45, 0.55);
        Synapse up = new Synapse(narrow, 0.54, DENDRITIC, ms(10, 15), ms(12));
        assertThat(up.weight(13)).isEqualTo(0.55);
        // Lambda is a share of Wmax.
        assertThat(up.weight(20)).isCloseTo(0.55 - ALPHA * L * 0.55 * m(3), within(EXACT));
        Synapse down = new Synapse(narrow, 0.46, DENDRITIC, ms(10), ms(8, 30));
        assertThat(down.weight(20)).isEqualTo(0.45);
        assertThat(down.weight(40)).isCloseTo(0.45 + L * 0.55 * p(20), within(EXACT));
    }

    private static Plasticity modulated(double wMin, double wMax, double baseline) {
        TimingWindow window = new TimingWindow(Pairing.ALL_TO_ALL, 0.4, 0.5, 20, 30);
        return new Plasticity(window, wMin, wMax, Optional.of(new Eligibility(1000, baseline, 0)), Optional.empty());
    }

    private static double decay(double ms, double tau) {
        return StrictMath.exp(-ms / tau);
    }

    /** Over settlings too, at which changes are cut. */
    @Test
    void dopamine_turnsEligibilityIntoWeight() {
        Synapse synapse =
                new Synapse(modulated(0, 100, 0), 50, DENDRITIC, ms(10, 60), ms(12), ms(112, 950), ms(1, 2), 200);
        double c12 = 0.4 * p(2);
        assertThat(synapse.weight(50)).isEqualTo(50);
        assertThat(synapse.eligibility()).isCloseTo(c12 * decay(38, 1000), within(EXACT));
        double c60 = c12 * decay(48, 1000) - 0.5 * m(48);
        double both = 1000.0 * 200 / 1200;
        double first = c60 * decay(52, 1000) / 200 * both;
        assertThat(synapse.weight(300)).isCloseTo(50 + first * (1 - decay(188, both)), within(1e-13));
        double second = c60 * decay(890, 1000) * 2 / 200 * both;
        assertThat(synapse.weight(9000)).isCloseTo(50 + first + second, within(1e-12));
        assertThat(synapse.eligibility()).isCloseTo(c60 * decay(8940, 1000), within(EXACT));
    }

    /** The integral of c (n - b) from one time after the last event to another. */
    private static double integral(double c, double n, double b, double tauN, double from, double to) {
        double both = 1000 * tauN / (1000 + tauN);
        return c
                * (n * both * (decay(from, both) - decay(to, both)) - b * 1000 * (decay(from, 1000) - decay(to, 1000)));
    }

    /** A weight that runs against a bound stays there, and leaves it when n crosses b, not when it would have come back. */
    @Test
    void weightAtABound_leavesItWhenItsDerivativeTurns() {
        double b = 0.005;
        double tauN = 50;
        // At 100 ms n jumps to 0.02, four times the baseline; before, the weight falls to its lower bound.
        Synapse synapse = new Synapse(modulated(0.45, 0.51, b), START, DENDRITIC, ms(10), ms(12), ms(100), ms(1), tauN);
        double c = 0.4 * p(2);
        assertThat(synapse.weight(30)).isCloseTo(START + integral(c, 0, b, tauN, 0, 18), within(EXACT));
        assertThat(synapse.weight(99)).isEqualTo(0.45);
        double c100 = c * decay(88, 1000);
        double turn = tauN * StrictMath.log(4);
        assertThat(0.45 + integral(c100, 0.02, b, tauN, 0, turn)).isGreaterThan(0.51);
        assertThat(synapse.weight(105)).isCloseTo(0.45 + integral(c100, 0.02, b, tauN, 0, 5), within(EXACT));
        assertThat(synapse.weight(169)).isEqualTo(0.51);
        double falling = 0.51 + integral(c100, 0.02, b, tauN, turn, 90);
        assertThat(falling).isBetween(0.47, 0.5099);
        assertThat(synapse.weight(190)).isCloseTo(falling, within(EXACT));
        // The same in one stretch.
        Synapse inOne = new Synapse(modulated(0.45, 0.51, b), START, DENDRITIC, ms(10), ms(12), ms(100), ms(1), tauN);
        assertThat(inOne.weight(190)).isEqualTo(synapse.weight(190));
    }

    /** Each second, after a postsynaptic spike at that time and before a presynaptic one. */
    @Test
    void scaling_comesOnceASecond() {
        Scaling law = new Scaling(20, 0.01, 500);
        Plasticity plasticity = new Plasticity(
                new PairStdp(Pairing.ALL_TO_ALL, L, ALPHA, 0, 0, 20, 30, 1), 0, 1, Optional.empty(), Optional.of(law));
        Synapse synapse = new Synapse(plasticity, START, DENDRITIC, ms(990, 1000), ms(980, 1000));
        double before = START - ALPHA * L * m(10);
        assertThat(synapse.weight(999)).isCloseTo(before, within(EXACT));
        // Spikes at 980 and 1000 ms at the synapse.
        double rate = (1 + decay(20, 500)) / 0.5;
        double scaled = (before + L * p(10)) * StrictMath.exp(0.01 * (20 - rate));
        assertThat(synapse.weight(1000)).isCloseTo(scaled - ALPHA * L * m(20), within(EXACT));
        double later = rate * decay(1000, 500);
        assertThat(synapse.weight(2500))
                .isCloseTo(
                        Math.min(1, (scaled - ALPHA * L * m(20)) * StrictMath.exp(0.01 * (20 - later))), within(EXACT));
    }

    /** Without a dendritic delay a spike arrives with the weight before a postsynaptic one at its time, which counts afterwards. */
    @Test
    void withoutDendriticDelay_whatArrivesDoesNotKnowWhatItMakes() {
        Histories histories = Histories.of(Optional.of(pair(Pairing.ALL_TO_ALL)), Optional.empty(), TIME, 1, 1);
        PlasticSynapses synapses =
                new PlasticSynapses(pair(Pairing.ALL_TO_ALL), TIME, histories, Optional.empty(), new double[] {START});
        histories.sources().add(0, 100);
        assertThat(synapses.arriveAtOnce(0, 0, 0, 0)).isEqualTo(START);
        histories.sources().add(0, 120);
        histories.sources().add(0, 120);
        assertThat(synapses.arriveAtOnce(0, 0, 0, 1)).isEqualTo(START);
        assertThat(synapses.arriveAtOnce(0, 0, 0, 2)).isEqualTo(START);
        histories.addPost(0, 120);
        synapses.read(0, 0, 0, 0, 120, 120);
        assertThat(synapses.readWeight()).isCloseTo(START + L * p(2), within(EXACT));
        histories.sources().add(0, 150);
        double transmitted = synapses.arriveAtOnce(0, 0, 0, 3);
        assertThat(transmitted).isCloseTo(START + L * p(2) - ALPHA * L * m(3), within(EXACT));
        synapses.settle(0, 1, TARGET, 0, 0, 150, 150);
        assertThat(synapses.weight(0)).isEqualTo(transmitted);
    }

    @Test
    void restored_goesOn() {
        Synapse whole = new Synapse(pair(Pairing.PRE_CENTERED), START, DENDRITIC, ms(10, 14, 15, 40), ms(12, 13, 20));
        whole.arrive(16);
        Synapse resumed = new Synapse(pair(Pairing.PRE_CENTERED), 0.3, DENDRITIC, ms(10, 14, 15, 40), ms(12, 13, 20));
        resumed.next = whole.next;
        resumed.synapses.restore(0, whole.synapses.weight(0), whole.synapses.own(0));
        assertThat(resumed.weight(60)).isEqualTo(whole.weight(60));
        assertThat(whole.synapses.own(0)).isPositive();
    }
}
