package io.dopaflow.analysis.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeFileTest {
    @TempDir
    Path folder;

    private NamedSpikes text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        List<NamedSpikes> read = SpikeFile.read(file);
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    /** R14, R15: exact decimals in any order. */
    @Test
    void csv_isReadByItsHeaderAndSorted() throws IOException {
        NamedSpikes spikes = text("a.csv", "name,time_ms,neuron\nx,353538.4,3\ny,0.1,7\nz,353538.400,2\n");
        assertThat(spikes.timesPs()).containsExactly(100_000_000L, 353_538_400_000_000L, 353_538_400_000_000L);
        assertThat(spikes.ids()).containsExactly(7, 2, 3);
        assertThat(text("b.csv", "time_ps,node_id\n17,0\n").timesPs()).containsExactly(17);
        assertThat(text("c.csv", "id,time_s\n0,1.5e-3\n").timesPs()).containsExactly(1_500_000_000);
        assertThat(text("none.csv", "time_ms,neuron\n").ids()).isEmpty();
    }

    @Test
    void nestText_isReadWithItsComments() throws IOException {
        NamedSpikes spikes = text(
                "a.dat",
                "# NEST version: 3.9\n# RecordingBackendASCII version: 2\nsender\ttime_ms\n12\t1.500\n3\t1.500\n");
        assertThat(spikes.timesPs()).containsExactly(1_500_000_000L, 1_500_000_000L);
        assertThat(spikes.ids()).containsExactly(3, 12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv | time,neuron | found the columns time, neuron",
                "a.csv | time_ms,neuron;1.5,-1 | row 2: found 1.5, -1; allowed in its column: the id of a neuron",
                "a.csv | time_ms,neuron;soon,1 | row 2: found soon, 1; allowed in its column: a time",
                "a.csv | time_ms,neuron;1 | row 2: found 1; allowed in its column: the id of a neuron",
                "a.txt | time_ms,neuron | found another ending; allowed: .csv, .dat",
                "a.h5 | time_ms,neuron | damaged or no HDF5 file",
            })
    void wrongFile_isRefusedWithRowAndCure(String name, String content, String problem) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content.replace(";", "\n"));
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> SpikeFile.read(file))
                .withMessageContaining(problem);
    }

    private static void population(
            WritableGroup group, double[] times, String units, String idsName, long[] ids, String sorting) {
        WritableDataset timestamps = group.putDataset("timestamps", times);
        if (!units.isEmpty()) {
            timestamps.putAttribute("units", units);
        }
        group.putDataset(idsName, ids);
        group.putAttribute("sorting", sorting);
    }

    /** R24: sorting is not trusted, units are read, populations have ids of their own. */
    @Test
    void sonata_isReadByUnitAndPopulationWhateverItSaysOfItsOrder() {
        Path file = folder.resolve("spikes.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup spikes = hdf.putGroup("spikes");
            population(
                    spikes.putGroup("left"),
                    new double[] {2.5, 0.1, 2.5},
                    "ms",
                    "node_ids",
                    new long[] {4, 0, 1},
                    "by_time");
            population(spikes.putGroup("right"), new double[] {0.25}, "s", "node_ids", new long[] {4}, "none");
        }
        List<NamedSpikes> read = SpikeFile.read(file);
        assertThat(read).extracting(NamedSpikes::population).containsExactly(Optional.of("left"), Optional.of("right"));
        assertThat(read.get(0).timesPs()).containsExactly(100_000_000L, 2_500_000_000L, 2_500_000_000L);
        assertThat(read.get(0).ids()).containsExactly(0, 1, 4);
        assertThat(read.get(1).timesPs()).containsExactly(250_000_000_000L);
        assertThat(read.get(1).ids()).containsExactly(4);
    }

    /** R24: the legacy layout with gids. */
    @Test
    void legacySonata_isReadWithoutPopulation() {
        Path file = folder.resolve("spikes.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            population(hdf.putGroup("spikes"), new double[] {3, 1}, "", "gids", new long[] {9, 8}, "by_gid");
        }
        List<NamedSpikes> read = SpikeFile.read(file);
        assertThat(read).hasSize(1);
        assertThat(read.get(0).population()).isEmpty();
        assertThat(read.get(0).timesPs()).containsExactly(1_000_000_000L, 3_000_000_000L);
        assertThat(read.get(0).ids()).containsExactly(8, 9);
    }

    /** R24: a file that others have published. */
    @Test
    void publishedLegacyFile_isRead() throws Exception {
        Path file = Path.of(Objects.requireNonNull(SpikeFileTest.class.getResource("/sonata/external_spike_trains.h5"))
                .toURI());
        List<NamedSpikes> read = SpikeFile.read(file);
        assertThat(read).hasSize(1);
        assertThat(read.get(0).ids()).hasSize(4334).contains(0, 99);
        assertThat(read.get(0).timesPs()).isSorted();
    }

    @Test
    void wrongSonata_isRefusedWithItsPlace() {
        Path file = folder.resolve("spikes.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            population(
                    hdf.putGroup("spikes").putGroup("p"),
                    new double[] {1},
                    "fortnights",
                    "node_ids",
                    new long[] {1},
                    "none");
        }
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> SpikeFile.read(file))
                .withMessageContaining("/spikes/p/timestamps: found the unit fortnights; allowed: ms or s");
    }
}
