package io.dopaflow.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    private static final NeuronRole INPUT = new NeuronRole.Input(0);
    private static final NeuronRole HIDDEN = new NeuronRole.Hidden();

    private static Neuron source(int id, String name) {
        return Neuron.source(id, name, INPUT, Sign.EXCITATORY);
    }

    private static Neuron neuron(int id, String name, NeuronRole role) {
        return new Neuron(id, name, role, Sign.EXCITATORY, Activation.SIGMOID, SpikeCoding.GRADED);
    }

    private static Neuron output(int id, String name, int index) {
        return neuron(id, name, new NeuronRole.Output(index));
    }

    private static List<String> problems(List<Neuron> neurons, Synapse... synapses) {
        InvalidNetworkException thrown =
                catchThrowableOfType(InvalidNetworkException.class, () -> Network.of(neurons, List.of(synapses)));
        assertThat(thrown).hasMessage(String.join("; ", thrown.problems()));
        return thrown.problems();
    }

    @Test
    void partsThatAreWrongByThemselves_areAllNamed() {
        assertThat(problems(
                        List.of(
                                source(0, "x"),
                                neuron(7, "h", HIDDEN),
                                output(2, "x", 2),
                                output(3, "y", 2),
                                Neuron.source(4, "z", new NeuronRole.Input(-1), Sign.EXCITATORY),
                                neuron(5, "b", new NeuronRole.Bias()),
                                new Neuron(
                                        6, "c", INPUT, Sign.EXCITATORY, Activation.IDENTITY, SpikeCoding.ALL_OR_NONE),
                                output(7, "w", -1)),
                        new Synapse(0, 0, 1),
                        new Synapse(5, 0, 1),
                        new Synapse(2, 0, 8),
                        new Synapse(3, -1, 1),
                        new Synapse(4, 1, 0),
                        new Synapse(5, 4, 2),
                        new Synapse(6, 5, 3),
                        new Synapse(7, 6, 7)))
                .containsExactlyInAnyOrder(
                        "neuron 'h' has id 7; allowed: its position, 1",
                        "the name 'x' is used twice; allowed: a unique name for each neuron",
                        "input 'z' presents feature -1; allowed: from 0",
                        "source 'b' has activation SIGMOID and coding GRADED; allowed: IDENTITY and GRADED",
                        "source 'c' has activation IDENTITY and coding ALL_OR_NONE; allowed: IDENTITY and GRADED",
                        "output 'y' has index 2; allowed: indices from 0, each once",
                        "output 'w' has index -1; allowed: indices from 0, each once",
                        "no output neuron has index 0; allowed: indices from 0 without gaps",
                        "synapse 5 stands at position 1; allowed: its id as its position",
                        "two synapses lead from x to h; allowed: one synapse for each pair of neurons",
                        "synapse 2 leads from neuron 0 to 8; allowed: 0 to 7",
                        "synapse 3 leads from neuron -1 to 1; allowed: 0 to 7",
                        "synapse 4 (h to x) leads to a source; allowed: hidden and output neurons",
                        "no path leads from neuron 'x' to an output; allowed: at least one",
                        "no path leads from neuron 'h' to an output; allowed: at least one",
                        "the graph has a cycle: x -> h -> x; allowed: no path from a neuron back to itself");
    }

    @Test
    void nothing_isNoNetwork() {
        assertThat(problems(List.of()))
                .containsExactly(
                        "there is no input or bias neuron; allowed: at least one",
                        "there is no output neuron; allowed: at least one");
    }

    /** As many outputs as neurons would need the index that the number of neurons is. */
    @Test
    void networkWithoutSource_isRefused_andSoIsAnOutputIndexBeyondTheNeurons() {
        assertThat(problems(List.of(output(0, "y", 1)), new Synapse(0, 0, 0)))
                .containsExactlyInAnyOrder(
                        "there is no input or bias neuron; allowed: at least one",
                        "output 'y' has index 1; allowed: indices from 0, each once",
                        "no output neuron has index 0; allowed: indices from 0 without gaps",
                        "the graph has a cycle: y -> y; allowed: no path from a neuron back to itself");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 1", "-1, 1", "0, -1", "-1, 2"})
    void onlySynapse_thatLeadsFromOrToNoNeuron_isNamed(int pre, int post) {
        assertThat(problems(List.of(source(0, "x"), output(1, "y", 0)), new Synapse(0, pre, post)))
                .contains("synapse 0 leads from neuron " + pre + " to " + post + "; allowed: 0 to 1");
    }

    @Test
    void networkWithoutOutput_isNotBlamedOnItsNeurons() {
        assertThat(problems(List.of(source(0, "x"), neuron(1, "h", HIDDEN)), new Synapse(0, 0, 1)))
                .containsExactly("there is no output neuron; allowed: at least one");
    }

    @Test
    void neuronsWithoutAPath_areAllNamed_besideACycle() {
        assertThat(problems(
                        List.of(
                                source(0, "x"),
                                neuron(1, "deaf", HIDDEN),
                                neuron(2, "mute", HIDDEN),
                                output(3, "y", 0),
                                neuron(4, "a", HIDDEN),
                                neuron(5, "b", HIDDEN),
                                neuron(6, "c", HIDDEN),
                                neuron(7, "behind", HIDDEN)),
                        new Synapse(0, 0, 2),
                        new Synapse(1, 0, 3),
                        new Synapse(2, 1, 3),
                        new Synapse(3, 4, 5),
                        new Synapse(4, 5, 6),
                        new Synapse(5, 6, 4),
                        new Synapse(6, 6, 7),
                        new Synapse(7, 7, 3)))
                .containsExactly(
                        "neuron 'deaf' has no fan-in; allowed: at least one synapse onto it",
                        "no path leads from neuron 'mute' to an output; allowed: at least one",
                        "the graph has a cycle: c -> a -> b -> c; allowed: no path from a neuron back to itself");
    }

    @Test
    void synapseFromANeuronToItself_isACycle() {
        assertThat(problems(List.of(source(0, "x"), output(1, "y", 0)), new Synapse(0, 0, 1), new Synapse(1, 1, 1)))
                .containsExactly("the graph has a cycle: y -> y; allowed: no path from a neuron back to itself");
    }

    @Test
    void cycle_isNamedAlsoWhereTheFirstNeuronThatWaitsIsOnlyBehindIt() {
        assertThat(problems(
                        List.of(output(0, "y", 0), neuron(1, "a", HIDDEN), neuron(2, "b", HIDDEN), source(3, "x")),
                        new Synapse(0, 1, 0),
                        new Synapse(1, 2, 1),
                        new Synapse(2, 1, 2),
                        new Synapse(3, 3, 1)))
                .containsExactly("the graph has a cycle: a -> b -> a; allowed: no path from a neuron back to itself");
    }

    @Test
    void randomGraph_isIndexedAsANaiveSearchFindsIt() {
        int deepest = 0;
        for (int seed = 0; seed < 300; seed++) {
            RandomGraphs.Graph graph = RandomGraphs.of(seed);
            Network network = Network.of(graph.neurons(), graph.synapses());
            deepest = Math.max(deepest, network.depth());
            for (Neuron neuron : graph.neurons()) {
                int id = neuron.id();
                assertThat(network.depthOf(id)).isEqualTo(longestPath(graph, id));
                assertThat(network.fanIn(id)).isEqualTo(idsWhere(graph, s -> s.post() == id));
                assertThat(network.fanOut(id)).isEqualTo(idsWhere(graph, s -> s.pre() == id));
                assertThat(network.neuron(id)).isSameAs(neuron);
                if (neuron.role() instanceof NeuronRole.Output output) {
                    assertThat(network.outputs()[output.index()]).isEqualTo(id);
                }
            }
            for (Synapse synapse : graph.synapses()) {
                assertThat(network.pre(synapse.id())).isEqualTo(synapse.pre());
                assertThat(network.post(synapse.id())).isEqualTo(synapse.post());
            }
            assertThat(network.depth())
                    .isEqualTo(Arrays.stream(network.outputs())
                            .map(network::depthOf)
                            .max()
                            .orElseThrow());
            assertThat(network.sources())
                    .isSorted()
                    .isEqualTo(IntStream.range(0, network.neuronCount())
                            .filter(id -> network.fanIn(id).length == 0)
                            .toArray());
            assertThat(network.outputs()).hasSize(network.outputCount());
            assertFollowed(graph, network.topologicalOrder());
        }
        assertThat(deepest).isGreaterThanOrEqualTo(6);
    }

    private static int longestPath(RandomGraphs.Graph graph, int neuron) {
        return graph.synapses().stream()
                .filter(s -> s.post() == neuron)
                .mapToInt(s -> 1 + longestPath(graph, s.pre()))
                .max()
                .orElse(0);
    }

    private static int[] idsWhere(RandomGraphs.Graph graph, Predicate<Synapse> condition) {
        return graph.synapses().stream().filter(condition).mapToInt(Synapse::id).toArray();
    }

    private static void assertFollowed(RandomGraphs.Graph graph, int[] order) {
        int[] position = new int[graph.neurons().size()];
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        assertThat(order).hasSameSizeAs(position).doesNotHaveDuplicates();
        assertThat(graph.synapses()).allMatch(s -> position[s.pre()] < position[s.post()]);
    }

    @Test
    void label_isTheSynapseAsUsersKnowIt() {
        Synapse synapse = new Synapse(0, 0, 1);
        Network network = Network.of(List.of(source(0, "x"), output(1, "y", 0)), List.of(synapse));
        assertThat(network.label(synapse)).isEqualTo("synapse 0 (x -> y)");
    }

    @Test
    void indices_areCopies_thatNobodyCanBreakTheNetworkWith() {
        Network network = Network.of(List.of(source(0, "x"), output(1, "y", 0)), List.of(new Synapse(0, 0, 1)));
        network.fanIn(1)[0] = 9;
        network.fanOut(0)[0] = 9;
        network.sources()[0] = 9;
        network.outputs()[0] = 9;
        network.topologicalOrder()[0] = 9;
        assertThat(network.fanIn(1)).containsExactly(0);
        assertThat(network.fanOut(0)).containsExactly(0);
        assertThat(network.sources()).containsExactly(0);
        assertThat(network.outputs()).containsExactly(1);
        assertThat(network.topologicalOrder()).containsExactly(0, 1);
        assertThatThrownBy(() -> network.synapses().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
