package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fully connected feedforward network. Each feature is presented by an excitatory and an inhibitory input neuron, so
 * that positive weights can express either sign; hidden neurons alternate in sign, the first excitatory; with bias, an
 * excitatory and an inhibitory bias neuron lead to each layer. Outputs keep their names; all other neurons are called
 * after features and layers, with primes where another neuron has the name already.
 *
 * @param features names of the features, at least one
 * @param hidden hidden layers, from the input on; may be empty
 * @param outputs names of the outputs, at least one
 * @param outputActivation activation of the output neurons
 * @param bias whether each layer has a pair of bias neurons
 */
public record LayeredNetwork(
        List<String> features, List<Layer> hidden, List<String> outputs, Activation outputActivation, boolean bias) {

    /**
     * A hidden layer.
     *
     * @param size number of neurons, from 1
     * @param activation of each of them
     * @param coding of each of them
     */
    public record Layer(int size, Activation activation, SpikeCoding coding) {
        /** Validates the size. */
        public Layer {
            if (size < 1) {
                throw new IllegalArgumentException("hidden layer has " + size + " neurons; allowed: at least 1");
            }
        }
    }

    /** Copies the lists; there must be features and outputs. */
    public LayeredNetwork {
        features = List.copyOf(features);
        hidden = List.copyOf(hidden);
        outputs = List.copyOf(outputs);
        requireSome(features, "features");
        requireSome(outputs, "outputs");
    }

    private static void requireSome(List<String> names, String what) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("network has 0 " + what + "; allowed: at least 1");
        }
    }

    /**
     * Builds the graph: neurons layer by layer, synapses by postsynaptic neuron, then presynaptic neuron.
     *
     * @throws InvalidNetworkException if two outputs or two features have the same name
     */
    public Network build() {
        return build(false);
    }

    /**
     * Builds the graph for weights of either sign: one input neuron for each feature, with its name, one bias neuron for
     * each layer, and every neuron excitatory, as the sign is the weight's.
     *
     * @throws InvalidNetworkException if two outputs or two features have the same name
     */
    public Network buildSigned() {
        return build(true);
    }

    private Network build(boolean signed) {
        Builder builder = new Builder(outputs, signed);
        List<Neuron> below = builder.inputs(features);
        for (int layer = 0; layer < hidden.size(); layer++) {
            below = builder.layer(hiddenLayer(layer, signed), below, bias, "bias" + (layer + 1));
        }
        List<Template> top = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            top.add(new Template(
                    outputs.get(i), new NeuronRole.Output(i), Sign.EXCITATORY, outputActivation, SpikeCoding.GRADED));
        }
        builder.layer(top, below, bias, "bias" + (hidden.size() + 1));
        return Network.of(builder.neurons, builder.synapses);
    }

    private List<Template> hiddenLayer(int index, boolean signed) {
        Layer layer = hidden.get(index);
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < layer.size(); i++) {
            Sign sign = signed || i % 2 == 0 ? Sign.EXCITATORY : Sign.INHIBITORY;
            String name = "hidden" + (index + 1) + "." + (i + 1);
            templates.add(new Template(name, new NeuronRole.Hidden(), sign, layer.activation(), layer.coding()));
        }
        return templates;
    }

    private record Template(String name, NeuronRole role, Sign sign, Activation activation, SpikeCoding coding) {}

    private static final class Builder {
        private final List<Neuron> neurons = new ArrayList<>();
        private final SynapseList synapses = new SynapseList();
        private final boolean signed;
        private final Set<String> taken;
        private final Map<String, String> names = new HashMap<>();

        Builder(List<String> outputs, boolean signed) {
            this.signed = signed;
            taken = new HashSet<>(outputs);
        }

        List<Neuron> inputs(List<String> features) {
            List<Neuron> inputs = new ArrayList<>();
            for (int i = 0; i < features.size(); i++) {
                inputs.addAll(sources(features.get(i), new NeuronRole.Input(i)));
            }
            return inputs;
        }

        /** One neuron for weights of either sign, otherwise one of each sign. */
        private List<Neuron> sources(String name, NeuronRole role) {
            if (signed) {
                return List.of(add(new Template(name, role, Sign.EXCITATORY, Activation.IDENTITY, SpikeCoding.GRADED)));
            }
            return List.of(
                    add(new Template(name + "+", role, Sign.EXCITATORY, Activation.IDENTITY, SpikeCoding.GRADED)),
                    add(new Template(name + "-", role, Sign.INHIBITORY, Activation.IDENTITY, SpikeCoding.GRADED)));
        }

        List<Neuron> layer(List<Template> templates, List<Neuron> below, boolean bias, String biasName) {
            List<Neuron> presynaptic = new ArrayList<>(below);
            if (bias) {
                presynaptic.addAll(sources(biasName, new NeuronRole.Bias()));
            }
            List<Neuron> layer = templates.stream().map(this::add).toList();
            for (Neuron post : layer) {
                for (Neuron pre : presynaptic) {
                    synapses.connect(pre.id(), post.id());
                }
            }
            return layer;
        }

        private String free(String name) {
            return taken.add(name) ? name : free(name + "'");
        }

        private Neuron add(Template t) {
            String name = t.role() instanceof NeuronRole.Output
                    ? t.name()
                    : names.computeIfAbsent(t.role().getClass().getSimpleName() + t.name(), key -> free(t.name()));
            Neuron neuron = new Neuron(neurons.size(), name, t.role(), t.sign(), t.activation(), t.coding());
            neurons.add(neuron);
            return neuron;
        }
    }
}
