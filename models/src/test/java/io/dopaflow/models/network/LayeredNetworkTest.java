package io.dopaflow.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayeredNetworkTest {
    private static final List<String> FEATURES = List.of("sepal length", "sepal width", "petal length", "petal width");
    private static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");

    private static Network iris(boolean bias, int... hidden) {
        List<LayeredNetwork.Layer> layers = Arrays.stream(hidden)
                .mapToObj(size -> new LayeredNetwork.Layer(size, Activation.SIGMOID, SpikeCoding.ALL_OR_NONE))
                .toList();
        return new LayeredNetwork(FEATURES, layers, CLASSES, Activation.IDENTITY, bias).build();
    }

    /** (2 features + 2) H + (H + 2) classes with bias. */
    @Test
    void synapses_areAsManyAsTheLayersMultiply() {
        assertThat(iris(true, 8).synapseCount()).isEqualTo(110);
        assertThat(iris(true, 4).synapseCount()).isEqualTo(58);
        assertThat(iris(false, 4).synapseCount()).isEqualTo(8 * 4 + 4 * 3);
        assertThat(iris(true).synapseCount()).isEqualTo(10 * 3);
        assertThat(iris(false, 1).synapseCount()).isEqualTo(8 + 3);
        assertThat(iris(true, 5, 3).synapseCount()).isEqualTo(10 * 5 + 7 * 3 + 5 * 3);
    }

    @Test
    void neurons_followDale_inPairsOrAlternating() {
        Network network = iris(true, 3);
        assertThat(network.neurons())
                .extracting(n -> (n.sign() == Sign.EXCITATORY ? "e " : "i ") + n.name())
                .containsExactly(
                        "e sepal length+",
                        "i sepal length-",
                        "e sepal width+",
                        "i sepal width-",
                        "e petal length+",
                        "i petal length-",
                        "e petal width+",
                        "i petal width-",
                        "e bias1+",
                        "i bias1-",
                        "e hidden1.1",
                        "i hidden1.2",
                        "e hidden1.3",
                        "e bias2+",
                        "i bias2-",
                        "e setosa",
                        "e versicolor",
                        "e virginica");
        assertThat(network.neuron(5).role()).isEqualTo(new NeuronRole.Input(2));
        assertThat(network.neuron(9).role()).isEqualTo(new NeuronRole.Bias());
        assertThat(network.neuron(11))
                .isEqualTo(new Neuron(
                        11,
                        "hidden1.2",
                        new NeuronRole.Hidden(),
                        Sign.INHIBITORY,
                        Activation.SIGMOID,
                        SpikeCoding.ALL_OR_NONE));
        assertThat(network.neuron(17))
                .isEqualTo(new Neuron(
                        17,
                        "virginica",
                        new NeuronRole.Output(2),
                        Sign.EXCITATORY,
                        Activation.IDENTITY,
                        SpikeCoding.GRADED));
    }

    @Test
    void everyNeuron_hasTheWholeLayerBelowAsFanIn() {
        Network network = iris(true, 3, 2);
        assertThat(network.depth()).isEqualTo(3);
        for (Neuron neuron : network.neurons()) {
            int[] fanIn = network.fanIn(neuron.id());
            int expected = switch (network.depthOf(neuron.id())) {
                case 1 -> 8 + 2;
                case 2 -> 3 + 2;
                case 3 -> 2 + 2;
                default -> 0;
            };
            assertThat(fanIn).hasSize(expected);
        }
    }

    @Test
    void impossibleLayers_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayeredNetwork.Layer(0, Activation.SIGMOID, SpikeCoding.GRADED))
                .withMessage("hidden layer has 0 neurons; allowed: at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayeredNetwork(List.of(), List.of(), CLASSES, Activation.IDENTITY, true))
                .withMessage("network has 0 features; allowed: at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayeredNetwork(FEATURES, List.of(), List.of(), Activation.IDENTITY, true))
                .withMessage("network has 0 outputs; allowed: at least 1");
    }

    @Test
    void namesMadeOfFeaturesAndLayers_giveWayToThoseOfOutputsAndOfOneAnother() {
        List<String> outputs = List.of("a+", "a-'", "hidden1.1", "bias2-", "bias1+'");
        List<LayeredNetwork.Layer> hidden =
                List.of(new LayeredNetwork.Layer(1, Activation.SIGMOID, SpikeCoding.GRADED));
        Network network = new LayeredNetwork(List.of("a", "bias1"), hidden, outputs, Activation.IDENTITY, true).build();
        assertThat(network.neurons())
                .extracting(Neuron::name)
                .containsExactly(
                        "a+'",
                        "a-",
                        "bias1+",
                        "bias1-",
                        "bias1+\'\'",
                        "bias1-'",
                        "hidden1.1'",
                        "bias2+",
                        "bias2-'",
                        "a+",
                        "a-'",
                        "hidden1.1",
                        "bias2-",
                        "bias1+'");
    }

    @Test
    void namesThatClash_areRefused() {
        LayeredNetwork clash = new LayeredNetwork(List.of("a", "a"), List.of(), CLASSES, Activation.IDENTITY, false);
        assertThatThrownBy(clash::build)
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("the name 'a+' is used twice");
    }
}
