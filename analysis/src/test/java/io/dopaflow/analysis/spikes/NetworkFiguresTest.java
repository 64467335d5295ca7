package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkFiguresTest {
    private static final SpikingNetwork NETWORK = Networks.network(3, 2, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "300, 20, 1",
        "500, 900, 1",
        "501, 900, 2",
        "1000, 20, 2",
        "1002, 20, 5",
        "2505, 20, 10",
        "10000, 20, 20",
        "100000, 20, 200",
        "300, 19, 2",
        "300, 9, 5",
        "300, 3, 10",
        "300, 1, 20",
        "100000, 1, 200"
    })
    void rates_areDrawnInBinsThatCanBeRead(long ms, int cells, long binMs) {
        long unit = VirtualTime.PICOSECONDS_PER_MILLISECOND;
        StatisticsWindow window = StatisticsWindow.of(7 * unit, (7 + ms) * unit).withBinsToDraw(cells);
        assertThat(window.rateBinPs()).isEqualTo(binMs * unit);
        assertThat(window.fanoBinPs()).isEqualTo(3 * unit);
    }

    /** R22: no spikes at all. */
    @Test
    void silentRun_hasStatisticsAndFigures() throws Exception {
        Path run = Networks.run(folder.resolve("silent"), NETWORK, writer -> {});
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            StatisticsWindow window = StatisticsWindow.of(0, Networks.SECOND);
            List<PopulationStatistics> statistics =
                    NetworkActivity.of(reader, reader.cells().all(), window);
            assertThat(statistics)
                    .extracting(PopulationStatistics::name)
                    .containsExactly("excitatory", "inhibitory", "given");
            assertThat(statistics).allSatisfy(of -> assertThat(of.rateHz()).isZero());
            NetworkFigures figures = new NetworkFigures(reader, reader.cells().all(), window);
            Path raster = folder.resolve("raster.svg");
            figures.raster().save(raster);
            figures.rates().save(folder.resolve("rates.png"));
            assertThat(Files.readString(raster)).contains("</svg>");
            assertThat(figures.states()).isEmpty();
        }
    }
}
