package io.dopaflow.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurvesTest {
    private static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.IDENTITY);
    private static final int CYCLES = 21;
    private static final int EPOCHS = 4;
    private static final int SAMPLES = 3;
    private static final LearningCycle EXPERIMENT = Experiments.of(
            NETWORK, new CycleSchedule.MultiUpdate(CYCLES), Loss.PSEUDO_HUBER, 0.2, 0.05, EPOCHS * SAMPLES, 8);

    @TempDir
    private Path folder;

    private static List<Progress> scored(int epochs) {
        return IntStream.rangeClosed(0, epochs)
                .mapToObj(epoch -> new Progress(
                        epoch,
                        (long) epoch * SAMPLES,
                        epoch,
                        new Score(
                                1.0 / (1 + epoch),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()),
                        Optional.empty(),
                        epoch,
                        (long) epoch * SAMPLES * (CYCLES + 1)))
                .toList();
    }

    private static LearningCurves curves(LearningCycle model, int epochs, long work, ComparedRule... rules) {
        return new CurveComputation(
                        scored(epochs), model, new LearningCurves.Settings(List.of(rules), work), done -> {})
                .curves();
    }

    private static double[] losses(LearningCurve curve) {
        return curve.points().stream().mapToDouble(p -> p.training().loss()).toArray();
    }

    private static double loss(double[] theta, Sample sample) {
        double[] readout = new Propagation(NETWORK).readout(Propagation.weights(theta), sample.features());
        return Loss.PSEUDO_HUBER.value(readout, sample.target());
    }

    private static double meanLoss(double[] theta) {
        return EXPERIMENT.samples().training().stream()
                .mapToDouble(sample -> loss(theta, sample))
                .average()
                .orElseThrow();
    }

    private static double[] gradient(double[] theta, Sample sample) {
        double[] g = new double[theta.length];
        new Gradient(NETWORK, Loss.PSEUDO_HUBER).at(theta, sample, g);
        return g;
    }

    private static Sample sample(long opportunity) {
        return EXPERIMENT.samples().training().get(EXPERIMENT.sampleOrder().sampleAt(opportunity));
    }

    @Test
    void emergentCurve_isThatOfTheRun() {
        LearningCurve emergent = curves(EXPERIMENT, EPOCHS, 1L << 40).curves().get(0);
        assertThat(losses(emergent)).containsExactly(1.0, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0);
        assertThat(emergent.points().get(4).evaluations()).hasValue(12 * 22);
        assertThat(emergent.noise()).hasValue(2 * 16 - 0.2);
    }

    @Test
    void descentAndFlow_areWhatTheirEquationsSay() {
        double time = EXPERIMENT.gradientFlowTime();
        double[] sgd = EXPERIMENT.initialTheta().clone();
        double[] batch = sgd.clone();
        double[] flow = sgd.clone();
        GradientFlow integrated = new GradientFlow(new Gradient(NETWORK, Loss.PSEUDO_HUBER), time);
        List<List<Double>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            expected.get(0).add(meanLoss(sgd));
            expected.get(1).add(meanLoss(batch));
            expected.get(2).add(meanLoss(flow));
            for (int i = 0; i < SAMPLES; i++) {
                Sample sample = sample((long) epoch * SAMPLES + i);
                add(sgd, gradient(sgd, sample), -time);
                flow = integrated.end(flow, sample);
            }
            for (int step = 0; step < CYCLES / 2; step++) {
                double[] from = batch.clone();
                for (Sample sample : EXPERIMENT.samples().training()) {
                    add(batch, gradient(from, sample), -time / (CYCLES / 2));
                }
            }
        }
        LearningCurves computed = curves(
                EXPERIMENT, EPOCHS, 1L << 40, ComparedRule.SGD, ComparedRule.GRADIENT_DESCENT, ComparedRule.FLOW);
        for (int rule = 0; rule < 3; rule++) {
            double[] losses = losses(computed.curves().get(rule + 1));
            for (int epoch = 0; epoch <= EPOCHS; epoch++) {
                assertThat(losses[epoch]).isCloseTo(expected.get(rule).get(epoch), within(1e-12));
            }
        }
        assertThat(computed.curves().get(1).points().get(EPOCHS).evaluations()).hasValue(2 * EPOCHS * SAMPLES);
        assertThat(computed.curves().get(3).points().get(EPOCHS).evaluations()).isEmpty();
        assertThat(computed.notes()).isEmpty();
    }

    private static void add(double[] theta, double[] direction, double factor) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] += factor * direction[i];
        }
    }

    /** Spall's rule once more, from its own stream: 10 steps of T / 10 for each sample with 21 evaluations. */
    @Test
    void spsa_takesTheRunsEvaluationsAndFlowTime_fromAStreamOfItsOwn() {
        double c = EXPERIMENT.timing().halfWindow() / Math.sqrt(3);
        UniformRandomProvider random = EXPERIMENT.streams().stream(Purpose.COMPARED_RULE, ComparedRule.SPSA.ordinal());
        double[] theta = EXPERIMENT.initialTheta().clone();
        for (int k = 0; k < EPOCHS * SAMPLES; k++) {
            for (int step = 0; step < CYCLES / 2; step++) {
                double[] signs = new double[theta.length];
                for (int i = 0; i < signs.length; i++) {
                    signs[i] = random.nextBoolean() ? 1 : -1;
                }
                double[] above = theta.clone();
                double[] below = theta.clone();
                add(above, signs, c);
                add(below, signs, -c);
                double slope = (loss(above, sample(k)) - loss(below, sample(k))) / (2 * c);
                add(theta, signs, -slope * EXPERIMENT.gradientFlowTime() / (CYCLES / 2));
            }
        }
        LearningCurve curve =
                curves(EXPERIMENT, EPOCHS, 1L << 40, ComparedRule.SPSA).curves().get(1);
        assertThat(losses(curve)[EPOCHS]).isCloseTo(meanLoss(theta), within(1e-10));
        assertThat(curve.points().get(EPOCHS).evaluations()).hasValue(EPOCHS * SAMPLES * 20);
        // Ten estimates, each of the trace d - 1, in units of 1 / n.
        assertThat(curve.noise().orElseThrow()).isCloseTo(CYCLES / 10.0 * (NETWORK.synapseCount() - 1), within(1e-12));
    }

    @Test
    void noRule_seesTheFutureOrTheOthers() {
        LearningCurves all = curves(EXPERIMENT, EPOCHS, 1L << 40, ComparedRule.values());
        LearningCycle longer =
                Experiments.of(NETWORK, EXPERIMENT.schedule(), Loss.PSEUDO_HUBER, 0.2, 0.05, 10 * EPOCHS * SAMPLES, 8);
        for (ComparedRule rule : ComparedRule.values()) {
            double[] alone = losses(curves(longer, 2, 1L << 40, rule).curves().get(1));
            double[] together = losses(all.curves().get(rule.ordinal() + 1));
            assertThat(alone).as(rule.key()).containsExactly(together[0], together[1], together[2]);
            assertThat(together[EPOCHS]).as(rule.key()).isNotEqualTo(together[0]);
        }
    }

    @Test
    void everyRuleLearns() {
        LearningCycle longer =
                Experiments.of(NETWORK, EXPERIMENT.schedule(), Loss.PSEUDO_HUBER, 0.2, 0.05, 100 * SAMPLES, 8);
        LearningCurves all = curves(longer, 100, 1L << 40, ComparedRule.values());
        for (LearningCurve curve : all.curves().subList(1, all.curves().size())) {
            double[] losses = losses(curve);
            assertThat(losses[100]).as(curve.key()).isLessThan(0.8 * losses[0]);
        }
    }

    @Test
    void workThatIsNotEnough_shortensACurve_andIsSaid() {
        long perSample = 20L * NETWORK.synapseCount();
        LearningCurves computed = curves(EXPERIMENT, EPOCHS, 7 * perSample, ComparedRule.SPSA, ComparedRule.SGD);
        assertThat(computed.curves().get(1).points()).hasSize(3);
        assertThat(computed.curves().get(2).points()).hasSize(5);
        assertThat(computed.notes())
                .containsExactly("spsa is shown over the first 6 of 12 samples, as far as the allowed work goes.");
        assertThatThrownBy(() -> new LearningCurves.Settings(List.of(), 0)).hasMessageContaining("most work is 0");
    }

    @Test
    void ruleThatLeavesTheFiniteNumbers_endsThere_andIsSaid() {
        LearningCycle wild = Experiments.of(
                NETWORK, new CycleSchedule.MultiUpdate(2), Loss.SQUARED_ERROR, 0.2, 1e6, EPOCHS * SAMPLES, 8);
        LearningCurves computed = curves(wild, EPOCHS, 1L << 40, ComparedRule.GAUSSIAN);
        assertThat(computed.curves().get(1).points()).hasSizeLessThan(5).isNotEmpty();
        assertThat(computed.notes()).anyMatch(note -> note.startsWith("gaussian diverges after"));
    }

    @Test
    void singleUpdates_areFewerThanAnEstimateTakes_andIsSaid() {
        LearningCycle single = Experiments.of(
                NETWORK, new CycleSchedule.SingleUpdate(), Loss.PSEUDO_HUBER, 0.2, 1e-3, EPOCHS * SAMPLES, 8);
        assertThat(curves(single, EPOCHS, 1L << 40, ComparedRule.SPSA, ComparedRule.SPSA_ONE, ComparedRule.SGD)
                        .notes())
                .containsExactly("spsa takes 2 evaluations per sample, more than the run's 1.");
    }

    @Test
    void runThatWasNeverScored_hasNoCurves() throws Exception {
        LearningCurves none =
                new CurveComputation(List.of(), EXPERIMENT, LearningCurves.Settings.all(), done -> {}).curves();
        assertThat(none.curves()).isEmpty();
        assertThat(none.notes()).containsExactly("No learning curves: the run was never scored.");
        assertThat(new CurveFigures(none, "none").overEpochs()).isEmpty();
        assertThat(new CurveFigures(none, "none").overWork()).isEmpty();
    }

    @Test
    void fileAndFigures_holdTheCurves() throws Exception {
        LearningCurves all = curves(EXPERIMENT, EPOCHS, 1L << 40, ComparedRule.values());
        CurveFigures figures = new CurveFigures(all, "test");
        Mark.Line emergent = (Mark.Line)
                figures.overEpochs().orElseThrow().panels().get(0).marks().get(0);
        assertThat(emergent.y()).containsExactly(losses(all.curves().get(0)));
        assertThat(emergent.x()[EPOCHS]).isEqualTo(EPOCHS);
        assertThat(figures.overWork().orElseThrow().panels().get(0).marks())
                .extracting(Mark::name)
                .doesNotContain(all.curves().stream()
                        .filter(curve -> curve.key().equals("flow"))
                        .findFirst()
                        .orElseThrow()
                        .title());
        Path file = folder.resolve("curves.parquet");
        CurveFile.write(all, file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT training_loss, evaluations, heldout_loss FROM '" + file
                        + "' WHERE rule = 'forward' AND epoch = 4")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble(1)).isEqualTo(losses(all.curves().get(8))[EPOCHS]);
            assertThat(rows.getDouble(2)).isEqualTo(240);
            assertThat(rows.getObject(3)).isNull();
            assertThat(rows.next()).isFalse();
        }
    }
}
