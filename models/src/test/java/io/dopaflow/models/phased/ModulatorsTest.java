package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.environment.Step;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.LearningRate;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each baseline against plain numbers, all of which are exact in binary. */
class ModulatorsTest {
    private static final RandomStreams STREAMS = new RandomStreams(5);

    private static Circuit circuit(int repetitions, List<String> phases, Baseline... baselines) {
        List<Broadcast> broadcasts = IntStream.range(0, baselines.length)
                .mapToObj(i -> new Broadcast("told" + i, "noisy", baselines[i]))
                .toList();
        return new Circuit(
                SkippingNetwork.network(),
                new Rule(
                        "rule",
                        Objective.EXPECTED_LOSS,
                        repetitions,
                        phases.stream()
                                .map(name -> new Phase(
                                        name,
                                        Kind.FORWARD,
                                        Projection.FORWARD,
                                        Map.of(),
                                        new Disturbance.None(),
                                        false))
                                .toList(),
                        List.of(),
                        broadcasts,
                        Map.of(Rule.HIDDEN, Expression.of("told0,pre@noisy")),
                        1,
                        Map.of(),
                        List.of()));
    }

    private static Modulators modulators(Circuit circuit) {
        return new Modulators(
                circuit, STREAMS, 1, new double[circuit.rule().broadcasts().size()], 0);
    }

    /** A wave of which only losses are known. */
    private static WaveResult ofLosses(double... losses) {
        return new WaveResult(losses, new double[losses.length][0], new double[0], Optional.empty());
    }

    @Test
    void withoutBaseline_isTheLossWithTheOtherSign() {
        Modulators zero = modulators(circuit(1, List.of("clean", "noisy"), new Baseline.Zero()));
        assertThat(zero.broadcasts(ofLosses(1, 3))).containsExactly(-3);
    }

    @Test
    void baselineOfAPhase_isItsLoss() {
        Modulators other = modulators(circuit(1, List.of("clean", "noisy"), new Baseline.OfPhase("clean")));
        assertThat(other.broadcasts(ofLosses(1, 3))).containsExactly(-2);
        assertThat(other.broadcasts(ofLosses(5, 3))).containsExactly(2);
    }

    /** The first loss is its own baseline; then b = 8, 7, 7.5. */
    @Test
    void runningMean_beginsWithTheFirstLoss() {
        Circuit circuit = circuit(1, List.of("noisy"), new Baseline.RunningMean(0.25));
        Modulators mean = new Modulators(circuit, STREAMS, 1, new double[] {99}, 0);
        assertThat(mean.broadcasts(ofLosses(8))).containsExactly(0);
        assertThat(mean.broadcasts(ofLosses(4))).containsExactly(4);
        assertThat(mean.baselines()).containsExactly(7);
        assertThat(mean.broadcasts(ofLosses(9))).containsExactly(-2);
        assertThat(mean.baselines()).containsExactly(7.5);
    }

    @Test
    void runningMean_goesOnFromWhereItStood() {
        Circuit circuit = circuit(1, List.of("noisy"), new Baseline.RunningMean(0.25));
        double[] stood = {7};
        Modulators mean = new Modulators(circuit, STREAMS, 1, stood, 2);
        assertThat(mean.broadcasts(ofLosses(9))).containsExactly(-2);
        assertThat(mean.baselines()).containsExactly(7.5);
        assertThat(stood).as("an array of its own").containsExactly(7);
    }

    /** Three waves to a sample: the first of each has nothing to be compared with. */
    @Test
    void previousWave_isOfTheSameSample() {
        Circuit circuit = circuit(1, List.of("noisy"), new Baseline.PreviousWave());
        Modulators previous = new Modulators(circuit, STREAMS, 3, new double[] {99}, 0);
        double[] losses = {8, 5, 6, 2, 4};
        assertThat(Arrays.stream(losses).map(loss -> previous.broadcasts(ofLosses(loss))[0]))
                .containsExactly(0.0, 3.0, -1.0, 0.0, -2.0);
        assertThat(previous.baselines()).containsExactly(4);
        Modulators goesOn = new Modulators(circuit, STREAMS, 3, new double[] {5}, 2);
        assertThat(goesOn.broadcasts(ofLosses(6))).containsExactly(-1);
    }

    @Test
    void otherRepetitions_areTheMeanOfAllButOne() {
        Modulators others = modulators(circuit(3, List.of("noisy"), new Baseline.OtherRepetitions()));
        assertThat(others.broadcasts(ofLosses(1, 4, 10))).containsExactly(7 - 1, 5.5 - 4, 2.5 - 10);
    }

    @Test
    void broadcasts_areToldInTheOrderOfTheRule() {
        Modulators several = modulators(circuit(
                1,
                List.of("clean", "noisy"),
                new Baseline.Zero(),
                new Baseline.RunningMean(1),
                new Baseline.OfPhase("clean")));
        assertThat(several.broadcasts(ofLosses(1, 3))).containsExactly(-3, 0, -2);
        assertThat(several.broadcasts(ofLosses(1, 2))).containsExactly(-2, 1, -1);
        assertThat(several.baselines()).containsExactly(0, 2, 0);
    }

    /** A coin shows 1 as often as -1, is another for each broadcast, and goes on where it stood. */
    @Test
    void coins_areFair_independent_andResumable() {
        Circuit circuit = circuit(1, List.of("noisy"), new Baseline.Coin(), new Baseline.Coin());
        Modulators coins = new Modulators(circuit, STREAMS, 1, new double[2], 0);
        int waves = 10_000;
        double[][] told = new double[waves][];
        Arrays.setAll(told, wave -> coins.broadcasts(ofLosses(1)));
        assertThat(Arrays.stream(told).flatMapToDouble(Arrays::stream)).containsOnly(1.0, -1.0);
        // A mean of 10 000 signs is within 4 / sqrt(10 000) of 0 but once in 16 000 seeds.
        assertThat(Arrays.stream(told).mapToDouble(one -> one[0]).average().orElseThrow())
                .isBetween(-0.04, 0.04);
        assertThat(Arrays.stream(told)
                        .mapToDouble(one -> one[0] * one[1])
                        .average()
                        .orElseThrow())
                .isBetween(-0.04, 0.04);
        Modulators later = new Modulators(circuit, STREAMS, 1, new double[2], 77);
        assertThat(later.broadcasts(ofLosses(1))).isEqualTo(told[77]);
        assertThat(later.broadcasts(ofLosses(1))).isEqualTo(told[78]);
    }

    private static WaveResult ofStep(int action, boolean ends, double[] values, double... following) {
        Step step = new Step(2, 0, ends, Optional.empty(), new double[0]);
        EnvironmentCourse.Answer answer = new EnvironmentCourse.Answer(action, new double[0], step, new double[0]);
        return new WaveResult(new double[2], new double[][] {values, following}, new double[0], Optional.of(answer));
    }

    /** r = 2, gamma = 1/2: of the output that was chosen, or the only one, and of the largest that follows, unless it ended. */
    @Test
    void difference_isRewardAndWhatIsForetold_lessWhatWas() {
        Modulators dopamine =
                modulators(circuit(1, List.of("noisy", "next"), new Baseline.TemporalDifference("next", 0.5)));
        double[] values = {1, 4, 0.5};
        assertThat(dopamine.broadcasts(ofStep(1, false, values, -3, 8, 3))).containsExactly(2 + 4 - 4);
        assertThat(dopamine.broadcasts(ofStep(2, true, values, -3, 8, 3))).containsExactly(2 - 0.5);
        assertThat(dopamine.broadcasts(ofStep(EnvironmentCourse.NO_ACTION, false, values, 3)))
                .containsExactly(2 + 1.5 - 1);
    }

    @Test
    void gain_isThatOfTheErrors_andGoesOnFromItsVariance() {
        LearningRate rate = new LearningRate(1, 0, 0.1, 3, 0, Optional.empty());
        Circuit circuit = circuit(1, List.of("noisy"), new Baseline.Gain(rate));
        Modulators gain = modulators(circuit);
        LearningRate.Told first = rate.after(9, 5 - 4);
        LearningRate.Told second = rate.after(first.variance(), 2 - 4);
        assertThat(gain.broadcasts(ofError(4, 5))).containsExactly(first.rate());
        Modulators goesOn = new Modulators(circuit, STREAMS, 1, gain.baselines(), 1);
        assertThat(gain.broadcasts(ofError(4, 2))).containsExactly(second.rate());
        assertThat(goesOn.broadcasts(ofError(4, 2))).containsExactly(second.rate());
    }

    private static WaveResult ofError(double readout, double target) {
        return new WaveResult(new double[1], new double[][] {{readout}}, new double[] {target}, Optional.empty());
    }
}
