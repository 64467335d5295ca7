package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.episode.EpisodeSynapse.Origin;
import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * An episode of a network of {@link EpisodeNeuron}s: K steps of h ms, from rest. In each step 1 to K each V decays towards E_L,
 * the weights of the spikes that are due at the end of the step are added, and then a neuron spikes with the probability
 * 1 - exp(-rho h), with the hazard rho at that V. A spike in step s arrives in step s + delay, that of an input likewise.
 *
 * @param stepMs h in ms, above 0
 * @param steps K, at least 1
 * @param neurons by number, at least one
 * @param synapses with weights numbered from 0 without gaps
 * @param inputSpikes steps in which each input spikes, ascending, from 0 to K - 1
 * @param outputs numbers of the neurons whose spikes the loss sees, each once
 * @param fixed weights in mV that do not learn; the last of the numbers that synapses give are theirs
 */
public record Episode(
        double stepMs,
        int steps,
        List<EpisodeNeuron> neurons,
        List<EpisodeSynapse> synapses,
        List<List<Integer>> inputSpikes,
        List<Integer> outputs,
        List<Double> fixed) {

    /** All weights learn. */
    public Episode(
            double stepMs,
            int steps,
            List<EpisodeNeuron> neurons,
            List<EpisodeSynapse> synapses,
            List<List<Integer>> inputSpikes,
            List<Integer> outputs) {
        this(stepMs, steps, neurons, synapses, inputSpikes, outputs, List.of());
    }

    /**
     * Validates the ranges, and copies the lists.
     *
     * @throws IllegalArgumentException that names the neuron, synapse, input, output or weight that is wrong
     */
    public Episode {
        Ranges.positive("step", stepMs, "ms");
        if (steps < 1) {
            throw new IllegalArgumentException("steps are " + steps + "; allowed: at least 1");
        }
        neurons = List.copyOf(neurons);
        synapses = List.copyOf(synapses);
        inputSpikes = inputSpikes.stream().map(List::copyOf).toList();
        outputs = List.copyOf(outputs);
        fixed = List.copyOf(fixed);
        if (neurons.isEmpty()) {
            throw new IllegalArgumentException("neurons are 0; allowed: at least 1");
        }
        for (int s = 0; s < synapses.size(); s++) {
            check("synapse " + s, synapses.get(s), neurons.size(), inputSpikes.size());
        }
        checkWeights(synapses, fixed);
        for (int i = 0; i < inputSpikes.size(); i++) {
            checkSpikes("input " + i, inputSpikes.get(i), steps);
        }
        for (int i = 0; i < outputs.size(); i++) {
            requireNumber("output " + i + ": neuron", outputs.get(i), neurons.size());
            if (outputs.indexOf(outputs.get(i)) < i) {
                throw new IllegalArgumentException(
                        "output " + i + ": neuron is " + outputs.get(i) + " again; allowed: each once");
            }
        }
    }

    private static void check(String name, EpisodeSynapse synapse, int neurons, int inputs) {
        boolean isInput = synapse.origin() == Origin.INPUT;
        requireNumber(name + (isInput ? ": input" : ": pre"), synapse.pre(), isInput ? inputs : neurons);
        requireNumber(name + ": post", synapse.post(), neurons);
        if (synapse.delay() < 1) {
            throw new IllegalArgumentException(name + ": delay is " + synapse.delay() + " steps; allowed: at least 1");
        }
    }

    private static void checkWeights(List<EpisodeSynapse> synapses, List<Double> fixed) {
        boolean[] isUsed = new boolean[synapses.size()];
        int count = 0;
        for (int s = 0; s < synapses.size(); s++) {
            int weight = synapses.get(s).weight();
            requireNumber("synapse " + s + ": weight", weight, synapses.size());
            isUsed[weight] = true;
            count = Math.max(count, weight + 1);
        }
        for (int w = 0; w < count; w++) {
            if (!isUsed[w]) {
                throw new IllegalArgumentException(
                        "weight " + w + " has no synapse, but weight " + (count - 1) + " has; allowed: no gaps");
            }
        }
        if (fixed.size() > count) {
            throw new IllegalArgumentException("weights that do not learn are " + fixed.size()
                    + "; allowed: up to the number of weights, " + count);
        }
        for (double weight : fixed) {
            Ranges.finite("a weight that does not learn", weight, "mV");
        }
    }

    private static void checkSpikes(String name, List<Integer> spikes, int steps) {
        int last = -1;
        for (int step : spikes) {
            requireNumber(name + ": step of a spike", step, steps);
            if (step <= last) {
                throw new IllegalArgumentException(
                        name + ": a spike in step " + step + " after one in " + last + "; allowed: ascending");
            }
            last = step;
        }
    }

    private static void requireNumber(String name, int number, int size) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException(
                    name + " is " + number + "; allowed: " + (size == 0 ? "none" : "0 to " + (size - 1)));
        }
    }

    /** How many weights learn. */
    public int weightCount() {
        return synapses.stream().mapToInt(synapse -> synapse.weight() + 1).max().orElse(0) - fixed.size();
    }

    /**
     * The spikes of the output neurons in a pattern, as an {@link OutputLoss} wants them.
     *
     * @param pattern whether a neuron spikes, by step from 1 and neuron
     * @return new arrays: times in ms by output neuron
     */
    public double[][] outputSpikesMs(boolean[][] pattern) {
        double[][] spikesMs = new double[outputs.size()][];
        for (int i = 0; i < spikesMs.length; i++) {
            int neuron = outputs.get(i);
            int count = 0;
            for (boolean[] step : pattern) {
                count += step[neuron] ? 1 : 0;
            }
            double[] times = new double[count];
            for (int step = pattern.length; step > 0; step--) {
                if (pattern[step - 1][neuron]) {
                    times[--count] = step * stepMs;
                }
            }
            spikesMs[i] = times;
        }
        return spikesMs;
    }

    /**
     * Checks weights for this episode.
     *
     * @throws IllegalArgumentException if they are not as many as there are, or one is not finite
     */
    void requireWeights(double[] weights) {
        if (weights.length != weightCount()) {
            throw new IllegalArgumentException(
                    "weights are " + weights.length + "; allowed: " + weightCount() + ", as the synapses number them");
        }
        for (int w = 0; w < weights.length; w++) {
            Ranges.finite("weight " + w, weights[w], "mV");
        }
    }
}
