package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Random valid graphs with skip connections, mixed signs, all activations, and ids in no topological order. */
public final class RandomGraphs {
    private RandomGraphs() {}

    /** What a network is made of. */
    public record Graph(List<Neuron> neurons, List<Synapse> synapses) {}

    /** The graph of a seed. */
    public static Graph of(long seed) {
        Random random = new Random(seed);
        int sources = 1 + random.nextInt(4);
        int count = sources + 2 + random.nextInt(12);
        // rank[k]: id of the k-th neuron in an order that every synapse follows
        List<Integer> rank = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(rank, random);
        TreeSet<Long> pairs = new TreeSet<>();
        List<long[]> ends = new ArrayList<>();
        boolean[] leads = new boolean[count];
        for (int post = sources; post < count; post++) {
            int fanIn = 1 + random.nextInt(Math.min(post, 4));
            for (int i = 0; i < fanIn; i++) {
                int pre = random.nextInt(post);
                if (pairs.add((long) pre * count + post)) {
                    ends.add(new long[] {rank.get(pre), rank.get(post)});
                    leads[pre] = true;
                }
            }
        }
        for (int pre = 0; pre < sources; pre++) {
            if (!leads[pre]) {
                ends.add(new long[] {rank.get(pre), rank.get(count - 1)});
            }
        }
        Collections.shuffle(ends, random);
        List<Synapse> synapses = new ArrayList<>();
        for (long[] end : ends) {
            synapses.add(new Synapse(synapses.size(), (int) end[0], (int) end[1]));
        }
        Neuron[] neurons = new Neuron[count];
        int outputs = 0;
        for (int k = 0; k < count; k++) {
            int id = rank.get(k);
            Sign sign = random.nextBoolean() ? Sign.EXCITATORY : Sign.INHIBITORY;
            if (k < sources) {
                NeuronRole role = random.nextInt(4) == 0 ? new NeuronRole.Bias() : new NeuronRole.Input(k);
                neurons[id] = Neuron.source(id, "s" + k, role, sign);
            } else {
                NeuronRole role = leads[k] ? new NeuronRole.Hidden() : new NeuronRole.Output(outputs++);
                Activation activation = Activation.values()[random.nextInt(4)];
                SpikeCoding coding = random.nextInt(4) == 0 ? SpikeCoding.ALL_OR_NONE : SpikeCoding.GRADED;
                neurons[id] = new Neuron(id, "n" + k, role, sign, activation, coding);
            }
        }
        return new Graph(List.of(neurons), synapses);
    }
}
