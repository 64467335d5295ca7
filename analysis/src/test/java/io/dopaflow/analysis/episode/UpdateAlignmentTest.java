package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the recurrent network of the prototype: three inputs, three hidden neurons, one output that projects back, four steps of 5 ms, 21 weights. */
class UpdateAlignmentTest {
    private static final double[] WEIGHTS = Prototype.weights();
    private static final ScoreRule SCORE = new ScoreRule(0, 1);

    /** Equal areas and times, as in Florian (2007). */
    private static final ScoreRule STDP =
            new ScoreRule(0, 1, Double.POSITIVE_INFINITY, new EpisodeEligibility.Stdp(1, 20, 1, 20));

    private static final ScoreRule COVARIANCE =
            new ScoreRule(0, 1, Double.POSITIVE_INFINITY, new EpisodeEligibility.Stdp(1, 20, 0, 20));

    private static List<EpisodeLayer> layers(ScoreRule rule) {
        return List.of(
                new EpisodeLayer("onto hidden from inputs", 0, 9, rule),
                new EpisodeLayer("among neurons", 9, WEIGHTS.length, rule));
    }

    private static UpdateMoments exact(ScoreRule rule) {
        return new Enumeration(Prototype.EPISODE, Prototype.LOSS).update(WEIGHTS, layers(rule));
    }

    private static SampledUpdate sampled(ScoreRule rule) {
        return new MonteCarlo(Prototype.EPISODE, Prototype.LOSS, 40_000, 3).update(WEIGHTS, layers(rule), 100);
    }

    /** Rounding turns a direction by some 1e-14. */
    @Test
    void score_hasNoAngleToTheGradient_withAnyBaseline() {
        UpdateMoments moments = exact(SCORE);
        for (double baseline : new double[] {0, moments.loss(), 5}) {
            List<UpdateAlignment> all = UpdateAlignment.exact(moments, layers(SCORE), loss -> baseline);
            assertThat(all)
                    .extracting(UpdateAlignment::layer)
                    .containsExactly(UpdateAlignment.ALL, "onto hidden from inputs", "among neurons");
            assertThat(all).allSatisfy(one -> {
                assertThat(one.angle().value()).isCloseTo(0, within(1e-10));
                assertThat(one.angle().interval()).isEmpty();
                assertThat(one.ratio().value()).isCloseTo(1, within(1e-12));
                assertThat(one.unexplained().value()).isCloseTo(0, within(1e-12));
                assertThat(one.drift().value()).isCloseTo(0, within(1e-10));
            });
        }
    }

    /**
     * The eligibility of STDP has a mean that is not 0: E[(b - L) e] contains (b - E[L]) E[e], which points nowhere in particular, and without a baseline there is all of it. What remains with b = E[L] is the
     * correlation of the loss with pairs that the postsynaptic neuron would have made anyway: it is no derivative. With equal areas the two windows leave little of it; with potentiation alone, as in Fremaux et al. (2010), the
     * update goes downhill again, but is not the gradient. The angles are 102.2, 94.0 and 36.6 degrees; 40 000 episodes tell them from 0.
     */
    @Test
    void stdpWithoutBaseline_isFarOffTheGradient_asItsEligibilityHasAMean() {
        UpdateMoments moments = exact(STDP);
        UpdateAlignment without =
                UpdateAlignment.exact(moments, layers(STDP), loss -> 0).get(0);
        UpdateAlignment with =
                UpdateAlignment.exact(moments, layers(STDP), loss -> loss).get(0);
        assertThat(without.angle().value()).isCloseTo(102.2, within(0.1));
        assertThat(without.drift().value()).isCloseTo(1.02, within(0.01));
        assertThat(with.drift().value()).isZero();
        assertThat(with.angle().value()).isCloseTo(94.0, within(0.1));
        UpdateAlignment covariance = UpdateAlignment.exact(exact(COVARIANCE), layers(COVARIANCE), loss -> loss)
                .get(0);
        assertThat(covariance.angle().value()).isCloseTo(36.6, within(0.1));
        assertThat(without.unexplained().value())
                .isCloseTo(Math.sin(Math.toRadians(without.angle().value())), within(1e-12));
        UpdateAlignment sampled = UpdateAlignment.sampled(sampled(STDP), layers(STDP), loss -> 0, 1)
                .get(0);
        Measured.Interval interval = sampled.angle().interval().orElseThrow();
        assertThat(interval.lower()).isGreaterThan(100);
        assertThat(without.angle().value()).isBetween(interval.lower(), interval.upper());
    }

    /** The score's own sums are those of the gradient, with the mean loss as the baseline. */
    @Test
    void sampledScore_hasNoAngleToTheGradientOfTheSameEpisodes() {
        List<UpdateAlignment> all = UpdateAlignment.sampled(sampled(SCORE), layers(SCORE), loss -> loss, 1);
        assertThat(all).allSatisfy(one -> {
            assertThat(one.angle().value()).isCloseTo(0, within(1e-10));
            assertThat(one.angle().interval().orElseThrow().upper()).isCloseTo(0, within(1e-10));
        });
    }

    @Test
    void scoreThatForgets_isOffTheGradient() {
        ScoreRule forgetful = new ScoreRule(0, 1, 5);
        UpdateAlignment all = UpdateAlignment.exact(exact(forgetful), layers(forgetful), loss -> loss)
                .get(0);
        assertThat(all.angle().value()).isGreaterThan(1);
        assertThat(all.ratio().value()).isLessThan(0.9);
    }

    /** By hand: update (-3, 4) and 0, gradient (-1, 0) and (2, 2). */
    @Test
    void numbers_areThoseOfTheDirections() {
        UpdateMoments moments = new UpdateMoments(
                2, new double[4], new double[] {-1, 0, 2, 2}, new double[] {1, 2, 0, 0}, new double[] {3, -4, 0, 0});
        List<EpisodeLayer> layers = List.of(new EpisodeLayer("a", 0, 2, STDP), new EpisodeLayer("b", 2, 4, STDP));
        List<UpdateAlignment> all = UpdateAlignment.exact(moments, layers, loss -> 0);
        UpdateAlignment a = all.get(1);
        assertThat(a.angle()).isEqualTo(new Measured(a.angle().value(), Optional.empty()));
        assertThat(a.angle().value()).isCloseTo(Math.toDegrees(Math.acos(-0.6)), within(1e-12));
        assertThat(a.ratio().value()).isEqualTo(5);
        assertThat(a.unexplained().value()).isCloseTo(0.8, within(1e-12));
        assertThat(a.drift().value()).isCloseTo(2 * Math.sqrt(5) / 5, within(1e-12));
        assertThat(all.get(2).angle().value()).isNaN();
        assertThat(all.get(0).angle().value()).isCloseTo(Math.toDegrees(Math.acos(-0.2)), within(1e-12));
    }
}
