package io.dopaflow.simulator;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Phased learning on random graphs: all rules in turn, depth 1 to 5, skip edges, outputs at different depths, ids in no
 * topological order, every form of weights, loss and activation, batches of 1 to 4.
 */
public final class RandomPhases {
    private static final List<Rule> RULES = Stream.concat(PhasedRules.all().stream(), PhasedRules.settling().stream())
            .toList();

    private RandomPhases() {}

    /** The model of the given number; equal numbers give equal models. */
    public static PhasedLearning number(int number) {
        return number(number, RULES);
    }

    /** A model whose synapses keep something beside their weights, and which learns three tasks. */
    public static PhasedLearning remembering(int number) {
        return PhasedRules.sequence(number(number, PhasedRules.remembering()), 2 + number % 3);
    }

    private static PhasedLearning number(int number, List<Rule> rules) {
        Random random = new Random(number);
        // One further in each round, so that a rule meets other forms and depths than before.
        Rule rule = rules.get((number + number / rules.size()) % rules.size()).atRate(0.05);
        WeightForm form =
                rule.after().isEmpty() ? WeightForm.values()[number % WeightForm.values().length] : WeightForm.SIGNED;
        Network levels = RandomExperiments.network(random, 1 + number % 5, false);
        Network network = shuffled(levels, form == WeightForm.SIGNED, random);
        Circuit circuit = new Circuit(network, rule);
        RandomStreams streams = new RandomStreams(random.nextLong());
        double[] initial = PhasedLearning.initialWeights(circuit, 1, streams);
        if (form != WeightForm.SIGNED) {
            Arrays.setAll(
                    initial,
                    synapse -> synapse < network.synapseCount() ? -0.5 - 2.5 * random.nextDouble() : initial[synapse]);
        }
        int outputs = network.outputCount();
        Loss loss = Loss.values()[number / 3 % 3];
        return new PhasedLearning(
                circuit,
                form,
                initial,
                loss,
                RandomExperiments.target(outputs, loss),
                new Split(RandomExperiments.samples(random, outputs, loss), List.of()),
                1 + number % 4,
                9,
                1_000_000_000L,
                streams);
    }

    /** The same graph with other ids, in half of all cases with one output more, of depth 1 or a little more. */
    private static Network shuffled(Network levels, boolean isSigned, Random random) {
        List<Neuron> neurons = new ArrayList<>(levels.neurons());
        List<Synapse> synapses = new ArrayList<>(levels.synapses());
        if (random.nextBoolean()) {
            int id = neurons.size();
            int below = 1 + random.nextInt(id - levels.outputCount());
            neurons.add(new Neuron(
                    id,
                    "shallow",
                    new NeuronRole.Output(levels.outputCount()),
                    Sign.EXCITATORY,
                    Activation.IDENTITY,
                    SpikeCoding.GRADED));
            IntStream.range(0, below)
                    .filter(pre -> levels.neuron(pre).role().isSource() || pre % 2 == 0)
                    .filter(pre -> !(levels.neuron(pre).role() instanceof NeuronRole.Output))
                    .forEach(pre -> synapses.add(new Synapse(0, pre, id)));
        }
        List<Integer> ids =
                new ArrayList<>(IntStream.range(0, neurons.size()).boxed().toList());
        Collections.shuffle(ids, random);
        Neuron[] renumbered = new Neuron[neurons.size()];
        for (Neuron neuron : neurons) {
            int id = ids.get(neuron.id());
            Sign sign = isSigned ? Sign.EXCITATORY : neuron.sign();
            renumbered[id] = new Neuron(id, neuron.name(), neuron.role(), sign, neuron.activation(), neuron.coding());
        }
        Collections.shuffle(synapses, random);
        return Network.of(
                List.of(renumbered),
                IntStream.range(0, synapses.size())
                        .mapToObj(i -> new Synapse(
                                i,
                                ids.get(synapses.get(i).pre()),
                                ids.get(synapses.get(i).post())))
                        .toList());
    }
}
