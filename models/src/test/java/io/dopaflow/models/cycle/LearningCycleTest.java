package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningCycleTest {
    private static final long TAU = 20_000_000_000L;
    private static final Network NETWORK =
            new LayeredNetwork(List.of("x", "z"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
    private static final Sample SAMPLE = new Sample(new double[2], new double[1]);

    /** A valid experiment, of which each test changes a part. */
    private static final class Builder {
        private double[] theta = new double[4];
        private CycleTiming timing = new CycleTiming(TAU, TAU / 2, TAU / 20, TAU, 1);
        private CycleSchedule schedule = new CycleSchedule.MultiUpdate(9);
        private ThreeFactorRule plasticity = plasticity(TAU, TAU / 2, StrictMath.exp(0.5));
        private Loss loss = Loss.SQUARED_ERROR;
        private Target target = new Target.Values(List.of("y"));
        private Split samples = new Split(List.of(SAMPLE, SAMPLE, SAMPLE), List.of(SAMPLE));
        private long opportunities = 100;

        LearningCycle build() {
            return new LearningCycle(
                    NETWORK,
                    theta,
                    timing,
                    schedule,
                    plasticity,
                    loss,
                    target,
                    samples,
                    opportunities,
                    new RandomStreams(1));
        }
    }

    private static ThreeFactorRule plasticity(long timeConstant, long halfWindow, double gain) {
        StdpWindow window = new StdpWindow(new IntegrationWindow(timeConstant, halfWindow));
        return new ThreeFactorRule(window, 0.25, gain, Parametrisation.LOG_WEIGHT);
    }

    private static void assertRefused(Builder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void waves_numberTheCyclesOfAllOpportunities() {
        LearningCycle model = new Builder().build();
        assertThat(model.cycles()).isEqualTo(1000);
        for (long runCycle = 0; runCycle < model.cycles(); runCycle++) {
            long opportunity = model.opportunityOf(runCycle);
            int cycle = model.cycleOf(runCycle);
            assertThat(opportunity).isBetween(0L, 99L);
            assertThat(cycle).isBetween(0, 9);
            assertThat(model.runCycle(opportunity, cycle)).isEqualTo(runCycle);
        }
    }

    @Test
    void sampleOrder_goesThroughTheTrainingSamples() {
        assertThat(List.of(0L, 1L, 2L))
                .extracting(new Builder().build().sampleOrder()::sampleAt)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void gradientFlowTime_isUpdatesTimesRateTimesKappa() {
        Builder builder = new Builder();
        double kappa = DriftConstant.kappa(0.5);
        assertThat(builder.build().gradientFlowTime()).isCloseTo(9 * 0.25 * kappa, withPercentage(1e-13));
        builder.schedule = new CycleSchedule.SingleUpdate();
        assertThat(builder.build().gradientFlowTime()).isCloseTo(0.25 * kappa, withPercentage(1e-13));
    }

    @Test
    void gradientFlowTime_scalesWithAGainThatDoesNotMakeUpForTheDecay() {
        Builder builder = new Builder();
        builder.plasticity = plasticity(TAU, TAU / 2, 1);
        assertThat(builder.build().gradientFlowTime())
                .isCloseTo(9 * 0.25 * Math.exp(-0.5) * DriftConstant.kappa(0.5), withPercentage(1e-13));
    }

    @Test
    void windowWithoutLength_learnsNothing() {
        Builder builder = new Builder();
        builder.timing = new CycleTiming(TAU, 0, 0, TAU, 1);
        builder.plasticity = plasticity(TAU, 0, 1);
        assertThat(builder.build().gradientFlowTime()).isZero();
    }

    @Test
    void parameters_areFinite_oneForEachSynapse() {
        Builder builder = new Builder();
        builder.theta = new double[3];
        assertRefused(builder, "number of initial parameters is 3; allowed: one for each synapse, 4");
        builder.theta = new double[] {0, 0, Double.NaN, 0};
        assertRefused(builder, "initial theta of synapse 2 is NaN; allowed: finite");
        builder.theta = new double[] {Double.POSITIVE_INFINITY, 0, 0, 0};
        assertRefused(builder, "initial theta of synapse 0 is Infinity; allowed: finite");
    }

    @Test
    void timing_fitsTheNetworkAndTheWindow() {
        Builder deeper = new Builder();
        deeper.timing = new CycleTiming(TAU, TAU / 2, 0, TAU, 2);
        assertRefused(deeper, "depth of the timing is 2; allowed: the network's, 1");
        Builder slower = new Builder();
        slower.plasticity = plasticity(TAU + 1, TAU / 2, 1);
        assertRefused(
                slower, "time constant of the STDP window is 20000000001 ps; allowed: the membrane's, 20000000000 ps");
    }

    @Test
    void targetAndLoss_fitTheOutputs() {
        Builder builder = new Builder();
        builder.target = new Target.Values(List.of("y", "z"));
        assertRefused(builder, "number of targets is 2; allowed: one for each output, 1");
        builder.target = new Target.Values(List.of("y"));
        builder.loss = Loss.CROSS_ENTROPY;
        assertRefused(builder, "loss of a regression is CROSS_ENTROPY; allowed: squared error and pseudo-Huber");
        builder.target = new Target.Classes(List.of("y"));
        assertThat(builder.build().loss()).isEqualTo(Loss.CROSS_ENTROPY);
    }

    @Test
    void samples_fitTheNetwork() {
        Builder builder = new Builder();
        builder.samples = new Split(List.of(), List.of(SAMPLE));
        assertRefused(builder, "number of training samples is 0; allowed: at least 1");
        builder.samples = new Split(List.of(SAMPLE, new Sample(new double[1], new double[1])), List.of());
        assertRefused(builder, "number of features of training sample 1 is 1; allowed: those of the inputs, 2");
        builder.samples = new Split(List.of(SAMPLE), List.of(new Sample(new double[2], new double[3])));
        assertRefused(builder, "number of targets of held-out sample 0 is 3; allowed: one for each output, 1");
    }

    @Test
    void opportunities_areAtLeastOne_andFitOnTheTimeAxis() {
        Builder builder = new Builder();
        builder.timing = new CycleTiming(1000, 500, 50, 1000, 1);
        builder.plasticity = plasticity(1000, 500, 1);
        long most = Long.MAX_VALUE / 2050 / 10;
        builder.opportunities = most;
        LearningCycle longest = builder.build();
        assertThat(longest.timing().rewardPs(longest.cycles() - 1)).isPositive();
        for (long wrong : new long[] {0, -1, most + 1, Long.MAX_VALUE}) {
            builder.opportunities = wrong;
            assertRefused(
                    builder,
                    "number of learning opportunities is " + wrong + "; allowed: 1 to " + most
                            + ", where the time axis ends");
        }
    }
}
