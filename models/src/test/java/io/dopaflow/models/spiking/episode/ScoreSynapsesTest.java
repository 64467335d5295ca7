package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreSynapsesTest {
    private static final int[] TARGETS = {0, 1};
    private static final double[] DECAYS = {0.5, 0};

    private static final long STEP = 1_000_000_000L;

    /** Of two steps, with pauses of two. */
    private static final Episodes EPISODES = new Episodes(2 * STEP, 2 * STEP, true);

    private final ScoreSynapses synapses = synapses(RULE);

    private static final ScoreRule RULE = new ScoreRule(0, 0.1);

    private static ScoreSynapses synapses(ScoreRule rule) {
        return new ScoreSynapses(rule, EPISODES, STEP, new double[] {3, -2});
    }

    private static void step(ScoreSynapses of, long number, double first, double second) {
        of.step(number * STEP, TARGETS, new PostStep(new double[] {first, second}, DECAYS, new boolean[] {false, false
        }));
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
        assertThat(longer.eligibility(0)).isEqualTo(2 * 1 + 4 * 1.5);
        assertThat(longer.eligibility(1)).isEqualTo(3);
    }

    @Test
    void reward_changesWeightsByTheScoreOfTheEpisodeThatHasEnded() {
        synapses.arrive(0);
        step(synapses, 1, 2, 0);
        step(synapses, 2, 0, 0);
        // A pause adds nothing.
        step(synapses, 3, 8, 0);
        assertThat(synapses.eligibility(0)).isZero();
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
        assertThat(some.eligibility(0)).isEqualTo(restarts ? 0 : 1.0 / 16);
    }

    @Test
    void forgetfulScore_decaysWithinTheEpisode() {
        ScoreSynapses forgetful = new ScoreSynapses(
                new ScoreRule(0, 0.1, 4), new Episodes(9 * STEP, STEP, true), STEP, new double[] {3, -2});
        forgetful.arrive(0);
        step(forgetful, 1, 1, 0);
        step(forgetful, 2, 0, 0);
        assertThat(forgetful.eligibility(0)).isEqualTo(StrictMath.exp(-0.25));
    }

    /**
     * Sums over at most 20 steps of numbers of the order of 1. The same step is no pair; a pair counts where its later half is within an episode, and where episodes begin from rest, its earlier
     * half.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stdp_isTheSumOverAllPairs(boolean restarts) {
        EpisodeEligibility.Stdp stdp = new EpisodeEligibility.Stdp(0.7, 5, 0.4, 9);
        double tauE = 12;
        Episodes episodes = new Episodes(7 * STEP, 4 * STEP, restarts);
        ScoreSynapses some = new ScoreSynapses(new ScoreRule(0, 0.1, tauE, stdp), episodes, STEP, new double[] {3});
        Random random = new Random(3);
        double largest = 0;
        int[] arrivals = new int[40];
        int[] spikes = new int[40];
        for (int step = 1; step < 40; step++) {
            arrivals[step] = Math.max(0, random.nextInt(5) - 2);
            spikes[step] = random.nextInt(2);
            for (int i = 0; i < arrivals[step]; i++) {
                some.arrive(0);
            }
            some.step(step * STEP, new int[] {0}, new PostStep(new double[1], new double[1], new boolean[] {
                spikes[step] > 0
            }));
            int begin = (step - 1) / 11 * 11;
            double sum = 0;
            // At the end of an episode it is handed on.
            for (int late = begin + 1; late <= Math.min(step, begin + 7) && step < begin + 7; late++) {
                for (int early = restarts ? begin + 1 : 1; early < late; early++) {
                    double pair = arrivals[early] * spikes[late] * stdp.aPlus() * Math.exp((early - late) / 5.0)
                            - spikes[early] * arrivals[late] * stdp.aMinus() * Math.exp((early - late) / 9.0);
                    sum += pair * Math.exp((late - step) / tauE);
                }
            }
            assertThat(some.eligibility(0)).as("step %d", step).isCloseTo(sum, within(1e-12));
            largest = Math.max(largest, Math.abs(sum));
        }
        assertThat(largest).isGreaterThan(0.1);
    }

    @Test
    void wrongStdp_isRefused() {
        assertThatThrownBy(() -> new EpisodeEligibility.Stdp(Double.NaN, 5, 1, 5))
                .hasMessage("A_plus is NaN 1/mV; allowed: finite");
        assertThatThrownBy(() -> new EpisodeEligibility.Stdp(1, 5, 1, 0))
                .hasMessage("tau_minus is 0.0 ms; allowed: above 0");
    }

    @Test
    void stdp_goesOnFromWhatItKept() {
        ScoreRule rule = new ScoreRule(0, 0.1, 12, new EpisodeEligibility.Stdp(0.7, 5, 0.4, 9));
        ScoreSynapses some = new ScoreSynapses(rule, new Episodes(9 * STEP, STEP, true), STEP, new double[] {3});
        ScoreSynapses other = new ScoreSynapses(rule, new Episodes(9 * STEP, STEP, true), STEP, new double[] {3});
        PostStep spike = new PostStep(new double[1], new double[1], new boolean[] {true});
        some.arrive(0);
        some.step(STEP, new int[] {0}, spike);
        double[] kept = new double[ScoreSynapses.kept(rule)];
        some.write(0, kept, 0);
        other.restore(0, 3, kept, 0);
        for (ScoreSynapses each : new ScoreSynapses[] {some, other}) {
            each.arrive(0);
            each.step(2 * STEP, new int[] {0}, spike);
        }
        assertThat(other.eligibility(0)).isEqualTo(some.eligibility(0)).isNotZero();
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
        double[] kept = new double[2 * ScoreSynapses.kept(RULE)];
        ScoreSynapses other = synapses(RULE);
        for (int place = 0; place < 2; place++) {
            synapses.write(place, kept, place * ScoreSynapses.kept(RULE));
            other.restore(place, synapses.weight(place), kept, place * ScoreSynapses.kept(RULE));
        }
        for (ScoreSynapses some : new ScoreSynapses[] {synapses, other}) {
            some.arrive(0);
            step(some, 6, 3, 3);
            some.reward(8, 2);
        }
        for (int place = 0; place < 2; place++) {
            assertThat(other.weight(place)).isEqualTo(synapses.weight(place)).isNotEqualTo(3);
            assertThat(other.eligibility(place)).isEqualTo(synapses.eligibility(place));
            assertThat(other.weightAt(place, 7)).isEqualTo(synapses.weightAt(place, 7));
        }
    }
}
