package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeOrder;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The spikes of many cells in memory.
 *
 * @param timesPs ascending
 * @param cells ascending at one time
 */
public record SpikeSequence(long[] timesPs, int[] cells) {

    /** Recorded spikes. */
    public static SpikeSequence of(RecordedSpikes run, SpikeSelection selection) {
        LongStream.Builder times = LongStream.builder();
        IntStream.Builder cells = IntStream.builder();
        run.spikes(selection, (time, cell) -> {
            times.add(time);
            cells.add(cell);
        });
        return new SpikeSequence(times.build().toArray(), cells.build().toArray());
    }

    /**
     * Spikes of a file, as those of the cells of a network: of a population by its name, or by their ids where the file names
     * no population.
     *
     * @throws IllegalArgumentException if the network has no such population or cell
     */
    public static SpikeSequence of(List<NamedSpikes> populations, NetworkCells network) {
        int count = populations.stream().mapToInt(spikes -> spikes.ids().length).sum();
        long[] times = new long[count];
        int[] cells = new int[count];
        int at = 0;
        for (NamedSpikes spikes : populations) {
            int first =
                    spikes.population().map(name -> network.group(name).first()).orElse(0);
            int end = spikes.population().map(name -> network.group(name).end()).orElse(network.count());
            for (int i = 0; i < spikes.ids().length; i++) {
                int cell = first + spikes.ids()[i];
                if (cell >= end) {
                    throw new IllegalArgumentException("a spike of neuron " + spikes.ids()[i]
                            + spikes.population().map(name -> " of " + name).orElse("") + "; allowed: 0 to "
                            + (end - first - 1));
                }
                times[at] = spikes.timesPs()[i];
                cells[at++] = cell;
            }
        }
        return sorted(times, cells);
    }

    private static SpikeSequence sorted(long[] times, int[] cells) {
        int[] order = SpikeOrder.of(times, cells, times.length);
        return new SpikeSequence(
                Arrays.stream(order).mapToLong(place -> times[place]).toArray(),
                Arrays.stream(order).map(place -> cells[place]).toArray());
    }

    /** How many spikes. */
    public int size() {
        return cells.length;
    }

    /** The train of each cell, by its id. */
    long[][] trains(int count) {
        int[] sizes = new int[count];
        for (int cell : cells) {
            sizes[cell]++;
        }
        long[][] trains = new long[count][];
        Arrays.setAll(trains, cell -> new long[sizes[cell]]);
        int[] at = new int[count];
        for (int i = 0; i < cells.length; i++) {
            trains[cells[i]][at[cells[i]]++] = timesPs[i];
        }
        return trains;
    }
}
