package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongScenariosTest {

    /** Right; each case replaces one piece of it. */
    private static final String RIGHT = """
            name: right
            description: What to look at.
            seed: 1
            engine: auto
            task:
              data: iris
              kind: classification
              held_out: 0.2
            network:
              hidden: [{size: 4, activation: sigmoid}]
              bias: true
            loss: cross-entropy
            learning:
              rule: multi-update
              cycles: 100
              half_window: 0.3
              flow_time: 0.03
              epochs: 60
            timing:
              time_constant: 20 ms
            record:
              weights: {every: 100 opportunities, within: 5 cycles}
            """;

    /** Right, too: a graph with inline data. Line 11 onwards are neurons, line 16 onwards synapses. */
    private static final String GRAPH = """
            name: graph
            task:
              data: inline
              inline: {features: [x1, x2], target: y, rows: [[0, 1, 0.5], [1, 0, 1.5]]}
              kind: regression
              held_out: 0
            loss: pseudo-huber
            learning: {cycles: 10, flow_time: 0.1, opportunities: 5}
            network:
              neurons:
                - {name: a, role: input, feature: x1}
                - {name: b, role: input, feature: 1, sign: inhibitory}
                - {name: c, role: hidden}
                - {name: d, role: output}
              synapses:
                - {pre: a, post: c}
                - {pre: b, post: c, weight: 2}
                - {pre: c, post: d}
                - {pre: a, post: d}
            """;

    static Stream<Arguments> wrongLayers() {
        String learning = "learning";
        return Stream.of(
                wrong("name: right", "name: Not right", 1, "name", "\"Not right\"", "lower-case letters"),
                wrong("name: right", "name: 7", 1, "name", "7", "in quotation marks"),
                wrong("name: right\n", "", 1, "name", "nothing", "lower-case letters"),
                wrong("seed: 1", "seed: one", 3, "seed", "one", "a whole number from -9223372036854775808"),
                wrong("seed: 1", "seed: 9223372036854775808", 3, "seed", "9223372036854775808", "9223372036854775807"),
                wrong("seed: 1", "seed: 1.5", 3, "seed", "1.5", "a whole number"),
                wrong("seed: 1", "sead: 1", 3, "sead", "an unknown key", "did you mean seed?"),
                wrong("engine: auto", "engine: quick", 4, "engine", "quick", "auto | actor | population"),
                wrong("data: iris", "data: irsi", 6, "task.data", "irsi", "did you mean iris?"),
                wrong(
                        "data: iris",
                        "data: no/such.csv",
                        6,
                        "task.data",
                        "no/such.csv",
                        "the path of a readable CSV file"),
                wrong("data: iris", "data: inline", 6, "task.inline", "nothing", "features, target, rows"),
                wrong("data: iris", "data: [iris]", 6, "task.data", "a list", "iris | digits | inline"),
                wrong("kind: classification", "kind: regression", 12, "loss", "cross-entropy", "squared-error"),
                wrong("kind: classification", "target: specis", 7, "task.target", "specis", "did you mean species?"),
                wrong(
                        "kind: classification",
                        "separator: semicolon",
                        7,
                        "task.separator",
                        "separator with data: iris",
                        "only with a CSV file"),
                wrong(
                        "kind: classification",
                        "columns: [a, b]",
                        7,
                        "task.columns",
                        "columns with data: iris",
                        "only with a CSV file"),
                wrong("kind: classification", "target: 1.5", 7, "task.target", "1.5", "a whole number from 0"),
                wrong("kind: classification", "target: 9", 7, "task.target", "9", "its number from 0 to 4"),
                wrong(
                        "kind: classification",
                        "leave_out: [specis]",
                        7,
                        "task.leave_out.0",
                        "specis",
                        "did you mean species?"),
                wrong("held_out: 0.2", "held_out: 1", 8, "task.held_out", "1", "from 0 to below 1"),
                wrong(
                        "held_out: 0.2",
                        "held_out: 0.999",
                        8,
                        "task.held_out",
                        "no training sample",
                        "a smaller fraction"),
                wrong("size: 4", "size: 0", 10, "network.hidden.0.size", "0", "from 1 to 100000"),
                wrong("size: 4", "size: many", 10, "network.hidden.0.size", "many", "a whole number"),
                wrong("size: 4, ", "", 10, "network.hidden.0.size", "nothing", "a whole number"),
                wrong("[{size: 4, activation: sigmoid}]", "4", 10, "network.hidden", "4", "a list of 0 to 100 layers"),
                wrong(
                        "activation: sigmoid",
                        "activation: relu",
                        10,
                        "network.hidden.0.activation",
                        "relu",
                        "sigmoid |"),
                wrong(
                        "activation: sigmoid",
                        "activation: softplus, spikes: all-or-none",
                        10,
                        "network.hidden.0.spikes",
                        "all-or-none with activation: softplus",
                        "activation: sigmoid"),
                wrong("{size: 4", "{size: 100000}, {size: 100000", 10, "network.hidden", "synapses", "at most 2000000"),
                wrong("bias: true", "bias: yes", 11, "network.bias", "yes", "true or false"),
                wrong("loss: cross-entropy", "loss: [a", 13, "", "not YAML", "a YAML document"),
                wrong("loss: cross-entropy", "\tloss: a", 12, "", "TAB", "a YAML document"),
                wrong("loss: cross-entropy", "seed: 2", 12, "", "the key \"seed\" a second time", "each key once"),
                wrong("loss: cross-entropy", "loss: &a b", 12, "", "an anchor", "values written out"),
                wrong("cycles: 100", "cycles: -3", 15, "learning.cycles", "-3", "a whole number from 1 to 1000000000"),
                wrong(
                        "rule: multi-update",
                        "rule: single-update",
                        15,
                        "learning.cycles",
                        "cycles with",
                        "multi-update"),
                wrong(
                        "rule: multi-update",
                        "baseline: antithetc",
                        14,
                        "learning.baseline",
                        "antithetc",
                        "previous-cycle | running-mean | unperturbed | antithetic"),
                wrong(
                        "rule: multi-update",
                        "baseline: {running-mean: {rate: 1.5}}",
                        14,
                        "learning.baseline.running-mean.rate",
                        "1.5",
                        "a number above 0 to 1"),
                wrong(
                        "cycles: 100",
                        "cycles: 101\n  baseline: antithetic",
                        15,
                        "learning.cycles",
                        "101 with baseline: antithetic",
                        "an even number, as an update takes two cycles"),
                wrong(
                        "cycles: 100",
                        "cycles: 7\n  baseline: unperturbed",
                        15,
                        "learning.cycles",
                        "7 with baseline: unperturbed",
                        "an even number"),
                wrong(
                        "cycles: 100",
                        "pairing: successive\n  baseline: running-mean",
                        15,
                        "learning.pairing",
                        "successive with a baseline other than",
                        "successive with baseline: previous-cycle"),
                wrong(
                        "rule: multi-update",
                        "stdp: {A_plus: -1}",
                        14,
                        "learning.stdp.A_plus",
                        "-1",
                        "a number from 0 to 1000"),
                wrong(
                        "rule: multi-update",
                        "stdp: {tau_plus: 5 us, tau_minus: 1 s}",
                        14,
                        "learning.stdp.tau_plus",
                        "5 us",
                        "1/700 of half the window"),
                wrong(
                        "rule: multi-update",
                        "stdp: {A_plus: 0, A_minus: 0}",
                        17,
                        "learning.flow_time",
                        "half-window",
                        "an stdp for which"),
                wrong("half_window: 0.3", "half_window: .nan", 16, "learning.half_window", ".nan", "from 0 to 5"),
                wrong("half_window: 0.3", "half_window: 6", 16, "learning.half_window", "6", "from 0 to 5"),
                wrong(
                        "half_window: 0.3",
                        "half_window: 0",
                        17,
                        "learning.flow_time",
                        "half_window: 0",
                        "learning_rate"),
                wrong("half_window: 0.3", "half_window: 1e-15", 17, "learning.flow_time", "0 ps", "finite"),
                wrong("flow_time: 0.03", "flow_time: fast", 17, "learning.flow_time", "fast", "a number above 0"),
                wrong("flow_time: 0.03\n", "\n", 14, learning, "none of flow_time", "exactly one of flow_time"),
                wrong("cycles: 100", "learning_rate: 1", 17, learning, "learning_rate and flow_time", "exactly one of"),
                wrong("epochs: 60", "epochs: 0", 18, "learning.epochs", "0", "from 1 to 1000000000"),
                wrong("cycles: 100", "cycles: 1000000000", 13, learning, "opportunities", "the time axis"),
                wrong("20 ms", "20", 20, "timing.time_constant", "20", "a duration with its unit (s, ms, us, ns, ps)"),
                wrong("20 ms", "20 min", 20, "timing.time_constant", "20 min", "(s, ms, us, ns, ps)"),
                wrong("20 ms", "1.0000000000001 ms", 20, "timing.time_constant", "1.0000000000001 ms", "whole picosec"),
                wrong("100 opportunities", "100", 22, "record.weights.every", "100", "with its unit (opportunities)"),
                wrong("every: 100 opportunities, ", "", 22, "record.weights.every", "nothing", "with its unit"),
                wrong(
                        "{every: 100 opportunities, within: 5 cycles}",
                        "some",
                        22,
                        "record.weights",
                        "some",
                        "all | none"));
    }

    static Stream<Arguments> wrongGraphs() {
        return Stream.of(
                wrong("name: b", "name: a", 12, "network.neurons.1.name", "a second a", "a unique name"),
                wrong(
                        "feature: x1",
                        "feature: x3",
                        11,
                        "network.neurons.0.feature",
                        "x3",
                        "x1, x2, or its number from 0"),
                wrong(", feature: x1", "", 11, "network.neurons.0.feature", "nothing", "of a feature"),
                wrong("feature: 1, ", "feature: 2, ", 12, "network.neurons.1.feature", "2", "from 0 to 1"),
                wrong(
                        "feature: 1, ",
                        "feature: '1', ",
                        12,
                        "network.neurons.1.feature",
                        "1",
                        "without quotation marks"),
                wrong(
                        "[x1, x2]",
                        "['1', x2]",
                        12,
                        "network.neurons.1.feature",
                        "1, the name of a column and the number of another",
                        "\"1\" in quotation marks"),
                wrong("role: hidden", "role: hiden", 13, "network.neurons.2.role", "hiden", "did you mean hidden?"),
                wrong("hidden}", "hidden, feature: x1}", 13, "network.neurons.2.feature", "a feature", "role: input"),
                wrong("x1}", "x1, spikes: graded}", 11, "network.neurons.0.spikes", "spikes", "hidden | output"),
                wrong(
                        "{name: d, role: output}",
                        "{name: d, role: hidden}",
                        10,
                        "network.neurons",
                        "no output",
                        "at least"),
                wrong("hidden}", "output}", 10, "network.neurons", "2 outputs", "1 neurons with role: output, for y"),
                wrong(
                        "pre: b",
                        "pre: bb",
                        17,
                        "network.synapses.1.pre",
                        "bb",
                        "the name of a neuron (did you mean b?)"),
                wrong("post: d}", "post: a}", 18, "network.synapses.2.post", "a, a source", "hidden | output"),
                wrong("pre: b", "pre: a", 17, "network.synapses.1", "a second synapse from a to c", "one synapse"),
                wrong("pre: b", "pre: c", 17, "network.synapses.1", "the cycle c -> c", "a graph without cycles"),
                wrong(
                        "{pre: a, post: c}",
                        "{pre: d, post: c}",
                        18,
                        "network.synapses.2",
                        "c -> d -> c",
                        "without cycles"),
                wrong("    - {pre: c, post: d}\n", "", 13, "network.neurons.2", "c without a path", "on to an output"),
                wrong("weight: 2", "weight: -2", 17, "network.synapses.1.weight", "-2", "a number above 0"),
                wrong(
                        "weight: 2",
                        "weight: 2, wieght: 3",
                        17,
                        "network.synapses.1.wieght",
                        "an unknown key",
                        "weight?"),
                wrong(
                        "neurons:",
                        "bias: true\n  neurons:",
                        10,
                        "network.bias",
                        "bias together with neurons",
                        "either layers"),
                wrong("[0, 1, 0.5]", "[0, 1]", 4, "task.inline.rows.0", "2 cells", "3 cells"),
                wrong("[0, 1, 0.5]", "[0, one, 0.5]", 4, "task.inline.rows.0.1", "one", "a finite number"),
                wrong("[0, 1, 0.5]", "[0, 1, 1e400]", 4, "task.inline.rows.0.2", "1e400", "a finite number"),
                wrong("[x1, x2]", "[x1, x1]", 4, "task.inline.features.1", "a second x1", "a unique name"),
                wrong("data: inline", "data: iris", 4, "task.inline", "inline with data: iris", "only data: inline"),
                wrong("kind: regression", "target: y", 5, "task.target", "target with data: inline", "within inline"));
    }

    private static Arguments wrong(String piece, String instead, int line, String key, String found, String allowed) {
        return Arguments.of(piece, instead, line, key, found, allowed);
    }

    @ParameterizedTest
    @MethodSource("wrongLayers")
    void layers_areReportedWithPlaceFoundAndAllowed(
            String piece, String instead, int line, String key, String found, String allowed) {
        assertReported(RIGHT, piece, instead, line, key, found, allowed);
    }

    @ParameterizedTest
    @MethodSource("wrongGraphs")
    void graphs_areReportedWithPlaceFoundAndAllowed(
            String piece, String instead, int line, String key, String found, String allowed) {
        assertReported(GRAPH, piece, instead, line, key, found, allowed);
    }

    private static void assertReported(
            String right, String piece, String instead, int line, String key, String found, String allowed) {
        assertThat(right).contains(piece);
        assertThat(problemsOf(right.replace(piece, instead))).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("test.yaml");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isPositive();
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.found()).contains(found);
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    private static List<Problem> problemsOf(String text, String... overrides) {
        InvalidScenarioException thrown =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(text, overrides));
        assertThat(thrown).as("is refused:\n%s", text).isNotNull();
        return thrown.problems();
    }

    private static LoadedCycle load(String text, String... overrides) throws InvalidScenarioException {
        return ScenarioLoader.load(
                        new ScenarioSource(text, "test.yaml", Path.of("").toAbsolutePath()), List.of(overrides))
                .cycle();
    }

    @Test
    void rightScenarios_haveNoProblems() throws InvalidScenarioException {
        assertThat(load(RIGHT).model().network().synapseCount()).isEqualTo(58);
        assertThat(load(GRAPH).model().network().synapseCount()).isEqualTo(4);
    }

    @Test
    void message_hasOneLineForEachProblem() {
        assertThat(problemsOf(RIGHT.replace("cycles: 100", "cycles: -3")))
                .singleElement()
                .hasToString("test.yaml:15: learning.cycles: found -3; allowed: a whole number from 1 to 1000000000");
    }

    @Test
    void everything_isReportedAtOnceInTheOrderOfLines() {
        String wrong = GRAPH.replace("name: graph", "name: 'Graph!'")
                .replace("cycles: 10", "cycels: 10")
                .replace("feature: x1", "feature: z")
                .replace("weight: 2", "weight: none")
                .replace("{pre: a, post: c}", "{pre: d, post: c}");
        assertThat(problemsOf(wrong, "timing.time_constant=5", "seed=x"))
                .extracting(Problem::key)
                .containsExactly(
                        "name",
                        "learning.cycels",
                        "network.neurons.0.feature",
                        "network.synapses.1.weight",
                        "network.synapses.2",
                        "seed",
                        "timing.time_constant");
    }

    @Test
    void everythingAboutStrategies_isReportedAtOnce() {
        String wrong = RIGHT.replace("sigmoid}", "sigmoid, spikes: all-or-none}")
                .replace("rule: multi-update", "pairing: successive")
                .replace("flow_time: 0.03", "flow_time: 0.03\n  stdp: {tau_plus: 5 us, tau_minus: 8 us}");
        assertThat(problemsOf(wrong))
                .extracting(Problem::toString)
                .containsExactly(
                        "test.yaml:14: learning.pairing: found successive with all-or-none spikes;"
                                + " allowed: surrounding, or graded spikes in the whole network",
                        "test.yaml:18: learning.stdp.tau_plus: found 5 us; allowed: at least 8571429 ps,"
                                + " 1/700 of half the window",
                        "test.yaml:18: learning.stdp.tau_minus: found 8 us; allowed: at least 8571429 ps,"
                                + " 1/700 of half the window");
        assertThat(problemsOf(
                        wrong.replace("epochs: 60", "baseline: antithetic").replace("cycles: 100", "cycles: 9")))
                .extracting(Problem::key)
                .contains("learning", "learning.pairing", "learning.cycles");
    }

    @Test
    void successivePairing_inAGraphWithAllOrNoneSpikes_isRefused() {
        String graph = GRAPH.replace("role: hidden}", "role: hidden, spikes: all-or-none}")
                .replace("cycles: 10", "cycles: 10, pairing: successive");
        assertThat(problemsOf(graph)).extracting(Problem::key).containsExactly("learning.pairing");
    }

    @Test
    void cyclesLongerThanTheTimeAxis_areRefused() {
        int depth = 1000;
        String chain = IntStream.range(1, depth)
                .mapToObj(i -> "{name: h%d, role: hidden}".formatted(i))
                .collect(Collectors.joining(
                        ", ",
                        "network.neurons=[{name: h0, role: input, feature: x1}, ",
                        "" + ", {name: h%d, role: output}]".formatted(depth)));
        String synapses = IntStream.range(0, depth)
                .mapToObj(i -> "{pre: h%d, post: h%d}".formatted(i, i + 1))
                .collect(Collectors.joining(", ", "network.synapses=[", "]"));
        assertThat(problemsOf(GRAPH, chain, synapses, "timing.time_constant=1000 s", "learning.half_window=5"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("timing");
                    assertThat(problem.found()).contains("depth 1000");
                });
    }

    @Test
    void allOrNoneOutputs_areRefusedOnlyWhereTheyMeanNothing() throws InvalidScenarioException {
        String stochastic = GRAPH.replace("role: output", "role: output, activation: sigmoid, spikes: all-or-none");
        assertThat(load(stochastic).model().network().neuron(3).coding()).isEqualTo(SpikeCoding.ALL_OR_NONE);
        String classes = stochastic
                .replace("kind: regression", "kind: classification")
                .replace("pseudo-huber", "cross-entropy")
                .replace("- {name: d,", "- {name: e, role: output}\n    - {name: d,")
                .replace("- {pre: a, post: d}", "- {pre: a, post: d}\n    - {pre: a, post: e}");
        assertThat(problemsOf(classes))
                .singleElement()
                .hasToString("test.yaml:15: network.neurons.4.spikes: found an all-or-none output with loss:"
                        + " cross-entropy; allowed: graded outputs, or loss: squared-error | pseudo-huber");
    }

    @Test
    void namesOfTheData_neverClashWithThoseMadeByTheProgram() throws InvalidScenarioException {
        String layers = GRAPH.replaceAll("(?s)network:.*", "network: {hidden: [{size: 1}]}\n");
        assertThat(load(layers.replace("x1, x2", "x1, bias1").replace("target: y", "target: hidden1.1"))
                        .model()
                        .network()
                        .neurons())
                .extracting(Neuron::name)
                .contains("bias1+", "bias1+'", "hidden1.1", "hidden1.1'");
    }

    @Test
    void overrides_areTheirOwnPlace() {
        assertThat(problemsOf(RIGHT, "learning.cycles=-3"))
                .singleElement()
                .hasToString("--set learning.cycles=-3: learning.cycles: found -3;"
                        + " allowed: a whole number from 1 to 1000000000");
    }

    @Test
    void overrides_takeThePlaceOfTheKeyThatTheyExclude() throws InvalidScenarioException {
        assertThat(load(RIGHT, "learning.opportunities=7").model().opportunities())
                .isEqualTo(7);
        assertThat(load(RIGHT, "learning.learning_rate=0.5")
                        .model()
                        .plasticity()
                        .learningRate())
                .isEqualTo(0.5);
    }
}
