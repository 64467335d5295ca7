package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.CycleSchema;
import io.dopaflow.scenarios.schema.Scenario;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of phased learning, and where their rules come from. */
class RulesTest {
    private static final String SCENARIO = "digits-feedback-alignment";

    /** Scenarios of rules that need an environment, or a single output. */
    private static final Map<String, String> IN_ENVIRONMENTS = Map.of(
            "temporal-difference", "chain-td",
            "three-factor-actor", "bandit",
            "q-learning", "waiting",
            "uncertainty", "jumping-mean");

    /** All but the one that is a learning cycle's, see {@link RewardStdpTest}. */
    static List<String> rules() {
        return RuleCatalog.names().stream()
                .filter(name -> !CycleSchema.rules().contains(name))
                .toList();
    }

    private static LoadedPhased load(String... overrides) throws InvalidScenarioException {
        return (LoadedPhased) Catalog.load(SCENARIO, List.of(overrides));
    }

    private static Rule ruleOf(LoadedPhased loaded) {
        return ((RuleSettings) loaded.scenario().learning().rule()).rule();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void builtInRules_areCalledLikeTheirFilesAndRunInAScenario(String name) throws InvalidScenarioException {
        RuleSettings rule = RuleCatalog.find(name).orElseThrow();
        assertThat(rule.rule().name()).isEqualTo(name);
        assertThat(rule.description()).contains("Equations: ", "Local: ", "Source: ");
        LoadedPhased loaded = (LoadedPhased) Catalog.load(
                IN_ENVIRONMENTS.getOrDefault(name, SCENARIO), List.of("learning.rule=" + name, "learning.rate=null"));
        assertThat(ruleOf(loaded)).isEqualTo(rule.rule());
        assertThat(loaded.model().circuit().rule()).isEqualTo(rule.rule().unrolled());
        assertThat(loaded.scenario().learning().rate()).contains(rule.rule().rate());
    }

    @Test
    void list_hasALineForEach() {
        assertThat(RuleCatalog.list())
                .extracting(RuleCatalog.Entry::name)
                .containsExactlyElementsOf(RuleCatalog.names());
        assertThat(RuleCatalog.list())
                .allSatisfy(entry ->
                        assertThat(entry.summary()).hasSizeBetween(20, 120).endsWith("."));
    }

    @Test
    void ruleInAFile_isTheRuleItselfOnceItIsLoaded(@TempDir Path folder) throws IOException, InvalidScenarioException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("all.yaml"), WrongCases.resource("right-rule.yaml"));
        String text = Catalog.source(SCENARIO).text().replace("rule: feedback-alignment", "rule: rules/all.yaml");
        LoadedPhased loaded = (LoadedPhased) ScenarioLoader.load(new ScenarioSource(text, "s.yaml", folder), List.of());
        assertThat(ruleOf(loaded).name()).isEqualTo("everything");
        LoadedPhased again = (LoadedPhased) ScenarioLoader.load(
                new ScenarioSource(loaded.resolvedForRun(), "again.yaml", Path.of("/elsewhere")), List.of());
        assertThat(again.scenario()).isEqualTo(loaded.scenario());
        assertThat(again.resolved()).isEqualTo(loaded.resolved());
    }

    @Test
    void problemsOfARuleFile_areToldWithItsLines(@TempDir Path folder) throws IOException, InvalidScenarioException {
        Files.writeString(
                folder.resolve("wrong.yaml"),
                WrongCases.resource("right-rule.yaml").replace("{mirror: noisy}", "{mirror: jolted}"));
        String text = Catalog.source(SCENARIO)
                .text()
                .replace("rule: feedback-alignment", "rule: wrong.yaml")
                .replace("batch: 10", "batch: 0");
        assertThatThrownBy(() -> ScenarioLoader.load(new ScenarioSource(text, "s.yaml", folder), List.of()))
                .hasMessageContaining("wrong.yaml:8: phases.2.noise: found mirrors jolted; allowed: an earlier phase")
                .hasMessageContaining("learning.batch: found 0; allowed: a whole number");
    }

    @Test
    void rate_isInsteadOfTheRulesOwn() throws InvalidScenarioException {
        LoadedPhased loaded = load("learning.rule=kolen-pollack", "learning.rate=0.06");
        assertThat(ruleOf(loaded).rate()).isEqualTo(0.3);
        assertThat(loaded.model().circuit().rule().rate()).isEqualTo(0.06);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-update", "single-update", "mutli-update"})
    void rulesOfLearningCycles_meanThatFamily(String rule) throws InvalidScenarioException {
        assertThatThrownBy(() -> load("learning.rule=" + rule))
                .hasMessageContaining("learning.batch")
                .hasMessageContaining("an unknown key");
        assertThat(load().scenario().model()).isEqualTo(Scenario.Family.PHASED_LEARNING);
    }

    @Test
    void unknownRule_isToldWithTheNearest() {
        assertThatThrownBy(() -> load("learning.rule=feedback-alingment"))
                .hasMessageContaining("learning.rule: found feedback-alingment; allowed: backpropagation | feedback-al")
                .hasMessageContaining("(did you mean feedback-alignment?)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.hidden.0.spikes=all-or-none|network.hidden.0.spikes: found all-or-none in phased learning",
                "network.initial_weight={median: 1}|network.initial_weight: found median or spread with weights: signed",
                "network.weights=log|network.initial_weight: found gain or hidden_bias with log-weights",
                "network.initial_weight={gain: -1}|network.initial_weight.gain: found -1; allowed: a number from 0",
                "timing.level=0 ms|timing.level: found \"0 ms\"",
                "record.rewards=all|record.rewards: found an unknown key",
                "learning.rule.name=x|learning.rule",
                "learning.answer={waves: 4}|learning.answer: found waves, where free, the first answer of the rule, has no",
                "learning.answer={waves: 0}|learning.answer.waves: found 0; allowed: a whole number from 1",
                "learning.answer={}|learning.answer.waves: found nothing",
                "learning.tasks=0|learning.tasks: found 0; allowed: a whole number from 1 to 100",
                "learning.tasks=two|learning.tasks: found two; allowed: a whole number from 1 to 100",
                "task.distractors=-1|task.distractors: found -1; allowed: a whole number from 0 to 20",
                "task.distractors=21|task.distractors: found 21; allowed: a whole number from 0 to 20",
                "timing.level=1000 s|learning: found "
            })
    void wrongValues_areRefusedAtTheirKeys(String change) {
        String[] parts = change.split("\\|");
        assertThatThrownBy(() -> load(parts[0])).hasMessageContaining(parts[1]);
    }

    @Test
    void answerOfWaves_isScored_andWrittenOnlyWhereItIsSaid() throws InvalidScenarioException {
        LoadedPhased voting = load("learning.rule=straight-through", "learning.answer={waves: 3}");
        assertThat(voting.model().answerWaves()).isEqualTo(3);
        assertThat(voting.resolved()).contains("answer:").contains("waves: 3");
        LoadedPhased plain = load("learning.rule=straight-through");
        assertThat(plain.model().answerWaves()).isZero();
        assertThat(plain.resolved()).doesNotContain("answer:");
        double[] initial = plain.model().initial();
        assertThat(voting.model().trainingScore(initial))
                .isNotEqualTo(plain.model().trainingScore(initial));
    }

    @Test
    void labels_areThoseOfClasses() {
        String rule =
                "{name: r, rate: 1, phases: [{name: f, kind: forward}, {name: l, kind: lateral}], projections: {L:"
                        + " {wiring: lateral-and-labels}}, update: {output: [[-1, pre@f, error]]}}";
        assertThatThrownBy(() -> load("learning.rule=" + rule, "task.kind=regression", "loss=null"))
                .hasMessageContaining("learning.rule.projections.L: found labels with task.kind: regression");
    }

    @Test
    void jitter_isForLearningCycles() {
        assertThatThrownBy(
                        () -> load(
                                "learning.rule={name: r, rate: 1, phases: [{name: cycle, kind: forward, noise: jitter}],"
                                        + " broadcasts: {reward: {loss: cycle}}, update: {hidden: [[1, reward, timing@cycle]]}}"))
                .hasMessageContaining("learning.rule.phases.0.noise: found jitter, the noise of learning cycles")
                .hasMessageContaining("rule: multi-update");
    }

    @Test
    void weights_ofEachForm_start() throws InvalidScenarioException {
        LoadedPhased signed = load();
        assertThat(signed.model().form()).isEqualTo(WeightForm.SIGNED);
        assertThat(signed.model().circuit().network().neuronCount()).isEqualTo(64 + 1 + 32 + 1 + 10);
        LoadedPhased log = load("network.weights=log", "network.initial_weight={median: 0.5, spread: 0}");
        assertThat(log.model().circuit().network().neuronCount()).isEqualTo(2 * (64 + 1) + 32 + 2 + 10);
        assertThat(log.model().initial()[0]).isEqualTo(StrictMath.log(0.5));
        assertThatThrownBy(() -> load(
                        "network.weights=log",
                        "network.initial_weight=null",
                        "learning.rule={name: r, rate: 1, phases: [{name: f, kind: forward}], update: {output: [[-1,"
                                + " pre@f, error]]}, after: [{clip: 2}]}"))
                .hasMessageContaining("learning.rule.after: found regulators of weights with log-weights");
    }

    @Test
    void graph_hasSignedWeights() throws InvalidScenarioException {
        String graph = """
                name: graph
                task: {data: inline, inline: {features: [x, y], target: z, rows: [[0, 1, a], [1, 0, b]]}, held_out: 0}
                network:
                  neurons:
                    - {name: x, role: input, feature: x}
                    - {name: h, role: hidden, activation: tanh}
                    - {name: a, role: output}
                    - {name: b, role: output}
                  synapses:
                    - {pre: x, post: h, weight: -0.5}
                    - {pre: h, post: a}
                    - {pre: h, post: b, weight: 0}
                learning: {rule: feedback-alignment, epochs: 1}
                """;
        LoadedPhased loaded =
                (LoadedPhased) ScenarioLoader.load(new ScenarioSource(graph, "graph.yaml", Path.of("/")), List.of());
        assertThat(loaded.model().initial()).startsWith(-0.5).hasSize(5);
        assertThat(loaded.model().initial()[2]).isZero();
        assertThat(loaded.model().circuit().network().neuron(1).activation()).isEqualTo(Activation.TANH);
        assertThatThrownBy(() -> ScenarioLoader.load(
                        new ScenarioSource(
                                graph.replace("role: hidden,", "role: hidden, sign: inhibitory,"),
                                "graph.yaml",
                                Path.of("/")),
                        List.of()))
                .hasMessageContaining("graph.yaml:6: network.neurons.1.sign: found inhibitory with weights: signed");
        assertThatThrownBy(() -> ScenarioLoader.load(
                        new ScenarioSource(
                                graph.replace("network:\n", "network:\n  weights: log\n"), "graph.yaml", Path.of("/")),
                        List.of()))
                .hasMessageContaining("network.synapses.0.weight: found -0.5 with log-weights")
                .hasMessageContaining("network.synapses.2.weight: found 0.0 with log-weights");
    }

    @Test
    void recording_isThinnedAsThatOfLearningCycles() throws InvalidScenarioException {
        String resolved = load("learning.epochs=1").resolved();
        assertThat(resolved).contains("updates: none\n", "losses: all\n", "level: 5 ms\n", "model: phased-learning\n");
        assertThat(load().recordingPlan().epoch())
                .isEqualTo(load().model().samples().training().size());
        assertThatThrownBy(() -> load().cycle()).hasMessageContaining("found phased-learning; allowed: learning-cycle");
    }
}
