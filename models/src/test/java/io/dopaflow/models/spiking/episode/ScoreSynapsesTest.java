package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreSynapsesTest {
    private static final int[] TARGETS = {0, 1};
    private static final double[] DECAYS = {0.5, 0};

    private final ScoreSynapses synapses = new ScoreSynapses(new ScoreRule(0, 0.1), 1, new double[] {3, -2});

    private void step(double first, double second) {
        synapses.step(TARGETS, new double[] {first, second}, DECAYS);
    }

    @Test
    void score_isTheSumOfFactorsTimesTraces() {
        synapses.arrive(0);
        synapses.arrive(1);
        step(2, 3);
        synapses.arrive(0);
        step(4, 5);
        // V of the second neuron was reset.
        assertThat(synapses.score(0)).isEqualTo(2 * 1 + 4 * 1.5);
        assertThat(synapses.score(1)).isEqualTo(3);
    }

    @Test
    void reward_changesWeightsByTheScoreOfTheEpisodeThatHasEnded() {
        synapses.arrive(0);
        step(2, 0);
        synapses.endEpisode();
        step(8, 0);
        assertThat(synapses.reward(7, -5)).isEqualTo(-1);
        assertThat(synapses.weight(0)).isEqualTo(3 - 0.1 * 5 * 2);
        assertThat(synapses.weight(1)).isEqualTo(-2);
        // What was emitted before transmits the weight before.
        assertThat(synapses.weightAt(0, 6)).isEqualTo(3);
        assertThat(synapses.weightAt(0, 7)).isEqualTo(2);
        assertThat(synapses.reward(9, Double.MAX_VALUE)).isEqualTo(-1);
        assertThat(synapses.reward(11, Double.POSITIVE_INFINITY)).isZero();
    }

    @Test
    void forgetfulScore_decaysWithinTheEpisode() {
        ScoreSynapses forgetful = new ScoreSynapses(new ScoreRule(0, 0.1, 4), 1, new double[] {3, -2});
        forgetful.arrive(0);
        forgetful.step(TARGETS, new double[] {1, 0}, DECAYS);
        forgetful.step(TARGETS, new double[] {0, 0}, DECAYS);
        assertThat(forgetful.score(0)).isEqualTo(StrictMath.exp(-0.25));
    }

    @Test
    void synapse_goesOnFromWhatItKept() {
        synapses.arrive(0);
        step(2, 1);
        synapses.endEpisode();
        synapses.arrive(1);
        step(1, 2);
        synapses.reward(5, 1);
        double[] kept = new double[2 * ScoreSynapses.kept()];
        ScoreSynapses other = new ScoreSynapses(new ScoreRule(0, 0.1), 1, new double[2]);
        for (int place = 0; place < 2; place++) {
            synapses.write(place, kept, place * ScoreSynapses.kept());
            other.restore(place, synapses.weight(place), kept, place * ScoreSynapses.kept());
        }
        for (ScoreSynapses some : new ScoreSynapses[] {synapses, other}) {
            some.step(TARGETS, new double[] {3, 3}, DECAYS);
            some.restart();
            some.step(TARGETS, new double[] {3, 3}, DECAYS);
            some.reward(8, 2);
        }
        for (int place = 0; place < 2; place++) {
            assertThat(other.weight(place)).isEqualTo(synapses.weight(place));
            assertThat(other.score(place)).isEqualTo(synapses.score(place));
            assertThat(other.weightAt(place, 7)).isEqualTo(synapses.weightAt(place, 7));
        }
    }
}
