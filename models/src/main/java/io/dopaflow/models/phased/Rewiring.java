package io.dopaflow.models.phased;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Regulator.Sparse;
import io.dopaflow.models.task.Shuffle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which of the synapses that may be silent work, see {@link Sparse}. Synapses are told apart by their place among {@link
 * Circuit#sparse}. Whoever knows the weights of all of them decides; equal weights give equal decisions.
 */
public final class Rewiring {
    private static final int START = 0;

    private final Optional<Sparse> how;
    private final RandomStreams streams;
    private final long epoch;

    Rewiring(PhasedLearning model) {
        this.how = sparse(model.circuit());
        this.streams = model.streams();
        this.epoch = model.epoch();
    }

    private static Optional<Sparse> sparse(Circuit circuit) {
        return circuit.rule().remembering().filter(Sparse.class::isInstance).map(Sparse.class::cast);
    }

    /** Which synapses work before the first wave. */
    public static boolean[] atStart(Circuit circuit, RandomStreams streams) {
        int size = circuit.sparse().length;
        boolean[] works = new boolean[size];
        int[] order = Shuffle.permutation(size, streams.stream(Purpose.WORKING_SYNAPSES, START));
        for (int i = 0; i < circuit.working(); i++) {
            works[order[i]] = true;
        }
        return works;
    }

    /** By what the weight of each synapse of the network is multiplied at the start, so that its neuron gets as much as from all. */
    static double[] scales(Circuit circuit, RandomStreams streams) {
        double[] scales = new double[circuit.network().synapseCount()];
        Arrays.fill(scales, 1);
        sparse(circuit).ifPresent(how -> {
            boolean[] works = atStart(circuit, streams);
            for (int i = 0; i < works.length; i++) {
                scales[circuit.sparse()[i]] = works[i] ? 1 / Math.sqrt(how.density()) : 0;
            }
        });
        return scales;
    }

    /** Whether synapses are replaced after the learning opportunity. */
    public boolean isDue(long opportunity) {
        return (opportunity + 1) % epoch == 0
                && how.filter(sparse -> sparse.rewire() > 0 && (opportunity + 1) / epoch <= sparse.until())
                        .isPresent();
    }

    /**
     * Which synapses work from now on. Of two of the same size the one with the lower number goes first.
     *
     * @param opportunity that has ended
     * @param weights of the synapses
     * @param works which of them work so far; not changed
     */
    public boolean[] decided(long opportunity, double[] weights, boolean[] works) {
        int[] working = IntStream.range(0, works.length)
                .filter(i -> works[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(weights[i])))
                .mapToInt(i -> i)
                .toArray();
        int[] silent = IntStream.range(0, works.length).filter(i -> !works[i]).toArray();
        double share = how.map(Sparse::rewire).orElse(0.0);
        int replaced = Math.min((int) (share * working.length), silent.length);
        int entity = Math.toIntExact((opportunity + 1) / epoch);
        int[] order = Shuffle.permutation(silent.length, streams.stream(Purpose.WORKING_SYNAPSES, entity));
        boolean[] decided = works.clone();
        for (int i = 0; i < replaced; i++) {
            decided[working[i]] = false;
            decided[silent[order[i]]] = true;
        }
        return decided;
    }
}
