package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreSynapsesTest {
    private static final int[] TARGETS = {0, 1};
    private static final double[] DECAYS = {0.5, 0};

    private static final long STEP = 1_000_000_000L;

    /** Of two steps, with pauses of two. */
    private static final Episodes EPISODES = new Episodes(2 * STEP, 2 * STEP, true);

    private final ScoreSynapses synapses = synapses(new ScoreRule(0, 0.1));

    private static ScoreSynapses synapses(ScoreRule rule) {
        return new ScoreSynapses(rule, EPISODES, STEP, new double[] {3, -2});
    }

    private static void step(ScoreSynapses of, long number, double first, double second) {
        of.step(number * STEP, TARGETS, new double[] {first, second}, DECAYS);
    }

    @Test
    void score_isTheSumOfFactorsTimesTraces() {
        ScoreSynapses longer = new ScoreSynapses(
                new ScoreRule(0, 0.1), new Episodes(9 * STEP, STEP, true), STEP, new double[] {3, -2});
        longer.arrive(0);
        longer.arrive(1);
        step(longer, 1, 2, 3);
        longer.arrive(0);
        step(longer, 2, 4, 5);
        // V of the second neuron was reset.
        assertThat(longer.score(0)).isEqualTo(2 * 1 + 4 * 1.5);
        assertThat(longer.score(1)).isEqualTo(3);
    }

    @Test
    void reward_changesWeightsByTheScoreOfTheEpisodeThatHasEnded() {
        synapses.arrive(0);
        step(synapses, 1, 2, 0);
        step(synapses, 2, 0, 0);
        // A pause adds nothing.
        step(synapses, 3, 8, 0);
        assertThat(synapses.score(0)).isZero();
        assertThat(synapses.reward(7, -5)).isEqualTo(-1);
        assertThat(synapses.weight(0)).isEqualTo(3 - 0.1 * 5 * 2);
        assertThat(synapses.weight(1)).isEqualTo(-2);
        // What was emitted before transmits the weight before.
        assertThat(synapses.weightAt(0, 6)).isEqualTo(3);
        assertThat(synapses.weightAt(0, 7)).isEqualTo(2);
        assertThat(synapses.reward(9, Double.MAX_VALUE)).isEqualTo(-1);
        assertThat(synapses.reward(11, Double.POSITIVE_INFINITY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trace_isForgottenWhereEpisodesRestart(boolean restarts) {
        ScoreSynapses some = new ScoreSynapses(
                new ScoreRule(0, 0.1), new Episodes(2 * STEP, 2 * STEP, restarts), STEP, new double[] {3, -2});
        some.arrive(0);
        for (int step = 1; step <= 4; step++) {
            step(some, step, 0, 0);
        }
        step(some, 5, 1, 1);
        assertThat(some.score(0)).isEqualTo(restarts ? 0 : 1.0 / 16);
    }

    @Test
    void forgetfulScore_decaysWithinTheEpisode() {
        ScoreSynapses forgetful = new ScoreSynapses(
                new ScoreRule(0, 0.1, 4), new Episodes(9 * STEP, STEP, true), STEP, new double[] {3, -2});
        forgetful.arrive(0);
        step(forgetful, 1, 1, 0);
        step(forgetful, 2, 0, 0);
        assertThat(forgetful.score(0)).isEqualTo(StrictMath.exp(-0.25));
    }

    @Test
    void synapse_goesOnFromWhatItKept() {
        synapses.arrive(0);
        step(synapses, 1, 2, 1);
        step(synapses, 2, 0, 3);
        synapses.reward(3, 1);
        step(synapses, 3, 1, 2);
        step(synapses, 4, 1, 2);
        synapses.arrive(1);
        step(synapses, 5, 1, 2);
        double[] kept = new double[2 * ScoreSynapses.kept()];
        ScoreSynapses other = synapses(new ScoreRule(0, 0.1));
        for (int place = 0; place < 2; place++) {
            synapses.write(place, kept, place * ScoreSynapses.kept());
            other.restore(place, synapses.weight(place), kept, place * ScoreSynapses.kept());
        }
        for (ScoreSynapses some : new ScoreSynapses[] {synapses, other}) {
            some.arrive(0);
            step(some, 6, 3, 3);
            some.reward(8, 2);
        }
        for (int place = 0; place < 2; place++) {
            assertThat(other.weight(place)).isEqualTo(synapses.weight(place)).isNotEqualTo(3);
            assertThat(other.score(place)).isEqualTo(synapses.score(place));
            assertThat(other.weightAt(place, 7)).isEqualTo(synapses.weightAt(place, 7));
        }
    }
}
