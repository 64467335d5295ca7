package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The spikes in a file that another simulator has written, all in memory. What such a file does not say is taken from its spikes: the
 * last neuron of a population is the last that spikes, the recording ends just behind the last spike.
 *
 * @param name of the file
 * @param cells populations as they follow one another in the file; {@code neurons} where it names none
 * @param endPs how long was recorded, in ps
 * @param sequence the spikes
 */
public record FileSpikes(String name, NetworkCells cells, long endPs, SpikeSequence sequence)
        implements RecordedSpikes {
    /** What populations without a name are called. */
    public static final String UNNAMED = "neurons";

    /** Files of more neurons are refused: a wrong id would need all memory. */
    public static final int MOST_CELLS = 10_000_000;

    /**
     * Reads a file.
     *
     * @throws io.dopaflow.analysis.store.FileException if it cannot be read, or what it holds is no spikes
     */
    public static FileSpikes read(Path file) {
        List<NamedSpikes> populations = SpikeFile.read(file);
        List<NetworkCells.Group> groups = new ArrayList<>();
        long first = 0;
        long endPs = 0;
        for (NamedSpikes each : populations) {
            if (each.timesPs().length > 0 && each.timesPs()[0] < 0) {
                throw new WrongFileException(
                        file, "found a spike at " + each.timesPs()[0] + " ps; allowed: times from 0");
            }
            if (first + each.nodes() > MOST_CELLS) {
                throw new WrongFileException(
                        file,
                        "found neurons up to the number " + (first + each.nodes() - 1) + "; allowed: up to "
                                + (MOST_CELLS - 1));
            }
            groups.add(new NetworkCells.Group(
                    each.population().orElse(UNNAMED), (int) first, each.nodes(), String.valueOf(file.getFileName())));
            first += each.nodes();
            endPs = Math.max(endPs, each.endPs());
        }
        NetworkCells cells = new NetworkCells(groups);
        return new FileSpikes(String.valueOf(file.getFileName()), cells, endPs, SpikeSequence.of(populations, cells));
    }

    @Override
    public void spikes(SpikeSelection selection, SpikeTaker taker) {
        selection.requireWithin(endPs);
        long left = selection.limit().orElse(Long.MAX_VALUE);
        for (int i = 0; i < sequence.size() && left > 0; i++) {
            long time = sequence.timesPs()[i];
            if (time >= selection.fromPs()
                    && time <= selection.toPs()
                    && selection.cells().get(sequence.cells()[i])) {
                taker.take(time, sequence.cells()[i]);
                left--;
            }
        }
    }
}
