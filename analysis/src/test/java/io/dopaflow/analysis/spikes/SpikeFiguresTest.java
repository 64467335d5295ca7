package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

    /** Random trains of the first three cells, and what an independent computation of their figures finds. */
    @Test
    void figures_holdWhatTheLogHolds() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        TreeMap<Long, Integer> spikes = new TreeMap<>();
        while (spikes.size() < 900) {
            spikes.put(Networks.STEP * random.nextLong(1, 10_000), random.nextInt(3));
        }
        Path run = Networks.run(
                folder.resolve("random"),
                NETWORK,
                writer -> spikes.forEach((time, cell) -> writer.spikes(new long[] {time}, new int[] {cell}, 1)));
        long[] times = new long[900];
        int[] cells = new int[900];
        int read = 0;
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT time_ps, neuron FROM '" + run + "/spikes.parquet'")) {
            while (rows.next()) {
                times[read] = rows.getLong(1);
                cells[read++] = rows.getInt(2);
            }
        }
        assertThat(read).isEqualTo(900);
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            SpikeFigures figures =
                    new SpikeFigures(reader, reader.cells().all(), 0, Networks.SECOND + 1, OptionalLong.empty());
            Mark.Points points = mark(figures.raster(), 0, Mark.Points.class);
            assertThat(points.x()).hasSize(900);
            Mark.Line rate = mark(figures.rates(), 0, Mark.Line.class);
            double binMs = rate.x()[1] - rate.x()[0];
            double[] hertz = new double[rate.y().length];
            for (long time : times) {
                int bin = (int) (time * 1e-9 / binMs);
                hertz[bin] += 1000 / binMs / 3;
            }
            for (int i = 0; i < hertz.length; i++) {
                assertThat(rate.y()[i]).isCloseTo(hertz[i], within(1e-9));
            }
            Mark.Bars bars = mark(figures.intervals(), 0, Mark.Bars.class);
            double[] counts = new double[bars.heights().length];
            for (int i = 0; i < times.length; i++) {
                for (int j = i + 1; j < times.length; j++) {
                    if (cells[i] == cells[j]) {
                        double ms = (times[j] - times[i]) * 1e-9;
                        for (int bar = 0; bar < counts.length; bar++) {
                            if (ms >= bars.edges()[bar] - 1e-9 && ms < bars.edges()[bar + 1] - 1e-9) {
                                counts[bar]++;
                            }
                        }
                        break;
                    }
                }
            }
            assertThat(bars.heights()).containsExactly(counts);
            double[] fine = binned(times, 1e9);
            Mark.Line power = mark(figures.spectrum(), 0, Mark.Line.class);
            for (int k = 1; k <= 512 / 2; k += 17) {
                assertThat(power.x()[k - 1]).isCloseTo(k * 1000.0 / 512, within(1e-9));
                assertThat(power.y()[k - 1]).isCloseTo(power(fine, k), within(1e-9 * power(fine, k)));
            }
            Mark.Line auto = mark(figures.correlation(), 0, Mark.Line.class);
            double[] coarse = binned(times, 2e9);
            for (int i = 0; i < auto.x().length; i++) {
                int lag = (int) Math.round(auto.x()[i] / 2);
                if (lag != 0) {
                    assertThat(auto.y()[i]).isCloseTo(correlation(coarse, lag), within(1e-12));
                }
            }
        }
    }

    private static <M extends Mark> M mark(Figure figure, int panel, Class<M> type) {
        return type.cast(figure.panels().get(panel).marks().get(0));
    }

    private static double[] binned(long[] times, double binPs) {
        double[] counts = new double[(int) (1e12 / binPs)];
        for (long time : times) {
            counts[(int) (time / binPs)]++;
        }
        return counts;
    }

    /** Of one stretch of 512 bins, by the definition of the transform. */
    private static double power(double[] counts, int k) {
        double mean = Arrays.stream(counts).average().orElseThrow();
        double real = 0;
        double imaginary = 0;
        for (int t = 0; t < 512; t++) {
            real += (counts[t] - mean) * Math.cos(2 * Math.PI * k * t / 512);
            imaginary += (counts[t] - mean) * Math.sin(2 * Math.PI * k * t / 512);
        }
        return (real * real + imaginary * imaginary) / (512 * mean);
    }

    private static double correlation(double[] counts, int lag) {
        double mean = Arrays.stream(counts).average().orElseThrow();
        double together = 0;
        double squares = 0;
        for (int t = 0; t < counts.length; t++) {
            squares += (counts[t] - mean) * (counts[t] - mean);
            if (t + lag >= 0 && t + lag < counts.length) {
                together += (counts[t] - mean) * (counts[t + lag] - mean);
            }
        }
        return together / squares;
    }
}
