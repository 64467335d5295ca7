package io.dopaflow.analysis.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.spikes.FileSpikes;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spikes are written in each format, and come back as they were. */
class SpikeFormatTest {
    private static final SpikeFormat.Origin ORIGIN = new SpikeFormat.Origin(
            "a recording", "a test, with \"quotes\" and \u00e4", Instant.parse("2026-01-02T03:04:05Z"));

    private static final NetworkCells CELLS = new NetworkCells(List.of(
            new NetworkCells.Group("first", 0, 3, "lif"),
            new NetworkCells.Group("silent", 3, 2, "lif"),
            new NetworkCells.Group("last", 5, 4, "trains")));

    @TempDir
    Path folder;

    /**
     * Some spikes.
     *
     * @param spikes time in ps and cell, in order
     */
    private record Given(NetworkCells cells, long endPs, List<long[]> spikes) implements RecordedSpikes {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public void spikes(SpikeSelection selection, SpikeTaker taker) {
            spikes.stream()
                    .filter(spike -> selection.cells().get((int) spike[1]))
                    .forEach(spike -> taker.take(spike[0], (int) spike[1]));
        }
    }

    private static Given random(long endPs, int count, int... cells) {
        Random random = new Random(endPs);
        TreeSet<long[]> spikes = new TreeSet<>((one, other) -> Arrays.compare(one, other));
        for (int i = 0; i < count; i++) {
            spikes.add(new long[] {(long) (random.nextDouble() * endPs), cells[random.nextInt(cells.length)]});
        }
        spikes.add(new long[] {0, cells[0]});
        spikes.add(new long[] {endPs, cells[0]});
        return new Given(CELLS, endPs, new ArrayList<>(spikes));
    }

    private Path write(SpikeFormat format, RecordedSpikes spikes) {
        Path file = folder.resolve("spikes" + format.ending());
        format.write(spikes, ORIGIN, file);
        return file;
    }

    private static List<String> told(RecordedSpikes spikes) {
        List<String> told = new ArrayList<>();
        spikes.spikes(spikes.everything(), (time, cell) -> told.add(time + " ps: " + cell));
        return told;
    }

    /** Requirements R22, R24 and R25: silent cells and populations, ids that populations share, every picosecond. */
    @ParameterizedTest
    @EnumSource
    void spikes_comeBackToThePicosecond(SpikeFormat format) {
        Given given = random(8_191_999_999_999_999L, 5000, 0, 2, 5, 7, 8);
        FileSpikes read = FileSpikes.read(write(format, given));
        if (format == SpikeFormat.SONATA) {
            // It says nothing of nodes that do not spike: the last of them is not known.
            assertThat(read.cells().groups())
                    .extracting(NetworkCells.Group::name)
                    .containsExactly("first", "silent", "last");
            assertThat(read.cells().group("first").size()).isEqualTo(3);
            assertThat(read.cells().group("silent").size()).isZero();
            List<String> moved = new ArrayList<>();
            given.spikes().forEach(spike -> moved.add(spike[0] + " ps: " + (spike[1] < 5 ? spike[1] : spike[1] - 2)));
            assertThat(told(read)).isEqualTo(moved);
        } else {
            assertThat(told(read)).isEqualTo(told(given)).hasSizeGreaterThan(5000);
        }
        boolean tellsTheEnd = format == SpikeFormat.SONATA || format == SpikeFormat.NWB;
        assertThat(read.endPs()).isEqualTo(given.endPs() + (tellsTheEnd ? 0 : 1));
        assertThat(format.loss(given.endPs())).isEmpty();
    }

    /** Requirement R22: no spikes at all. */
    @ParameterizedTest
    @EnumSource
    void noSpikesAtAll_areAFileWithoutRows(SpikeFormat format) {
        FileSpikes read = FileSpikes.read(write(format, new Given(CELLS, 1000, List.of())));
        assertThat(told(read)).isEmpty();
        assertThat(read.sequence().size()).isZero();
    }

    /** Requirement R25: the limit is where a number of 64 bits has no picoseconds any more, and it is said. */
    @Test
    void timesBeyondPicoseconds_areTold() {
        assertThat(SpikeFormat.SONATA.loss(8_388_607_999_999_999L)).isEmpty();
        assertThat(SpikeFormat.SONATA.loss(8_388_608_000_000_000L))
                .hasValueSatisfying(loss -> assertThat(loss).contains("8388.608 s"));
        assertThat(SpikeFormat.NWB.loss(8_191_999_999_999_999L)).isEmpty();
        assertThat(SpikeFormat.NWB.loss(8_192_000_000_000_000L)).isPresent();
        assertThat(SpikeFormat.CSV.loss(Long.MAX_VALUE)).isEmpty();
        Given late = new Given(CELLS, 8_388_700_000_000_001L, List.of(new long[] {8_388_700_000_000_001L, 1}));
        assertThat(told(FileSpikes.read(write(SpikeFormat.NEST, late)))).isEqualTo(told(late));
        assertThat(told(FileSpikes.read(write(SpikeFormat.SONATA, late)))).isNotEqualTo(told(late));
    }

    @Test
    void texts_haveTheLayoutOfTheirTools() throws IOException {
        Given given =
                new Given(CELLS, 10_000_000_000L, List.of(new long[] {100_000_000, 1}, new long[] {1_234_567_890, 7}));
        assertThat(Files.readString(write(SpikeFormat.NEST, given)))
                .isEqualTo("# Spikes of 9 neurons, numbered from 0, written by Dopaflow\n"
                        + "# RecordingBackendASCII version: 2\nsender\ttime_ms\n1\t0.100\n7\t1.23456789\n");
        assertThat(Files.readString(write(SpikeFormat.CSV, given)))
                .isEqualTo("time_ms,neuron,population,index\n0.100,1,first,1\n1.23456789,7,last,2\n");
    }

    /** What readers of NWB ask of a file, as the schema has it. */
    @Test
    void nwb_hasAUnitForEachNeuron() {
        Given given = new Given(
                CELLS,
                10_000_000_000L,
                List.of(new long[] {100_000_000, 5}, new long[] {200_000_000, 1}, new long[] {300_000_000, 5}));
        try (HdfFile file = new HdfFile(write(SpikeFormat.NWB, given))) {
            assertThat(file.getAttribute("neurodata_type").getData()).isEqualTo("NWBFile");
            assertThat(file.getDatasetByPath("/identifier").getData()).isEqualTo(ORIGIN.identifier());
            assertThat(file.getDatasetByPath("/session_description").getData()).isEqualTo(ORIGIN.description());
            assertThat(file.getDatasetByPath("/session_start_time").getData()).isEqualTo("2026-01-02T03:04:05Z");
            Dataset times = file.getDatasetByPath("/units/spike_times");
            assertThat((double[]) times.getData()).containsExactly(2e-4, 1e-4, 3e-4);
            assertThat(Arrays.toString((Object[])
                            file.getDatasetByPath("/units/spike_times_index").getData()))
                    .isEqualTo("[0, 1, 1, 1, 1, 3, 3, 3, 3]");
            assertThat((int[]) file.getDatasetByPath("/units/node_id").getData())
                    .containsExactly(0, 1, 2, 0, 1, 0, 1, 2, 3);
            assertThat((String[]) file.getDatasetByPath("/units/population").getData())
                    .containsExactly("first", "first", "first", "silent", "silent", "last", "last", "last", "last");
        }
    }

    /** The same bytes each time. */
    @ParameterizedTest
    @EnumSource
    void file_isTheSameEachTime(SpikeFormat format) throws IOException {
        Given given = random(1_000_000_000_000L, 300, 0, 1, 6);
        byte[] first = Files.readAllBytes(write(format, given));
        assertThat(Files.readAllBytes(write(format, given))).isEqualTo(first);
    }

    @Test
    void words_nameFormats() {
        assertThat(Arrays.stream(SpikeFormat.values()).map(SpikeFormat::word))
                .containsExactly("sonata", "nest", "csv", "nwb")
                .allSatisfy(word -> assertThat(SpikeFormat.of(word)).isPresent());
        assertThat(SpikeFormat.of("parquet")).isEmpty();
    }
}
