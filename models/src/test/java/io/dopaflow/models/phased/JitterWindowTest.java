package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrivals within a window, what comes of them, and which models have them. */
class JitterWindowTest {
    private static final long TAU_PS = 20_000_000_000L;
    private static final long HALF_PS = 4_000_000_000L;
    private static final StdpWindow STDP = new StdpWindow(new IntegrationWindow(TAU_PS, HALF_PS));
    private static final JitterWindow WINDOW = new JitterWindow(STDP, Math.exp(0.2));

    /** The functions that take part are within some ulp of the exact ones. */
    private static final double ROUNDING = 1e-14;

    private static Rule rule(Disturbance noise, Baseline baseline, int repetitions) {
        return new Rule(
                "rule",
                Objective.NONE,
                repetitions,
                List.of(new Phase("wave", Kind.FORWARD, Projection.FORWARD, Map.of(), noise, false)),
                List.of(),
                List.of(new Broadcast("reward", "wave", baseline)),
                Map.of(Rule.OUTPUT, Expression.of("reward,pre@wave")),
                1,
                Map.of(),
                List.of());
    }

    private static PhasedLearning model(Rule rule, int presentations, Optional<JitterWindow> window) {
        Network network = SkippingNetwork.network();
        return new PhasedLearning(
                new Circuit(network, rule),
                WeightForm.LOG_DIRECT,
                new double[network.synapseCount()],
                Loss.SQUARED_ERROR,
                new Target.Values(IntStream.range(0, network.outputCount())
                        .mapToObj(i -> "y" + i)
                        .toList()),
                new Split(
                        IntStream.range(0, 3)
                                .mapToObj(i -> new Sample(new double[] {i, i, i}, new double[network.outputCount()]))
                                .toList(),
                        List.of()),
                1,
                12,
                1,
                new RandomStreams(7),
                presentations,
                window,
                0);
    }

    /** With a gain of exp(A) the potential is the sum of w exp(U). */
    @Test
    void potential_isWhatIsLeftAtTheReadout() {
        double[] jumps = {2, -3};
        long[] arrivalsPs = {HALF_PS / 2, -HALF_PS};
        assertThat(WINDOW.potential(jumps, arrivalsPs))
                .isCloseTo(2 * Math.exp(0.1) - 3 * Math.exp(-0.2), within(ROUNDING));
    }

    /** exp(-A) (exp(U) - exp(-U)). */
    @Test
    void eligibility_isThatOfArrivalOnsetAndReadout() {
        assertThat(WINDOW.eligibility(HALF_PS / 2)).isCloseTo(Math.exp(-0.2) * 2 * Math.sinh(0.1), within(ROUNDING));
        assertThat(WINDOW.eligibility(-HALF_PS / 2)).isEqualTo(-WINDOW.eligibility(HALF_PS / 2));
    }

    @Test
    void arrivals_lieInTheWindow_andGoOnFromAWave() {
        RandomStreams streams = new RandomStreams(5);
        Circuit twice =
                new Circuit(SkippingNetwork.network(), rule(new Disturbance.Jitter(), new Baseline.PreviousWave(), 2));
        UniformRandomProvider fromTheStart = JitterWindow.draws(streams, twice, 1, 0);
        long[] arrivalsPs = IntStream.range(0, 8)
                .mapToLong(i -> WINDOW.arrivalPs(fromTheStart))
                .toArray();
        assertThat(Arrays.stream(arrivalsPs).map(Math::abs).max().orElseThrow()).isBetween(1L, HALF_PS);
        assertThat(arrivalsPs).doesNotHaveDuplicates();
        UniformRandomProvider later = JitterWindow.draws(streams, twice, 1, 3);
        assertThat(WINDOW.arrivalPs(later)).isEqualTo(arrivalsPs[6]);
    }

    @Test
    void pairingWithSuccessiveSpikes_isRefused() {
        StdpWindow successive =
                new StdpWindow(STDP.window(), STDP.potentiation(), STDP.depression(), Pairing.SUCCESSIVE);
        assertThatThrownBy(() -> new JitterWindow(successive, 1))
                .hasMessage("pairing in a phase with jitter is SUCCESSIVE; allowed: SURROUNDING");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void gain_isFiniteAndPositive(double gain) {
        assertThatThrownBy(() -> new JitterWindow(STDP, gain))
                .hasMessage("readout gain is " + gain + "; allowed: finite, positive");
    }

    @Test
    void model_hasAWindowExactlyIfAPhaseJitters() {
        Rule jitters = rule(new Disturbance.Jitter(), new Baseline.Zero(), 1);
        Rule still = rule(new Disturbance.None(), new Baseline.Zero(), 1);
        assertThat(model(jitters, 1, Optional.of(WINDOW)).windowOf(0)).contains(WINDOW);
        assertThatThrownBy(() -> model(jitters, 1, Optional.empty())).hasMessageStartingWith("integration window");
        assertThatThrownBy(() -> model(still, 1, Optional.of(WINDOW))).hasMessageStartingWith("integration window");
    }

    @Test
    void lossOfTheWaveBefore_asksForTwoWavesOfASample() {
        Rule compares = rule(new Disturbance.None(), new Baseline.PreviousWave(), 1);
        assertThatThrownBy(() -> model(compares, 1, Optional.empty()))
                .hasMessage("number of presentations of a sample is 1; allowed: at least 2");
        Rule still = rule(new Disturbance.None(), new Baseline.Zero(), 1);
        assertThatThrownBy(() -> model(still, 0, Optional.empty()))
                .hasMessage("number of presentations of a sample is 0; allowed: at least 1");
    }

    @Test
    void samples_arePresentedSeveralTimesInARow() {
        PhasedLearning model = model(rule(new Disturbance.None(), new Baseline.PreviousWave(), 1), 4, Optional.empty());
        SampleOrder order = model.sampleOrder();
        for (int opportunity = 0; opportunity < 12; opportunity++) {
            assertThat(model.presented(model.sampleOrder(), opportunity))
                    .isSameAs(model.samples().training().get(order.sampleAt(opportunity / 4)));
        }
    }

    /** An update of the log-weight itself, whatever the sign. */
    @Test
    void directLogWeights_changeByTheUpdate() {
        assertThat(WeightForm.LOG_DIRECT.changed(0.5, -Math.exp(0.5), -1, 0.25)).isEqualTo(0.75);
        assertThat(WeightForm.LOG_DIRECT.weight(0, -1)).isEqualTo(-1);
    }
}
