package io.dopaflow.analysis.exchange;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Spikes of a population, as a file tells them.
 *
 * @param population its name; empty where the file names none
 * @param timesPs when, ascending
 * @param ids who, within the population, ascending at one time
 */
public record NamedSpikes(Optional<String> population, long[] timesPs, int[] ids) {

    /** From spikes in any order: what a file says of its order is not trusted. */
    static NamedSpikes sorted(Optional<String> population, long[] timesPs, int[] ids) {
        Integer[] order = IntStream.range(0, ids.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingLong(place -> timesPs[place]).thenComparingInt(place -> ids[place]));
        return new NamedSpikes(
                population,
                Arrays.stream(order).mapToLong(place -> timesPs[place]).toArray(),
                Arrays.stream(order).mapToInt(place -> ids[place]).toArray());
    }
}
