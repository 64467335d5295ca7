package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LearningCycleTest {
    private static final long TAU = 20_000_000_000L;
    private static final Network NETWORK =
            new LayeredNetwork(List.of("x", "z"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
    private static final Sample SAMPLE = new Sample(new double[2], new double[1]);

    /** A valid model, of which each test changes parts. */
    private static final LearningCycle MODEL = new LearningCycle(
            NETWORK,
            new double[4],
            new CycleTiming(TAU, TAU / 2, TAU / 20, TAU, 1),
            new CycleSchedule.MultiUpdate(9),
            plasticity(TAU, TAU / 2, StrictMath.exp(0.5)),
            Loss.SQUARED_ERROR,
            new Target.Values(List.of("y")),
            new Split(List.of(SAMPLE, SAMPLE, SAMPLE), List.of(SAMPLE)),
            100,
            new RandomStreams(1));

    private static ThreeFactorRule plasticity(long timeConstant, long halfWindow, double gain) {
        return plasticity(new StdpWindow(new IntegrationWindow(timeConstant, halfWindow)), gain);
    }

    private static ThreeFactorRule plasticity(StdpWindow window, double gain) {
        return new ThreeFactorRule(window, 0.25, gain, Parametrisation.LOG_WEIGHT);
    }

    private static void assertRefused(String message, Consumer<LearningCycle.Parts> change) {
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.but(change)).withMessage(message);
    }

    @Test
    void copy_differsInTheChangedPartsOnly() {
        assertThat(MODEL.but(parts -> {})).isEqualTo(MODEL);
        LearningCycle other = MODEL.but(parts -> parts.opportunities = 7);
        assertThat(other.opportunities()).isEqualTo(7);
        assertThat(other.but(parts -> parts.opportunities = 100)).isEqualTo(MODEL);
    }

    @Test
    void waves_numberTheCyclesOfAllOpportunities() {
        assertThat(MODEL.cycles()).isEqualTo(1000);
        for (long runCycle = 0; runCycle < MODEL.cycles(); runCycle++) {
            long opportunity = MODEL.opportunityOf(runCycle);
            int cycle = MODEL.cycleOf(runCycle);
            assertThat(opportunity).isBetween(0L, 99L);
            assertThat(cycle).isBetween(0, 9);
            assertThat(MODEL.runCycle(opportunity, cycle)).isEqualTo(runCycle);
        }
    }

    @Test
    void sampleOrder_goesThroughTheTrainingSamples() {
        assertThat(List.of(0L, 1L, 2L))
                .extracting(MODEL.sampleOrder()::sampleAt)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void gradientFlowTime_isUpdatesTimesRateTimesKappa() {
        double kappa = DriftConstant.kappa(0.5);
        assertThat(MODEL.gradientFlowTime()).isCloseTo(9 * 0.25 * kappa, withPercentage(1e-13));
        LearningCycle single = MODEL.but(parts -> parts.schedule = new CycleSchedule.SingleUpdate());
        assertThat(single.gradientFlowTime()).isCloseTo(0.25 * kappa, withPercentage(1e-13));
    }

    @Test
    void gradientFlowTime_scalesWithAGainThatDoesNotMakeUpForTheDecay() {
        LearningCycle weak = MODEL.but(parts -> parts.plasticity = plasticity(TAU, TAU / 2, 1));
        assertThat(weak.gradientFlowTime())
                .isCloseTo(9 * 0.25 * Math.exp(-0.5) * DriftConstant.kappa(0.5), withPercentage(1e-13));
    }

    @Test
    void windowWithoutLength_learnsNothing() {
        LearningCycle still = MODEL.but(parts -> {
            parts.timing = new CycleTiming(TAU, 0, 0, TAU, 1);
            parts.plasticity = plasticity(TAU, 0, 1);
        });
        assertThat(still.gradientFlowTime()).isZero();
    }

    @Test
    void parameters_areFinite_oneForEachSynapse() {
        assertRefused(
                "number of initial parameters is 3; allowed: one for each synapse, 4",
                parts -> parts.initialTheta = new double[3]);
        assertRefused(
                "initial theta of synapse 2 is NaN; allowed: finite",
                parts -> parts.initialTheta = new double[] {0, 0, Double.NaN, 0});
        assertRefused(
                "initial theta of synapse 0 is Infinity; allowed: finite",
                parts -> parts.initialTheta = new double[] {Double.POSITIVE_INFINITY, 0, 0, 0});
    }

    @Test
    void timing_fitsTheNetworkAndTheWindow() {
        assertRefused(
                "depth of the timing is 2; allowed: the network's, 1",
                parts -> parts.timing = new CycleTiming(TAU, TAU / 2, 0, TAU, 2));
        assertRefused(
                "time constant of the STDP window is 20000000001 ps; allowed: the membrane's, 20000000000 ps",
                parts -> parts.plasticity = plasticity(TAU + 1, TAU / 2, 1));
        assertRefused(
                "half of the STDP window is 10000000001 ps; allowed: that of the timing, 10000000000 ps",
                parts -> parts.plasticity = plasticity(TAU, TAU / 2 + 1, 1));
    }

    @Test
    void successivePairing_hasGradedSpikes_andComparesWithThePreviousCycle() {
        StdpWindow standard = new StdpWindow(new IntegrationWindow(TAU, TAU / 2));
        ThreeFactorRule successive = plasticity(
                new StdpWindow(standard.window(), standard.potentiation(), standard.depression(), Pairing.SUCCESSIVE),
                1);
        assertThat(MODEL.but(parts -> parts.plasticity = successive).plasticity())
                .isEqualTo(successive);
        assertRefused(
                "baseline of pairing with successive spikes is AntitheticPair[]; allowed: the previous cycle",
                parts -> {
                    parts.plasticity = successive;
                    parts.schedule = new CycleSchedule.MultiUpdate(8, new RewardBaseline.AntitheticPair());
                });
        Consumer<LearningCycle.Parts> allOrNone = parts -> {
            LayeredNetwork.Layer hidden = new LayeredNetwork.Layer(1, Activation.SIGMOID, SpikeCoding.ALL_OR_NONE);
            parts.network =
                    new LayeredNetwork(List.of("x"), List.of(hidden), List.of("y"), Activation.IDENTITY, false).build();
            parts.initialTheta = new double[3];
            parts.timing = new CycleTiming(TAU, TAU / 2, TAU / 20, TAU, 2);
        };
        assertThat(MODEL.but(allOrNone).network().depth()).isEqualTo(2);
        assertRefused(
                "pairing in a network with all-or-none spikes is SUCCESSIVE; allowed: SURROUNDING",
                allOrNone.andThen(parts -> parts.plasticity = successive));
    }

    @Test
    void targetAndLoss_fitTheOutputs() {
        assertRefused(
                "number of targets is 2; allowed: one for each output, 1",
                parts -> parts.target = new Target.Values(List.of("y", "z")));
        assertRefused(
                "loss of a regression is CROSS_ENTROPY; allowed: squared error and pseudo-Huber",
                parts -> parts.loss = Loss.CROSS_ENTROPY);
        LearningCycle classes = MODEL.but(parts -> {
            parts.loss = Loss.CROSS_ENTROPY;
            parts.target = new Target.Classes(List.of("y"));
        });
        assertThat(classes.loss()).isEqualTo(Loss.CROSS_ENTROPY);
    }

    @Test
    void samples_fitTheNetwork() {
        assertRefused(
                "number of training samples is 0; allowed: at least 1",
                parts -> parts.samples = new Split(List.of(), List.of(SAMPLE)));
        assertRefused(
                "number of features of training sample 1 is 1; allowed: those of the inputs, 2",
                parts -> parts.samples =
                        new Split(List.of(SAMPLE, new Sample(new double[1], new double[1])), List.of()));
        assertRefused(
                "number of targets of held-out sample 0 is 3; allowed: one for each output, 1",
                parts -> parts.samples = new Split(List.of(SAMPLE), List.of(new Sample(new double[2], new double[3]))));
    }

    @Test
    void opportunities_areAtLeastOne_andFitOnTheTimeAxis() {
        long most = Long.MAX_VALUE / 2050 / 10;
        LearningCycle longest = MODEL.but(parts -> {
            parts.timing = new CycleTiming(1000, 500, 50, 1000, 1);
            parts.plasticity = plasticity(1000, 500, 1);
            parts.opportunities = most;
        });
        assertThat(longest.timing().rewardPs(longest.cycles() - 1)).isPositive();
        assertThat(longest.but(parts -> parts.opportunities = 1).cycles()).isEqualTo(10);
        assertThat(LearningCycle.mostOpportunities(longest.timing(), longest.schedule()))
                .isEqualTo(most);
        for (long wrong : new long[] {0, -1, most + 1, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> longest.but(parts -> parts.opportunities = wrong))
                    .withMessage("number of learning opportunities is " + wrong + "; allowed: 1 to " + most
                            + ", where the time axis ends");
        }
    }
}
