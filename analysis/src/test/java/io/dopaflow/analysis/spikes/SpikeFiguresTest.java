package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Of seven neurons six are drawn, of these one with so many values that they are thinned. */
    @Test
    void states_areThoseOfTheLog() throws Exception {
        SplittableRandom random = new SplittableRandom(12);
        Path run = Networks.run(folder.resolve("states"), Networks.network(5, 2, 1), writer -> {
            for (int step = 1; step <= 10_000; step++) {
                long time = step * Networks.STEP;
                writer.state(time, 0, 0, random.nextDouble(-70, -50));
                for (int cell = 1; cell < 7 && step % 100 == 0; cell++) {
                    writer.state(time, cell, 0, random.nextDouble(-70, -50));
                    if (cell >= 5) {
                        writer.state(time, cell, 1, random.nextDouble(0, 100));
                    }
                }
                if (step % 700 == 0) {
                    writer.spikes(new long[] {time, time + 1}, new int[] {0, 5}, 2);
                }
            }
        });
        try (SpikingRunReader reader = SpikingRunReader.open(run);
                var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            Figure figure = StateFigure.of(reader, reader.everything()).orElseThrow();
            assertThat(figure.panels()).hasSize(2);
            int traces = 0;
            for (Panel panel : figure.panels()) {
                for (Mark.Line line : marks(panel, Mark.Line.class)) {
                    String cell = line.name();
                    TreeMap<Long, Double> log = new TreeMap<>();
                    try (var rows = statement.executeQuery("SELECT time_ps, value FROM '" + run
                            + "/states.parquet' WHERE neuron = " + cellOf(reader, cell) + " AND variable = '"
                            + panel.y().name() + "'")) {
                        while (rows.next()) {
                            log.put(rows.getLong(1), rows.getDouble(2));
                        }
                    }
                    assertThat(log).hasSize(cell.equals("excitatory[0]") ? 10_000 : 100);
                    TreeMap<Long, Double> expected = log.size() > 100 ? extremes(log) : log;
                    assertThat(line.x())
                            .containsExactly(
                                    expected.keySet().stream()
                                            .mapToDouble(time -> time * 1e-9)
                                            .toArray(),
                                    within(1e-9));
                    assertThat(line.y())
                            .containsExactly(expected.values().stream()
                                    .mapToDouble(value -> value)
                                    .toArray());
                    traces++;
                }
            }
            // V_m of six, and the current of the one of them that has any.
            assertThat(traces).isEqualTo(7);
            List<Mark.Points> spikes = marks(figure.panels().get(0), Mark.Points.class);
            for (int cell = 0; cell < 6; cell++) {
                DoubleStream.Builder times = DoubleStream.builder();
                try (var rows = statement.executeQuery(
                        "SELECT time_ps FROM '" + run + "/spikes.parquet' WHERE neuron = " + cell + " ORDER BY 1")) {
                    while (rows.next()) {
                        times.add(rows.getLong(1) * 1e-9);
                    }
                }
                double[] expected = times.build().toArray();
                assertThat(expected).hasSize(cell % 5 == 0 ? 14 : 0);
                assertThat(spikes.get(cell).x()).containsExactly(expected, within(1e-9));
            }
            assertThat(figure.notes())
                    .contains("The first 6 of 7 recorded neurons are shown.")
                    .anySatisfy(note -> assertThat(note).startsWith("4,600 of 10,600 values are drawn"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V_m, mV",
        "I_syn_ex, pA",
        "I_ex, pA",
        "dI_ex, pA/ms",
        "g_in, nS",
        "dg_in, nS/ms",
        "w, pA",
        "U_m, mV/ms",
        "Act_m, ''",
        "Inact_h, ''",
        "Act_n, ''"
    })
    void variables_haveTheUnitsOfTheirModels(String variable, String unit) {
        assertThat(StateFigure.unit(variable)).isEqualTo(unit);
    }

    /** The lowest and the highest value of each of 2000 equal stretches of the run, which has its two ends. */
    private static TreeMap<Long, Double> extremes(TreeMap<Long, Double> log) {
        TreeMap<Long, Double> extremes = new TreeMap<>();
        double length = (Networks.SECOND + 1) / 2000.0;
        for (int stretch = 0; stretch < 2000; stretch++) {
            var of = log.subMap((long) Math.ceil(stretch * length), (long) Math.ceil((stretch + 1) * length));
            for (double end : new double[] {Collections.min(of.values()), Collections.max(of.values())}) {
                of.forEach((time, value) -> {
                    if (value == end) {
                        extremes.put(time, value);
                    }
                });
            }
        }
        return extremes;
    }

    private static int cellOf(SpikingRunReader reader, String name) {
        return reader.cells().named(List.of(name)).nextSetBit(0);
    }

    private static <M extends Mark> List<M> marks(Panel panel, Class<M> type) {
        return panel.marks().stream().filter(type::isInstance).map(type::cast).toList();
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
