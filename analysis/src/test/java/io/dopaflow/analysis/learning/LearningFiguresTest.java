package io.dopaflow.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of figures are those of the log, computed once more from the Parquet files by other means. */
class LearningFiguresTest {
    private static final Network NETWORK = Experiments.network(3, SpikeCoding.ALL_OR_NONE, Activation.IDENTITY);
    private static final LearningCycle MODEL =
            Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(19), Loss.PSEUDO_HUBER, 0.3, 1e-3, 9, 3);
    private static final int CYCLES = 20;

    @TempDir
    private static Path shared;

    private static RecordedRun whole;
    private static RunReader run;

    @BeforeAll
    static void record() {
        whole = RecordedRun.write(shared.resolve("whole"), MODEL, RecordedRun.Plan.FULL);
        run = RunReader.open(whole.path());
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static List<double[]> rows(String sql) throws SQLException {
        return rows(whole, sql);
    }

    /** The rows of a query; FILE:name stands for a table. */
    private static List<double[]> rows(RecordedRun of, String sql) throws SQLException {
        String query = sql.replaceAll("FILE:(\\w+)", "'" + of.path() + "/$1.parquet'");
        List<double[]> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                double[] row = new double[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getDouble(i + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static <M extends Mark> M mark(Figure figure, int panel, int mark, Class<M> type) {
        return type.cast(figure.panels().get(panel).marks().get(mark));
    }

    @Test
    void jitter_isThatOfArrivals() throws Exception {
        Figure figure = JitterFigure.of(run, MODEL, Opportunities.ALL).orElseThrow();
        // The middle of each window from its recorded onset and readout.
        List<double[]> offsets = rows("SELECT a.time_ps - (o.time_ps + r.time_ps) / 2 FROM FILE:arrivals a"
                + " JOIN FILE:synapses s USING (synapse)"
                + " JOIN FILE:spikes o ON o.neuron = s.post AND o.opportunity = a.opportunity AND o.cycle = a.cycle"
                + " AND o.kind = 'onset'"
                + " JOIN FILE:spikes r ON r.neuron = s.post AND r.opportunity = a.opportunity AND r.cycle = a.cycle"
                + " AND r.kind = 'readout'");
        double half = MODEL.timing().halfWindowPs();
        double[] counts = new double[JitterFigure.BINS];
        for (double[] offset : offsets) {
            counts[(int) ((offset[0] + half) * JitterFigure.BINS / (2 * half + 1))]++;
        }
        assertThat(mark(figure, 0, 0, Mark.Bars.class).heights()).containsExactly(counts);
        double expected = (double) offsets.size() / counts.length;
        double chiSquare = Arrays.stream(counts)
                .map(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(figure.notes().get(0)).contains(String.format(Locale.ROOT, "chi-square %.1f", chiSquare));
    }

    /** The curve of the rule in units of time constants: alpha (exp(U) - exp(-U)), with the gain exp(A). */
    @Test
    void stdpWindow_isRecoveredFromTheLog() throws Exception {
        Figure figure = StdpFigure.of(run, MODEL, Opportunities.ALL).orElseThrow();
        Mark.Points points = mark(figure, 0, 0, Mark.Points.class);
        Mark.Line curve = mark(figure, 0, 1, Mark.Line.class);
        double tauMs = MODEL.timing().timeConstantPs() * 1e-9;
        double alpha = MODEL.plasticity().learningRate();
        for (int i = 0; i < curve.x().length; i++) {
            double u = curve.x()[i] / tauMs;
            assertThat(curve.y()[i]).isCloseTo(alpha * (Math.exp(u) - Math.exp(-u)), within(1e-9 * alpha));
        }
        List<double[]> changes = rows("SELECT (w1.theta - w0.theta) / p.reward, a.time_ps FROM FILE:arrivals a"
                + " JOIN FILE:weights w1 USING (synapse, opportunity, cycle)"
                + " JOIN FILE:weights w0 ON w0.synapse = a.synapse AND w0.opportunity = a.opportunity"
                + " AND w0.cycle = a.cycle - 1"
                + " JOIN FILE:rewards p ON p.opportunity = a.opportunity AND p.cycle = a.cycle"
                + " WHERE abs(w1.theta - w0.theta) >= 1e-11 ORDER BY a.opportunity, a.cycle, a.time_ps, a.synapse");
        int shown = Math.min(4000, changes.size());
        assertThat(points.y())
                .containsExactly(
                        changes.stream().limit(shown).mapToDouble(row -> row[0]).toArray());
        for (int i = 0; i < shown; i++) {
            double u = points.x()[i] / tauMs;
            assertThat(points.y()[i]).isCloseTo(alpha * (Math.exp(u) - Math.exp(-u)), within(0.02 * alpha));
        }
    }

    @Test
    void weights_areThoseOfTheLog() throws Exception {
        WeightFigures figures = new WeightFigures(new CycleWeights(run));
        List<double[]> ends = rows("SELECT f.theta, l.theta FROM FILE:weights f JOIN FILE:weights l USING (synapse)"
                + " WHERE f.opportunity = 0 AND f.cycle = -1 AND l.opportunity = 8 AND l.cycle = 19 ORDER BY synapse");
        Figure histograms = figures.histograms().orElseThrow();
        Mark.Bars last = mark(histograms, 0, 1, Mark.Bars.class);
        for (int bar = 0; bar < last.heights().length; bar++) {
            double low = last.edges()[bar];
            double high = last.edges()[bar + 1];
            assertThat(last.heights()[bar])
                    .isEqualTo(ends.stream()
                            .filter(row -> row[1] >= low && row[1] < high)
                            .count());
        }
        Mark.Bars change = mark(histograms, 1, 0, Mark.Bars.class);
        assertThat(Arrays.stream(change.heights()).sum()).isEqualTo(NETWORK.synapseCount());
        Mark.Matrix matrix = mark(new CycleWeights(run).matrices().orElseThrow(), 2, 0, Mark.Matrix.class);
        List<double[]> moved = rows("SELECT s.pre, s.post, l.theta - f.theta FROM FILE:weights f"
                + " JOIN FILE:weights l USING (synapse) JOIN FILE:synapses s USING (synapse)"
                + " JOIN FILE:neurons n ON n.neuron = s.post"
                + " WHERE f.opportunity = 0 AND f.cycle = -1 AND l.opportunity = 8 AND l.cycle = 19 AND n.depth = 1"
                + " ORDER BY s.pre, s.post");
        assertThat(Arrays.stream(matrix.values())
                        .flatMapToDouble(Arrays::stream)
                        .toArray())
                .containsExactly(moved.stream().mapToDouble(row -> row[2]).toArray());
        Mark.Line line = figures.courses().orElseThrow().panels().get(0).marks().stream()
                .filter(mark -> mark instanceof Mark.Line && !mark.name().equals("median"))
                .map(Mark.Line.class::cast)
                .findFirst()
                .orElseThrow();
        double[] most = ends.stream()
                .max((one, other) -> Double.compare(Math.abs(one[1] - one[0]), Math.abs(other[1] - other[0])))
                .orElseThrow();
        assertThat(line.y()[0]).isEqualTo(most[0]);
        assertThat(line.y()[line.y().length - 1]).isEqualTo(most[1]);
    }

    @Test
    void ratesAndIntervals_areThoseOfSpikes() throws Exception {
        CycleTiming timing = MODEL.timing();
        ActivityFigures figures = new ActivityFigures(run, timing, Opportunities.ALL);
        Figure rates = figures.rates().orElseThrow();
        List<double[]> hidden = rows("SELECT opportunity, count(*) FROM FILE:spikes JOIN FILE:neurons USING (neuron)"
                + " WHERE depth = 1 AND amplitude <> 0 GROUP BY 1 ORDER BY 1");
        double[] y = mark(rates, 0, 1, Mark.Line.class).y();
        double seconds = CYCLES * timing.periodPs() * 1e-12;
        for (int i = 0; i < hidden.size(); i++) {
            assertThat(y[i]).isCloseTo(hidden.get(i)[1] / seconds / size(1), within(1e-9));
        }
        // Trains of readouts and onsets, one after the other in memory.
        List<double[]> spikes =
                rows("SELECT neuron, CASE WHEN kind = 'onset' THEN 0 ELSE 1 END, time_ps FROM FILE:spikes"
                        + " JOIN FILE:neurons USING (neuron) WHERE depth = 1 AND amplitude <> 0 ORDER BY 1, 2, 3");
        Mark.Bars bars = mark(figures.intervals().orElseThrow(), 1, 0, Mark.Bars.class);
        double[] counts = new double[bars.heights().length];
        for (int i = 1; i < spikes.size(); i++) {
            double[] one = spikes.get(i - 1);
            double[] next = spikes.get(i);
            double ms = (next[2] - one[2]) * 1e-9;
            if (one[0] == next[0] && one[1] == next[1] && ms < bars.edges()[counts.length]) {
                counts[
                        IntStream.range(0, counts.length)
                                .filter(bar -> ms < bars.edges()[bar + 1])
                                .findFirst()
                                .orElseThrow()]++;
            }
        }
        assertThat(bars.heights()).containsExactly(counts);
    }

    /** One of three opportunities is recorded; its rate is a point at its middle. */
    @Test
    void ratesWithGaps_areThoseOfRecordedOpportunities() throws Exception {
        RecordedRun sparse = RecordedRun.write(shared.resolve("sparse"), MODEL, new RecordedRun.Plan(3, 0, 0, 0));
        List<double[]> rows = rows(
                sparse,
                "SELECT opportunity, count(*) FROM FILE:spikes JOIN FILE:neurons USING (neuron)"
                        + " WHERE depth = 1 AND amplitude <> 0 GROUP BY 1 ORDER BY 1");
        assertThat(rows).extracting(row -> row[0]).containsExactly(0.0, 3.0, 6.0);
        try (RunReader reader = RunReader.open(sparse.path())) {
            Figure rates = new ActivityFigures(reader, MODEL.timing(), Opportunities.ALL)
                    .rates()
                    .orElseThrow();
            Mark.Points hidden = mark(rates, 0, 3, Mark.Points.class);
            assertThat(hidden.x()).containsExactly(0.5, 3.5, 6.5);
            double seconds = CYCLES * MODEL.timing().periodPs() * 1e-12;
            for (int i = 0; i < 3; i++) {
                assertThat(hidden.y()[i]).isCloseTo(rows.get(i)[1] / seconds / size(1), within(1e-9));
            }
        }
    }

    private static long size(int depth) {
        return IntStream.range(0, NETWORK.neuronCount())
                .filter(neuron -> NETWORK.depthOf(neuron) == depth)
                .count();
    }

    @Test
    void rewards_areThoseOfTheLog() throws Exception {
        Figure figure = new RewardFigure(run).figure(Opportunities.ALL).orElseThrow();
        List<double[]> rows = rows("SELECT loss, reward FROM FILE:rewards ORDER BY time_ps");
        assertThat(mark(figure, 0, 0, Mark.Line.class).y())
                .containsExactly(rows.stream().mapToDouble(row -> row[0]).toArray());
        assertThat(mark(figure, 1, 0, Mark.Line.class).y())
                .containsExactly(rows.stream().mapToDouble(row -> row[1]).toArray());
    }

    /** Every third opportunity is recorded, so that stretches hold different numbers of cycles, or none. */
    @Test
    void rewardsOfManyCycles_areTheMeansAndRangesOfTheirStretches() throws Exception {
        LearningCycle longer =
                Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(19), Loss.PSEUDO_HUBER, 0.3, 1e-3, 174, 3);
        RecordedRun recorded = RecordedRun.write(shared.resolve("longer"), longer, new RecordedRun.Plan(0, 0, 3, 0));
        List<double[]> rows =
                rows(recorded, "SELECT opportunity * 20 + cycle, loss, reward FROM FILE:rewards ORDER BY time_ps");
        assertThat(rows).hasSize(58 * CYCLES);
        Figure figure;
        try (RunReader reader = RunReader.open(recorded.path())) {
            figure = new RewardFigure(reader).figure(Opportunities.ALL).orElseThrow();
        }
        // 3440 cycles from the first to the last make at most 400 stretches, if each has 9.
        TreeMap<Long, List<double[]>> stretches = new TreeMap<>();
        rows.forEach(row -> stretches
                .computeIfAbsent((long) row[0] / 9, stretch -> new ArrayList<>())
                .add(row));
        double[] middles =
                stretches.keySet().stream().mapToDouble(i -> 9 * i + 4.5).toArray();
        for (int panel = 0; panel < 2; panel++) {
            int column = panel + 1;
            List<DoubleSummaryStatistics> expected = stretches.values().stream()
                    .map(stretch ->
                            stretch.stream().mapToDouble(row -> row[column]).summaryStatistics())
                    .toList();
            Mark.Band band = mark(figure, panel, 0, Mark.Band.class);
            assertThat(band.x()).containsExactly(middles);
            assertThat(band.lower())
                    .containsExactly(expected.stream()
                            .mapToDouble(DoubleSummaryStatistics::getMin)
                            .toArray());
            assertThat(band.upper())
                    .containsExactly(expected.stream()
                            .mapToDouble(DoubleSummaryStatistics::getMax)
                            .toArray());
            Mark.Line line = mark(figure, panel, 1, Mark.Line.class);
            assertThat(line.x()).containsExactly(middles);
            // Sums of nine numbers below 1, in another order.
            assertThat(line.y())
                    .containsExactly(
                            expected.stream()
                                    .mapToDouble(DoubleSummaryStatistics::getAverage)
                                    .toArray(),
                            within(1e-14));
        }
        assertThat(figure.notes().get(0)).contains("1,160 recorded cycles in stretches of 9");
    }

    /** Scores of four epochs, of which one lacks those of held-out samples. */
    @Test
    void lossAndAccuracy_areThoseOfTheLog() throws Exception {
        RecordedRun scored = whole.copyTo(shared.resolve("scored"))
                .change(
                        "progress",
                        "UPDATE t SET training_accuracy = 0.25 + epoch / 8, held_out_loss = 0.9 - epoch / 7,"
                                + " held_out_accuracy = 0.125 + epoch / 16")
                .change(
                        "progress",
                        "INSERT INTO t (epoch, opportunity, time_ps, training_loss, training_accuracy,"
                                + " held_out_loss, held_out_accuracy, elapsed_s, cycles) VALUES"
                                + " (7, 21, 900000000000000, 0.15, 0.875, 0.3, 0.8125, 1, 420),"
                                + " (4, 12, 500000000000000, 0.21, 0.75, NULL, NULL, 1, 240)");
        Figure loss;
        Figure accuracy;
        try (RunReader reader = RunReader.open(scored.path())) {
            loss = new ScoreFigures(reader.manifest().name(), reader.progress())
                    .loss()
                    .orElseThrow();
            accuracy = new ScoreFigures(reader.manifest().name(), reader.progress())
                    .accuracy()
                    .orElseThrow();
        }
        for (String part : List.of("training", "held_out")) {
            List<double[]> rows = rows(
                    scored,
                    String.format(
                            "SELECT epoch, %1$s_loss, 100 * %1$s_accuracy FROM FILE:progress"
                                    + " WHERE %1$s_loss IS NOT NULL ORDER BY epoch",
                            part));
            assertThat(rows).hasSize(part.equals("training") ? 4 : 3);
            String name = part.replace('_', '-') + " samples";
            for (Figure figure : List.of(loss, accuracy)) {
                Mark.Line line = figure.panels().get(0).marks().stream()
                        .filter(mark -> mark.name().equals(name))
                        .map(Mark.Line.class::cast)
                        .findFirst()
                        .orElseThrow();
                assertThat(line.x())
                        .containsExactly(
                                rows.stream().mapToDouble(row -> row[0]).toArray());
                int column = figure == loss ? 1 : 2;
                assertThat(line.y())
                        .containsExactly(
                                rows.stream().mapToDouble(row -> row[column]).toArray());
            }
        }
    }

    /** R22: of a run that recorded next to nothing there are no figures, and nothing fails. */
    @Test
    void bareRun_hasNoFiguresOfWhatItLacks() throws Exception {
        RecordedRun bare = RecordedRun.write(shared.resolve("bare"), MODEL, new RecordedRun.Plan(0, 0, 0, 0));
        try (RunReader reader = RunReader.open(bare.path())) {
            assertThat(JitterFigure.of(reader, MODEL, Opportunities.ALL)).isEmpty();
            assertThat(StdpFigure.of(reader, MODEL, Opportunities.ALL)).isEmpty();
            ActivityFigures activity = new ActivityFigures(reader, MODEL.timing(), Opportunities.ALL);
            assertThat(activity.rates()).isEmpty();
            assertThat(activity.intervals()).isEmpty();
            assertThat(new RewardFigure(reader).figure(Opportunities.ALL)).isEmpty();
        }
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        Drawing.of(new CycleWeights(run).matrices().orElseThrow()).write(Drawing.Format.SVG, drawn);
        assertThat(drawn.size()).isGreaterThan(1000);
    }
}
