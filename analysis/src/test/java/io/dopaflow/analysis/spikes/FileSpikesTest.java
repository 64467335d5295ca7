package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpikesTest {
    @TempDir
    Path folder;

    private FileSpikes file(String name, String content) throws IOException {
        return FileSpikes.read(Files.writeString(folder.resolve(name), content));
    }

    private static List<String> told(RecordedSpikes spikes, SpikeSelection selection) {
        List<String> told = new ArrayList<>();
        spikes.spikes(selection, (time, cell) -> told.add(time + ": " + cell));
        return told;
    }

    /** NEST 2 wrote no header, and a tab behind the time. */
    @Test
    void neuronsAndEnd_areThoseOfTheSpikes() throws IOException {
        FileSpikes spikes = file("a.gdf", "3\t2.5\t\n1\t0.1\t\n3\t0.1\t\n");
        assertThat(spikes.name()).isEqualTo("a.gdf");
        assertThat(spikes.cells().count()).isEqualTo(4);
        assertThat(spikes.cells().nameOf(3)).isEqualTo("neurons[3]");
        assertThat(spikes.endPs()).isEqualTo(2_500_000_001L);
        assertThat(told(spikes, spikes.everything())).containsExactly("100000000: 1", "100000000: 3", "2500000000: 3");
        assertThat(file("none.gdf", "").sequence().size()).isZero();
    }

    /** Requirements R23 and R16: an empty selection selects nothing; times outside are an error. */
    @Test
    void selection_isOfCellsAndTimes() throws IOException {
        FileSpikes spikes = file("a.csv", "time_ps,neuron\n1,0\n2,1\n3,0\n4,0\n");
        SpikeSelection all = spikes.everything();
        assertThat(told(spikes, all.of(new BitSet()))).isEmpty();
        BitSet first = new BitSet();
        first.set(0);
        assertThat(told(spikes, all.of(first).between(2, 4))).containsExactly("3: 0", "4: 0");
        assertThat(told(spikes, all.atMost(2))).containsExactly("1: 0", "2: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> told(spikes, all.between(0, 6)))
                .withMessageContaining("0 to 5 ps");
    }

    @Test
    void timesBeforeTheStartAndNumbersWithoutEnd_areRefused() {
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> file("a.csv", "time_ms,neuron\n-1,0\n"))
                .withMessageContaining("found a spike at -1000000000 ps; allowed: times from 0");
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> file("a.csv", "time_ms,neuron\n1,2000000000\n"))
                .withMessageContaining("found neurons up to the number 2000000000");
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> file("a.csv", "time_ms,neuron\n1e400,1\n"))
                .withMessageContaining("a time, up to 100 days");
    }
}
