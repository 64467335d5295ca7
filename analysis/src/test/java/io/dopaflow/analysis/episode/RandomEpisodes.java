package io.dopaflow.analysis.episode;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Small recurrent networks of all kinds: hard resets with t_ref of 0 and 1 and soft ones, alone and side by side, delays of 1 to
 * 3 steps, synapses of a neuron on itself, and some that share a weight.
 */
record RandomEpisodes(Episode episode, double[] weights) {
    /** Neurons and steps. */
    private static final int[][] SIZES = {{1, 9}, {2, 5}, {3, 4}, {2, 6}};

    private static final int INPUTS = 2;
    private static final int FIRST_MIXED = 30;

    /** Of the number of spikes, and of the time of the first. */
    static final OutputLoss LOSS = spikesMs -> {
        double sum = 0.0;
        for (double[] times : spikesMs) {
            double off = times.length - 1.5;
            sum += off * off / 2 + 0.05 * (times.length == 0 ? 20.0 : times[0]);
        }
        return sum;
    };

    static RandomEpisodes number(int number) {
        UniformRandomProvider random = new RandomStreams(20261129).stream(Purpose.CONNECTIONS, number);
        int size = SIZES[number % SIZES.length][0];
        int steps = SIZES[number % SIZES.length][1];
        List<EpisodeNeuron> neurons = IntStream.range(0, size)
                .mapToObj(j -> neuron(number < FIRST_MIXED ? number : j, random))
                .toList();
        List<EpisodeSynapse> synapses = new ArrayList<>();
        int weights = 0;
        for (int post = 0; post < size; post++) {
            for (int pre = 0; pre < INPUTS; pre++) {
                synapses.add(EpisodeSynapse.ofInput(pre, post, delay(random), weights++));
            }
            for (int pre = 0; pre < size; pre++) {
                boolean isShared = random.nextInt(5) == 0;
                synapses.add(EpisodeSynapse.ofNeuron(pre, post, delay(random), isShared ? weights - 1 : weights++));
            }
        }
        Episode episode = new Episode(
                random.nextDouble(2, 5),
                steps,
                neurons,
                synapses,
                List.of(spikes(steps, random), spikes(steps, random)),
                size == 1 ? List.of(0) : List.of(size - 1, 0));
        return new RandomEpisodes(
                episode,
                random.doubles(weights).map(uniform -> 2.4 * uniform - 0.8).toArray());
    }

    Enumeration enumeration() {
        return new Enumeration(episode, LOSS);
    }

    private static EpisodeNeuron neuron(int kind, UniformRandomProvider random) {
        Reset reset = switch (kind % 3) {
            case 0 -> new Reset.Hard(random.nextDouble(-1, 0), 0);
            case 1 -> new Reset.Hard(random.nextDouble(-1, 0), 1);
            default -> new Reset.Soft(random.nextDouble(0.5, 1.5));
        };
        return new EpisodeNeuron(
                random.nextDouble(8, 25),
                random.nextDouble(-0.5, 0.5),
                random.nextDouble(0.03, 0.1),
                random.nextDouble(0.5, 1.5),
                random.nextDouble(0.6, 1.5),
                reset);
    }

    private static int delay(UniformRandomProvider random) {
        return 1 + random.nextInt(3);
    }

    private static List<Integer> spikes(int steps, UniformRandomProvider random) {
        return IntStream.range(0, steps)
                .filter(step -> random.nextInt(2) == 0)
                .boxed()
                .toList();
    }
}
