package io.dopaflow.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.analysis.theory.RuleNoise;
import io.dopaflow.analysis.theory.StepPrediction;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepPredictionTest {

    /** The model of the Javadoc, drawn at random: a mean of 200 000 cosines is off by 5 / sqrt(200 000) = 0.011 at the most. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 0.0, 0.05, 2.0, 44",
        "1.0, 0.0, 1.5, 3.0, 1",
        "0.7, 0.4, 0.3, 0.2, 2",
        "0.9, 0.1, 0.5, 30.0, 9",
        "0.5, 0.0, 40.0, 900.0, 5"
    })
    void integral_isTheMeanOfTheModel(double along, double off, double p, double q, int k) {
        StepPrediction predicted = new StepPrediction(along, off, p, q, k);
        Random random = new Random(3);
        int draws = 200_000;
        double cosines = 0;
        double squares = 0;
        for (int n = 0; n < draws; n++) {
            double first = along + Math.sqrt(p) * random.nextGaussian();
            double square = first * first;
            for (int i = 0; i < k; i++) {
                double other = (i == 0 ? off : 0) + Math.sqrt(q / k) * random.nextGaussian();
                square += other * other;
            }
            cosines += first / Math.sqrt(square) / draws;
            squares += square / draws;
        }
        assertThat(predicted.cosine()).isCloseTo(cosines, within(5 / Math.sqrt(draws)));
        assertThat(predicted.relativeLength()).isCloseTo(Math.sqrt(squares), within(0.02 * Math.sqrt(squares)));
    }

    @Test
    void limits_areTheKnownOnes() {
        assertThat(new StepPrediction(1, 0, 0, 0, 9).cosine()).isCloseTo(1.0, within(1e-9));
        assertThat(new StepPrediction(0.6, 0.8, 0, 0, 9).cosine()).isCloseTo(0.6, within(1e-9));
        // Without noise along the gradient and in very many directions across: 1 / sqrt(1 + q).
        assertThat(new StepPrediction(1, 0, 0, 8, 10_000_000).cosine()).isCloseTo(1 / 3.0, within(1e-6));
        // In one dimension it is the chance of going the right way less that of the wrong one: erf(1 / sqrt(2 p)), p =
        // 1.
        assertThat(new StepPrediction(1, 0, 1, 0, 0).cosine()).isCloseTo(0.6826894921370859, within(1e-6));
        assertThat(new StepPrediction(1, 0, 1e-4, 1e4, 2119).cosine()).isCloseTo(0.01, within(1e-4));
    }

    @Test
    void rule_ofManySynapses_isAboutOneOverTheRootOfOnePlusTwoDOverN() {
        double[] gradient = new double[100];
        Arrays.fill(gradient, 0.1);
        double[] mean = new double[100];
        Arrays.fill(mean, -0.1 * 0.01);
        NoiseShape shape = new RewardBaseline.PreviousCycle().noise();
        double variance = 0.01 * 0.01 / 400 * shape.trace(100);
        StepPrediction predicted = StepPrediction.of(gradient, mean, 0.01, variance, shape, shape.trace(100));
        assertThat(predicted.cosine()).isCloseTo(1 / Math.sqrt(1 + 200.0 / 400), within(0.005));
        assertThat(predicted.relativeLength()).isCloseTo(Math.sqrt(1 + 199.8 / 400), within(1e-9));
        assertThat(predicted.noiseAlong()).isCloseTo((2 + 1 - 1.2 / 100) / 400, within(1e-12));
    }

    static List<RewardBaseline> baselines() {
        return List.of(
                new RewardBaseline.PreviousCycle(),
                new RewardBaseline.RunningMean(0.1),
                new RewardBaseline.AntitheticPair());
    }

    /**
     * The rule itself, one learning opportunity from each of 400 seeds: the standard error of the mean cosine is below
     * 0.01, that of the mean square length below 3 %. The formula is of leading order in A.
     */
    @ParameterizedTest
    @MethodSource("baselines")
    void steps_pointAndReachAsPredicted(RewardBaseline baseline) {
        Network network = Experiments.network(3, SpikeCoding.GRADED, Activation.IDENTITY);
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(40, baseline);
        LearningCycle first = Experiments.of(network, schedule, Loss.PSEUDO_HUBER, 0.1, 0.01, 1, 31);
        double time = first.gradientFlowTime();
        double[] start = first.initialTheta();
        Gradient gradient = new Gradient(network, first.loss());
        double cosines = 0;
        double squares = 0;
        double predictedCosine = 0;
        double predictedSquare = 0;
        int seeds = 400;
        for (int seed = 0; seed < seeds; seed++) {
            LearningCycle replicate = Experiments.withSeed(first, seed);
            Sample sample =
                    replicate.samples().training().get(replicate.sampleOrder().sampleAt(0));
            AbstractRule emergent = new AbstractRule(replicate);
            emergent.opportunity();
            double[] slope = new double[start.length];
            gradient.at(start, sample, slope);
            double[] mean = new GradientFlow(gradient, time).end(start, sample);
            Arrays.setAll(mean, i -> mean[i] - start[i]);
            double rms = new NoiseBand(
                            RuleNoise.of(gradient, replicate),
                            replicate.gradientFlowTime(),
                            replicate.schedule().cycles())
                    .predictedRms(start, sample);
            StepPrediction predicted = StepPrediction.of(
                    slope,
                    mean,
                    time,
                    rms * rms,
                    replicate.noise(),
                    Arrays.stream(RuleNoise.of(gradient, replicate).variances(start, sample))
                            .sum());
            StepGeometry step = StepGeometry.of(start, emergent.theta(), slope, time, Optional.empty());
            cosines += step.cosine() / seeds;
            squares += step.relativeLength() * step.relativeLength() / seeds;
            predictedCosine += predicted.cosine() / seeds;
            predictedSquare += predicted.relativeLength() * predicted.relativeLength() / seeds;
        }
        assertThat(cosines).isCloseTo(predictedCosine, within(0.04));
        assertThat(Math.sqrt(squares / predictedSquare)).isBetween(0.93, 1.07);
        assertThat(predictedCosine).isBetween(0.5, 0.95);
    }

    @Test
    void stepAlongTheGradient_hasCosineOne_andNothingElseDoes() {
        StepGeometry straight = StepGeometry.of(
                new double[] {1, 1}, new double[] {0.9, 1.2}, new double[] {1, -2}, 0.1, Optional.empty());
        assertThat(straight.cosine()).isCloseTo(1, within(1e-12));
        assertThat(straight.relativeLength()).isCloseTo(1, within(1e-12));
        StepGeometry across = StepGeometry.of(
                new double[] {0, 0}, new double[] {0.4, 0.2}, new double[] {1, -2}, 0.1, Optional.empty());
        assertThat(across.cosine()).isCloseTo(0, within(1e-12));
        assertThat(across.relativeLength()).isCloseTo(2, within(1e-12));
        assertThat(StepGeometry.of(new double[1], new double[1], new double[1], 0.1, Optional.empty())
                        .cosine())
                .isNaN();
    }
}
