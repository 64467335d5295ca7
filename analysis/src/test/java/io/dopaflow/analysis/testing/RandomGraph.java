package io.dopaflow.analysis.testing;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random networks of depth 1 to 5 with skip edges, both signs, every activation, outputs that have fan-out. */
public final class RandomGraph {
    /** All whose derivative is that of their value. */
    private static final List<Activation> SMOOTH = Stream.of(Activation.values())
            .filter(activation -> !activation.isStraightThrough())
            .toList();

    private final SplittableRandom random;
    private final List<Neuron> neurons = new ArrayList<>();
    private final List<Synapse> synapses = new ArrayList<>();

    private RandomGraph(SplittableRandom random) {
        this.random = random;
    }

    /** A graph in which hidden sigmoid neurons are all-or-none with the given probability. */
    public static Network of(SplittableRandom random, double allOrNone) {
        return new RandomGraph(random).build(allOrNone);
    }

    private Network build(double allOrNone) {
        int depth = random.nextInt(1, 6);
        List<List<Integer>> layers = new ArrayList<>();
        layers.add(sources());
        int outputs = 0;
        for (int layer = 1; layer <= depth; layer++) {
            List<Integer> ids = new ArrayList<>();
            int size = random.nextInt(1, 4);
            for (int i = 0; i < size; i++) {
                boolean output = layer == depth || random.nextInt(8) == 0;
                ids.add(add(output ? new NeuronRole.Output(outputs++) : new NeuronRole.Hidden(), allOrNone));
            }
            connect(ids, layers);
            layers.add(ids);
        }
        for (int layer = 0; layer < depth; layer++) {
            for (int id : layers.get(layer)) {
                if (synapses.stream().noneMatch(s -> s.pre() == id)) {
                    addSynapse(id, pick(layers.get(layer + 1)));
                }
            }
        }
        return Network.of(neurons, synapses);
    }

    private List<Integer> sources() {
        List<Integer> ids = new ArrayList<>();
        int features = random.nextInt(1, 4);
        for (int i = 0; i < features; i++) {
            neurons.add(Neuron.source(neurons.size(), "x" + i, new NeuronRole.Input(i), sign()));
            ids.add(neurons.size() - 1);
        }
        neurons.add(Neuron.source(neurons.size(), "bias", new NeuronRole.Bias(), sign()));
        ids.add(neurons.size() - 1);
        return ids;
    }

    private int add(NeuronRole role, double allOrNone) {
        boolean hidden = role instanceof NeuronRole.Hidden;
        boolean stochastic = hidden && random.nextDouble() < allOrNone;
        Activation activation = stochastic ? Activation.SIGMOID : SMOOTH.get(random.nextInt(SMOOTH.size()));
        SpikeCoding coding = stochastic ? SpikeCoding.ALL_OR_NONE : SpikeCoding.GRADED;
        neurons.add(new Neuron(neurons.size(), "n" + neurons.size(), role, sign(), activation, coding));
        return neurons.size() - 1;
    }

    private void connect(List<Integer> ids, List<List<Integer>> layers) {
        for (int id : ids) {
            int sure = pick(layers.get(layers.size() - 1));
            for (List<Integer> layer : layers) {
                for (int pre : layer) {
                    if (pre == sure || random.nextInt(3) == 0) {
                        addSynapse(pre, id);
                    }
                }
            }
        }
    }

    private void addSynapse(int pre, int post) {
        synapses.add(new Synapse(synapses.size(), pre, post));
    }

    private int pick(List<Integer> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Sign sign() {
        return random.nextInt(3) == 0 ? Sign.INHIBITORY : Sign.EXCITATORY;
    }
}
