package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFiguresTest {
    private static final SpikingNetwork NETWORK = Networks.network(3, 2, 2);

    @TempDir
    Path folder;

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
