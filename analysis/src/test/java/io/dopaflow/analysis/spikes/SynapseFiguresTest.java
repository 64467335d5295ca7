package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.analysis.testing.Networks;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynapseFiguresTest {
    @TempDir
    Path folder;

    /** All to all, every weight 0.1 from 3 to 2 neurons and 0.2 from 2 trains to 3 neurons. */
    @Test
    void weightsOfANetwork_areThoseOfItsSynapses() {
        Path run = Networks.run(folder.resolve("run"), Networks.network(3, 2, 2), SpikingRunWriter::synapses);
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            SynapseFigures figures = new SynapseFigures(reader);
            Figure histograms = figures.histograms().orElseThrow();
            assertThat(histograms.panels()).hasSize(2);
            for (int projection = 0; projection < 2; projection++) {
                Mark.Bars bars =
                        (Mark.Bars) histograms.panels().get(projection).marks().get(0);
                assertThat(Arrays.stream(bars.heights()).sum()).isEqualTo(6);
                double middle = (bars.edges()[0] + bars.edges()[bars.edges().length - 1]) / 2;
                assertThat(middle).isCloseTo(projection == 0 ? 0.1 : 0.2, within(1e-12));
            }
            Figure matrices = figures.matrices().orElseThrow();
            assertThat(matrices.panels()).hasSize(2);
            Mark.Matrix matrix = (Mark.Matrix) matrices.panels().get(0).marks().get(0);
            assertThat(Arrays.stream(matrix.values())
                            .flatMapToDouble(Arrays::stream)
                            .sum())
                    .isCloseTo(0.6, within(1e-12));
        }
    }

    @Test
    void aRunWithoutSynapses_hasNoSuchFigures() {
        Path run = Networks.run(folder.resolve("none"), Networks.network(3, 2, 2), writer -> {});
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            assertThat(new SynapseFigures(reader).histograms()).isEmpty();
            assertThat(new SynapseFigures(reader).matrices()).isEmpty();
        }
    }
}
