package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.task.Sample;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.schema.CycleScenario;
import io.dopaflow.scenarios.schema.RecordSettings;
import io.dopaflow.scenarios.schema.TimingSettings;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    /** The baseline of Christensen and Kallsen, in place of that of iris. */
    private static final String CK = "learning.baseline=previous-cycle";

    private static LearningCycle model(String name, String... overrides) throws InvalidScenarioException {
        return Catalog.load(name, List.of(overrides)).cycle().model();
    }

    @Test
    void flowTime_becomesTheLearningRate() throws InvalidScenarioException {
        LearningCycle iris =
                model("iris", CK, "learning.cycles=100", "learning.half_window=0.3", "learning.flow_time=0.03");
        assertThat(iris.schedule()).isEqualTo(new CycleSchedule.MultiUpdate(100));
        assertThat(iris.plasticity().learningRate()).isEqualTo(0.03 / (100 * DriftConstant.kappa(0.3)));
        assertThat(iris.plasticity().readoutGain()).isEqualTo(StrictMath.exp(0.3));
        // T = n alpha kappa undoes alpha = T / (n kappa) up to a few roundings.
        assertThat(iris.gradientFlowTime()).isCloseTo(0.03, within(1e-16));
    }

    @Test
    void singleUpdate_hasOneUpdate() throws InvalidScenarioException {
        LearningCycle model = model("iris", CK, "learning.rule=single-update", "learning.cycles=null");
        assertThat(model.schedule()).isEqualTo(new CycleSchedule.SingleUpdate());
        assertThat(model.plasticity().learningRate())
                .isEqualTo(model("iris", CK, "learning.cycles=1").plasticity().learningRate());
    }

    @Test
    void baselines_areThoseOfTheKeys() throws InvalidScenarioException {
        Map<String, RewardBaseline> baselines = Map.of(
                "previous-cycle", new RewardBaseline.PreviousCycle(),
                "running-mean", new RewardBaseline.RunningMean(0.05),
                "{running-mean: {}}", new RewardBaseline.RunningMean(0.05),
                "{running-mean: {rate: 0.2}}", new RewardBaseline.RunningMean(0.2),
                "unperturbed", new RewardBaseline.Unperturbed(),
                "antithetic", new RewardBaseline.AntitheticPair());
        for (Map.Entry<String, RewardBaseline> entry : baselines.entrySet()) {
            String baseline = "learning.baseline=" + entry.getKey();
            LearningCycle multi = model("iris", "learning.cycles=100", "learning.flow_time=0.03", baseline);
            assertThat(multi.schedule()).isEqualTo(new CycleSchedule.MultiUpdate(100, entry.getValue()));
            // alpha = T / drift undone, up to a few roundings.
            assertThat(multi.gradientFlowTime()).isCloseTo(0.03, within(1e-16));
            LearningCycle single = model("iris", "learning.rule=single-update", "learning.cycles=null", baseline);
            assertThat(single.schedule()).isEqualTo(new CycleSchedule.SingleUpdate(entry.getValue()));
        }
    }

    @Test
    void stdp_isThatOfTheKeys_andTheRateFollowsItsDrift() throws InvalidScenarioException {
        LearningCycle model = model(
                "iris",
                "learning.stdp={A_plus: 2, A_minus: 0.5, tau_plus: 10 ms, tau_minus: 40 ms}",
                "learning.half_window=0.3",
                "learning.flow_time=0.03");
        StdpWindow window = model.plasticity().window();
        long half = model.timing().halfWindowPs();
        assertThat(window.potentiation().amplitude()).isEqualTo(2);
        assertThat(window.depression().amplitude()).isEqualTo(0.5);
        assertThat(window.potentiation().window().timeConstantPs()).isEqualTo(10_000_000_000L);
        assertThat(window.depression().window().timeConstantPs()).isEqualTo(40_000_000_000L);
        assertThat(window.potentiation().window().halfWindowPs()).isEqualTo(half);
        assertThat(window.pairing()).isEqualTo(Pairing.SURROUNDING);
        assertThat(model.gradientFlowTime()).isCloseTo(0.03, within(1e-16));
        assertThat(model("iris", CK, "learning.pairing=successive")
                        .plasticity()
                        .window()
                        .pairing())
                .isEqualTo(Pairing.SUCCESSIVE);
    }

    /** So that digests of scenarios and checkpoints are the same, too. */
    @Test
    void keysWithTheirDefaults_changeNothing() throws InvalidScenarioException {
        LoadedCycle left = Catalog.load("iris", List.of(CK)).cycle();
        for (String written : List.of(
                "learning.pairing=surrounding",
                "learning.stdp={}",
                "learning.stdp={A_plus: 1.0, A_minus: 1}",
                "learning.stdp={tau_plus: 20 ms, tau_minus: 0.02 s}")) {
            LoadedCycle same = Catalog.load("iris", List.of(CK, written)).cycle();
            assertThat(same.resolved()).as(written).isEqualTo(left.resolved());
            assertThat(same.model().plasticity().window().isStandard()).isTrue();
            assertThat(same.model().plasticity().learningRate())
                    .isEqualTo(left.model().plasticity().learningRate());
        }
        assertThat(Catalog.load("iris", List.of("learning.stdp={tau_plus: 20 ms}", "timing.time_constant=10 ms"))
                        .cycle()
                        .resolved())
                .contains("tau_plus: 20 ms");
    }

    @Test
    void noJitter_isAllowedWithALearningRate() throws InvalidScenarioException {
        LearningCycle still = model("iris", "learning.half_window=0", "learning.learning_rate=0.1");
        assertThat(still.timing().halfWindowPs()).isZero();
        assertThat(still.plasticity().readoutGain()).isEqualTo(1.0);
    }

    @Test
    void epochs_countTrainingSamples() throws InvalidScenarioException {
        LearningCycle iris = model("iris", "task.held_out=0.2", "learning.epochs=60");
        assertThat(iris.samples().training()).hasSize(120);
        assertThat(iris.samples().heldOut()).hasSize(30);
        assertThat(iris.opportunities()).isEqualTo(60 * 120);
    }

    @Test
    void scaling_isFitOnTheTrainingSamplesOnly() throws InvalidScenarioException {
        LearningCycle iris = model("iris", "task.held_out=0.9", "seed=3");
        double[] train = iris.samples().training().stream()
                .mapToDouble(AssemblyTest::firstFeature)
                .toArray();
        double[] heldOut = iris.samples().heldOut().stream()
                .mapToDouble(AssemblyTest::firstFeature)
                .toArray();
        assertThat(Arrays.stream(train).min()).hasValue(0.0);
        assertThat(Arrays.stream(train).max()).hasValue(1.0);
        assertThat(Arrays.stream(heldOut).anyMatch(value -> value < 0 || value > 1))
                .isTrue();
        assertThat(model("iris", "task.scale=none").samples().training().get(0).features())
                .containsExactly(4.9, 3.0, 1.4, 0.2);
    }

    private static double firstFeature(Sample sample) {
        return sample.features()[0];
    }

    @Test
    void initialWeights_comeFromTheStreamOfEachSynapse() throws InvalidScenarioException {
        double[] theta = model("iris", "seed=42", "network.initial_weight={median: 2, spread: 0.5}")
                .initialTheta();
        for (int synapse = 0; synapse < theta.length; synapse++) {
            double u = new RandomStreams(42)
                    .stream(Purpose.INITIAL_WEIGHT, synapse).nextDouble();
            assertThat(theta[synapse]).isEqualTo(StrictMath.log(2) + 0.5 * (2 * u - 1));
        }
    }

    @Test
    void statedWeight_isTaken() throws InvalidScenarioException {
        assertThat(model("single-synapse", "network.synapses.0.weight=3").initialTheta())
                .containsExactly(StrictMath.log(3));
    }

    /** 420 windows and delays, and the reward: 2^62 - 1 ps, which leaves the time axis room for the two cycles. */
    @Test
    void longestCycle_isTheModels_andRunsOnBothEngines() throws Exception {
        String hidden = IntStream.range(1, 420)
                .mapToObj(i -> "{name: h" + i + ", role: hidden}, ")
                .collect(Collectors.joining());
        String inner = IntStream.range(1, 419)
                .mapToObj(i -> "{pre: h" + i + ", post: h" + (i + 1) + "}, ")
                .collect(Collectors.joining());
        List<String> deep = List.of(
                "network.neurons=[{name: pre, role: input, feature: x}, " + hidden + "{name: post, role: output}]",
                "network.synapses=[{pre: pre, post: h1}, " + inner + "{pre: h419, post: post}]",
                "timing.time_constant=1000 s",
                "learning.half_window=5",
                "timing.conduction_delay=980204805779495 ps",
                "learning.cycles=1",
                "learning.opportunities=1");
        LearningCycle model = model("single-synapse", with(deep, "timing.reward_delay=3 ps"));
        assertThat(model.timing().periodPs()).isEqualTo(CycleTiming.LONGEST_PERIOD_PS);
        CycleSimulation simulation = new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {});
        RunResult population = new CyclePopulationEngine(1).run(RunRequest.of(simulation));
        assertThat(population.end().steps()).isEqualTo(2);
        assertThat(CycleState.of(new CycleActorEngine(1)
                                .run(RunRequest.of(simulation))
                                .end())
                        .weights())
                .isEqualTo(CycleState.of(population.end()).weights());

        assertThatThrownBy(() -> model("single-synapse", with(deep, "timing.reward_delay=4 ps")))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("found cycles of 4611686018427387904 ps through a network of depth 420")
                .hasMessageContaining("at most 4611686018427387903 ps");
        assertThatThrownBy(() ->
                        model("single-synapse", with(deep, "timing.reward_delay=3 ps", "learning.opportunities=2")))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("at most 1 learning opportunities");
    }

    private static String[] with(List<String> overrides, String... more) {
        return Stream.concat(overrides.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void recordingPlan_saysWhatTheScenarioSays() throws InvalidScenarioException {
        RecordingPlan plan = Catalog.load(
                        "iris",
                        List.of(
                                "record.spikes=all",
                                "record.arrivals=none",
                                "record.rewards={every: 7 opportunities}",
                                "record.weights={every: 1 opportunity, within: 3cycles}"))
                .cycle()
                .recordingPlan();
        Thinning weights = new Thinning.Every(1);
        assertThat(plan)
                .isEqualTo(new RecordingPlan(
                        new Thinning.All(), new Thinning.None(), new Thinning.Every(7), weights, 3, 120));
        assertThat(Catalog.load("theorem-1", List.of()).cycle().recordingPlan()).isEqualTo(RecordingPlan.full(1));
    }

    @Test
    void scenarioFromAProgram_isCheckedAsStrictlyAsAFile() throws InvalidScenarioException {
        CycleScenario iris = Catalog.load("iris", List.of()).cycle().scenario();
        assertThat(ScenarioLoader.load(iris).cycle().scenario()).isEqualTo(iris);
        CycleScenario still = new CycleScenario(
                iris.name(),
                iris.description(),
                iris.seed(),
                iris.engine(),
                iris.task(),
                iris.network(),
                iris.loss(),
                iris.learning(),
                new TimingSettings(0, 0, 0),
                new RecordSettings(
                        new RecordSettings.Every(0),
                        RecordSettings.Extent.ALL,
                        RecordSettings.Extent.ALL,
                        RecordSettings.Extent.ALL));
        assertThatThrownBy(() -> ScenarioLoader.load(still).cycle())
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("timing.time_constant: found \"0 ms\"")
                .hasMessageContaining("record.spikes.every: found \"0 opportunities\"");
    }
}
