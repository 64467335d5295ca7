package io.dopaflow.analysis.exchange;

import java.util.Arrays;
import java.util.Optional;

/**
 * Spikes of a population, as a file tells them.
 *
 * @param population its name; empty where the file names none
 * @param nodes how many nodes it has, as far as the file tells: those behind the last that spikes may be missing
 * @param endPs how long was recorded, in ps; where the file does not tell, just behind the last spike
 * @param timesPs when, ascending
 * @param ids who, within the population, ascending at one time
 */
public record NamedSpikes(Optional<String> population, int nodes, long endPs, long[] timesPs, int[] ids) {

    /** Spikes of which a file tells nothing else. */
    public NamedSpikes(Optional<String> population, long[] timesPs, int[] ids) {
        this(
                population,
                (int) Math.min(Integer.MAX_VALUE, 1L + Arrays.stream(ids).max().orElse(-1)),
                Math.max(0, 1 + Arrays.stream(timesPs).max().orElse(-1)),
                timesPs,
                ids);
    }

    /** From spikes in any order: what a file says of its order is not trusted. */
    static NamedSpikes sorted(Optional<String> population, long[] timesPs, int[] ids) {
        if (SpikeOrder.holds(timesPs, ids)) {
            return new NamedSpikes(population, timesPs, ids);
        }
        int[] order = SpikeOrder.of(timesPs, ids, ids.length);
        return new NamedSpikes(
                population,
                Arrays.stream(order).mapToLong(place -> timesPs[place]).toArray(),
                Arrays.stream(order).map(place -> ids[place]).toArray());
    }

    /** Of at least so many nodes, recorded until a time in ps, if that is not before the last spike. */
    NamedSpikes atLeast(int known, long knownEndPs) {
        boolean isTold = knownEndPs > 0 && knownEndPs + 1 >= endPs;
        return new NamedSpikes(population, Math.max(nodes, known), isTold ? knownEndPs : endPs, timesPs, ids);
    }
}
