package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.simulator.actor.phased.PhasedActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule file of learning cycles: what it says is what the engines of that family do. */
class RewardStdpTest {

    private static LoadedCycle load(String name, String... overrides) throws InvalidScenarioException {
        return Catalog.load(name, List.of(overrides)).cycle();
    }

    private static double[] learnt(LearningCycle model) throws Exception {
        return CycleState.of(new CyclePopulationEngine(1)
                        .run(RunRequest.of(
                                new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {})))
                        .end())
                .weights();
    }

    @Test
    void scenario_isThatOfTheLearningCycle() throws Exception {
        String[] shortened = {"learning.epochs=null", "learning.opportunities=20"};
        LoadedCycle named = load("iris", "learning.rule=reward-stdp", shortened[0], shortened[1]);
        LoadedCycle usual = load("iris", "learning.rule=multi-update", shortened[0], shortened[1]);
        assertThat(named.resolved()).contains("rule: reward-stdp");
        assertThat(named.resolved().replace("rule: reward-stdp", "rule: multi-update"))
                .isEqualTo(usual.resolved());
        assertThat(learnt(named.model())).isEqualTo(learnt(usual.model()));
    }

    @Test
    void otherKeys_areThoseOfTheLearningCycle() {
        assertThatThrownBy(() -> load("iris", "learning.rule=reward-stdp", "learning.batch=3"))
                .hasMessageContaining("learning.batch: found an unknown key");
    }

    /** Phases add to log-weights what cycles multiply weights by: roundings differ, and after so few cycles no more. */
    @Tag("digest")
    @ParameterizedTest
    @CsvSource({"iris, 5, 30", "xor, 20, 12", "theorem-1, 100, 1", "single-synapse, 20, 5"})
    void ruleFile_inPhases_doesWhatTheLearningCycleDoes_butForRounding(String name, int cycles, int opportunities)
            throws Exception {
        LearningCycle model = load(
                        name,
                        "learning.rule=reward-stdp",
                        "learning.baseline=previous-cycle",
                        "learning.cycles=" + cycles,
                        "learning.epochs=null",
                        "learning.opportunities=" + opportunities)
                .model();
        double[] expected = LogWeights.of(learnt(model));
        assertThat(expected)
                .as("it learns")
                .isNotEqualTo(CycleState.startOf(model).theta());
        for (Engine engine : List.of(new PhasedPopulationEngine(1), new PhasedActorEngine(1))) {
            PhasedSimulation simulation =
                    new PhasedSimulation(CyclesInPhases.of(model), PhasedPlan.weightsOnly(1), new PhasedRecorder() {});
            PhasedState end =
                    PhasedState.of(engine.run(RunRequest.of(simulation)).end());
            assertThat(end.stored()).as(engine.name()).containsExactly(expected, within(1e-9));
        }
    }

    /** What makes it a learning cycle's is told with its cure, where the family is said to be another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning.rule.phases.0.noise: found jitter, the noise of learning cycles",
                "learning.rule.broadcasts.reward.baseline: found previous, the baseline of learning cycles"
            })
    void phasedLearning_isToldWhyItHasNoSuchRule(String message) {
        assertThatThrownBy(() -> Catalog.load(
                        "digits-feedback-alignment",
                        List.of("model=phased-learning", "learning.rule=reward-stdp", "learning.rate=null")))
                .hasMessageContaining(message);
    }
}
