package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpikeFiguresTest {
    private static final SpikingNetwork NETWORK = Networks.network(3, 2, 2);

    @TempDir
    Path folder;

    /** R22: no spikes at all. R23: an empty selection selects nothing. */
    @Test
    void silentRunAndEmptySelection_haveStatisticsAndFigures() throws Exception {
        Path run = Networks.run(folder.resolve("silent"), NETWORK, writer -> {});
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            StatisticsWindow window = StatisticsWindow.of(0, Networks.SECOND);
            List<PopulationStatistics> statistics =
                    NetworkActivity.of(reader, reader.cells().all(), window);
            assertThat(statistics)
                    .extracting(PopulationStatistics::name)
                    .containsExactly("excitatory", "inhibitory", "given");
            assertThat(statistics).allSatisfy(of -> assertThat(of.rateHz()).isZero());
            for (BitSet cells : List.of(reader.cells().all(), new BitSet())) {
                SpikeFigures figures = new SpikeFigures(reader, cells, 0, Networks.SECOND + 1, OptionalLong.empty());
                for (Figure figure : List.of(
                        figures.raster(),
                        figures.rates(),
                        figures.intervals(),
                        figures.correlation(),
                        figures.spectrum())) {
                    Path svg = folder.resolve("figure.svg");
                    Drawing.of(figure).save(svg);
                    assertThat(Files.readString(svg)).contains("</svg>").doesNotContain("NaN");
                }
            }
            assertThat(StateFigure.of(reader, reader.everything())).isEmpty();
        }
    }
}
