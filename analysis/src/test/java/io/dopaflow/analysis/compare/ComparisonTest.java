package io.dopaflow.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.IDENTITY);
    private static final int OPPORTUNITIES = 12;
    private static final LearningCycle EXPERIMENT = farFromLearnt(Experiments.of(
            NETWORK, new CycleSchedule.MultiUpdate(2000), Loss.PSEUDO_HUBER, 0.1, 0.05, OPPORTUNITIES, 5));

    @TempDir
    private static Path shared;

    private static RecordedRun recorded;
    private static Comparison comparison;

    @TempDir
    private Path temporary;

    /**
     * The experiment with targets that no readout comes near: where a gradient almost vanishes, the noise is not what is
     * predicted to leading order from the gradient.
     */
    private static LearningCycle farFromLearnt(LearningCycle e) {
        List<Sample> samples = e.samples().training().stream()
                .map(s -> new Sample(
                        s.features(),
                        DoubleStream.of(s.target()).map(y -> y + 2).toArray()))
                .toList();
        return Experiments.of(
                e.network(),
                e.initialTheta(),
                e.schedule(),
                e.loss(),
                e.timing().halfWindow(),
                e.plasticity().learningRate(),
                samples,
                e.opportunities(),
                e.streams().seed());
    }

    @BeforeAll
    static void compare() {
        recorded = RecordedRun.write(shared.resolve("run"), EXPERIMENT, new RecordedRun.Plan(0, 1, OPPORTUNITIES));
        try (CompareFile file = new CompareFile(shared.resolve("compare.parquet"))) {
            comparison = compare(recorded, EXPERIMENT, file);
            file.commit();
        }
    }

    private static Comparison compare(RecordedRun run, LearningCycle model, TrajectorySink sink) {
        try (RunReader reader = RunReader.open(run.path())) {
            return Comparison.of(reader, model, AbstractRule::replay, sink, fraction -> {});
        }
    }

    @Test
    void everyOpportunity_isTheAbstractRule_toTheLastBit() {
        assertThat(comparison.opportunities()).hasSize(OPPORTUNITIES);
        assertThat(comparison.opportunities()).allMatch(row -> row.ruleDifference() == 0);
        assertThat(comparison.run()).hasSize(OPPORTUNITIES).allMatch(point -> point.ruleDifference() == 0);
        assertThat(comparison.opportunities().get(0).points()).isEqualTo(2002);
        assertThat(comparison.opportunities().get(1).points()).isEqualTo(2);
    }

    @Test
    void largestDistance_comesWithABoundOnlyWhereCyclesAreMissing() {
        assertThat(comparison.notes()).noneMatch(note -> note.contains("largest distance"));
        LearningCycle model =
                Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(20), Loss.PSEUDO_HUBER, 0.1, 1e-3, 3, 6);
        RecordedRun run = RecordedRun.write(temporary.resolve("thinned"), model, new RecordedRun.Plan(0, 1, 0));
        assertThat(compare(run, model, TrajectorySink.none()).notes())
                .anyMatch(note -> note.contains(
                        "taken over points at most 20 cycles apart; between them it is larger by at most"));
    }

    /** The mean of 12 squared ratios, each of some ten degrees of freedom, has a standard deviation of about 0.13. */
    @Test
    void distances_areAsPredicted() {
        double mean = comparison.opportunities().stream()
                .mapToDouble(row -> row.ratio().orElseThrow())
                .map(ratio -> ratio * ratio)
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(mean)).isBetween(0.75, 1.25);
        for (OpportunityComparison row : comparison.opportunities()) {
            assertThat(row.flowSup()).isGreaterThanOrEqualTo(row.flowDistance());
            assertThat(row.sgdDistance()).isLessThanOrEqualTo(row.flowDistance() + row.sgdToFlow() + 1e-12);
            assertThat(row.relativeFlowDistance()).isBetween(0.01, 0.5);
        }
    }

    @Test
    void chains_goThroughAllSamples() {
        Gradient gradient = new Gradient(NETWORK, Loss.PSEUDO_HUBER);
        GradientFlow flow = new GradientFlow(gradient, EXPERIMENT.gradientFlowTime());
        Sgd sgd = new Sgd(gradient, EXPERIMENT.gradientFlowTime());
        double[] z = EXPERIMENT.initialTheta();
        double[] descended = z.clone();
        for (long k = 0; k < OPPORTUNITIES; k++) {
            sgd.step(
                    descended,
                    EXPERIMENT.samples().training().get(EXPERIMENT.sampleOrder().sampleAt(k)));
            z = flow.end(
                    z,
                    EXPERIMENT.samples().training().get(EXPERIMENT.sampleOrder().sampleAt(k)));
        }
        RunPoint last = comparison.run().get(OPPORTUNITIES - 1);
        assertThat(last.opportunities()).isEqualTo(OPPORTUNITIES);
        assertThat(last.sgdToFlow()).isCloseTo(Vectors.distance(descended, z), within(1e-12));
        assertThat(last.travelled()).isCloseTo(Vectors.distance(z, EXPERIMENT.initialTheta()), within(1e-12));
        try (RunReader reader = RunReader.open(recorded.path())) {
            Optional<FlowDistance> distance = FlowDistance.of(reader, EXPERIMENT, Duration.ofMinutes(1));
            assertThat(distance.orElseThrow().relative())
                    .isCloseTo(last.flowDistance() / last.travelled(), within(1e-12));
            double distances = rootOfSquares(comparison, OpportunityComparison::flowDistance);
            double steps = rootOfSquares(comparison, OpportunityComparison::step);
            assertThat(distance.orElseThrow().perOpportunity().orElseThrow())
                    .isCloseTo(distances / steps, within(1e-12));
            assertThat(FlowDistance.of(reader, EXPERIMENT, Duration.ZERO)).isEmpty();
        }
    }

    /** Each moment that is drawn lies as far from its flow as the table says of it. */
    @Test
    void trajectory_holdsTheWeightsBehindTheDistances() {
        RunTrajectory trajectory = comparison.trajectory();
        double[] done = trajectory.opportunities();
        assertThat(trajectory.synapses())
                .containsExactly(IntStream.range(0, NETWORK.synapseCount()).toArray());
        assertThat(trajectory.emergent()[0]).containsExactly(EXPERIMENT.initialTheta());
        assertThat(trajectory.flow()[0]).containsExactly(EXPERIMENT.initialTheta());
        assertThat(done).hasSize(comparison.run().size() + 1);
        for (int i = 1; i < done.length; i++) {
            RunPoint point = comparison.run().get(i - 1);
            assertThat(done[i]).isEqualTo(point.opportunities());
            assertThat(Vectors.distance(trajectory.emergent()[i], trajectory.flow()[i]))
                    .isEqualTo(point.flowDistance());
            assertThat(Vectors.distance(trajectory.flow()[i], EXPERIMENT.initialTheta()))
                    .isEqualTo(point.travelled());
        }
    }

    private static double rootOfSquares(Comparison comparison, ToDoubleFunction<OpportunityComparison> quantity) {
        return Math.sqrt(comparison.opportunities().stream()
                .mapToDouble(quantity)
                .map(value -> value * value)
                .sum());
    }

    /** Just before an update the weights are still those of the update before, but the flow has gone on. */
    @Test
    void sup_includesTheMomentsBeforeEachJump() {
        OpportunityTrajectory course = comparison.course().orElseThrow();
        assertThat(course.opportunity()).isZero();
        assertThat(course.times()).hasSize(2001);
        double[] start = course.emergent()[0];
        Gradient gradient = new Gradient(NETWORK, Loss.PSEUDO_HUBER);
        double[][] path = new GradientFlow(gradient, EXPERIMENT.gradientFlowTime())
                .at(
                        start,
                        EXPERIMENT
                                .samples()
                                .training()
                                .get(EXPERIMENT.sampleOrder().sampleAt(0)),
                        course.times());
        double largest = 0;
        for (int i = 0; i < path.length; i++) {
            largest = Math.max(largest, Vectors.distance(course.emergent()[i], path[i]));
            largest = Math.max(largest, Vectors.distance(course.emergent()[Math.max(0, i - 1)], path[i]));
        }
        assertThat(comparison.opportunities().get(0).flowSup()).isCloseTo(largest, within(1e-12));
    }

    /** With a single update nothing moves until t = 1, when the flow has done its whole step. */
    @Test
    void sup_ofASingleUpdate_isAtLeastTheStep() {
        Network network = new LayeredNetwork(List.of("x"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        LearningCycle model =
                Experiments.of(network, new CycleSchedule.MultiUpdate(1), Loss.PSEUDO_HUBER, 0.1, 1e-3, 12, 6);
        RecordedRun run = RecordedRun.write(temporary.resolve("one"), model, RecordedRun.Plan.FULL);
        List<OpportunityComparison> rows =
                compare(run, model, TrajectorySink.none()).opportunities();
        assertThat(rows).allMatch(row -> row.flowSup() >= row.step() * (1 - 1e-9));
        assertThat(rows).anyMatch(row -> row.flowDistance() < row.step());
    }

    @Test
    void alteredWeights_areToldFromTheAbstractRule() throws Exception {
        RecordedRun run = recorded.copyTo(temporary.resolve("altered"))
                .change(
                        "weights",
                        "UPDATE t SET theta = theta + 1e-9 WHERE opportunity = 3 AND cycle = 2000 AND synapse = 2");
        Comparison altered = compare(run, EXPERIMENT, TrajectorySink.none());
        assertThat(altered.opportunities().get(3).ruleDifference()).isCloseTo(1e-9, within(1e-12));
        assertThat(altered.opportunities().get(2).ruleDifference()).isZero();
        // Opportunity 4 starts from weights that are not those of the rule; they are recorded as it starts, too.
        assertThat(altered.agreement().moments()).isEqualTo(2002 + 11 * 2);
        assertThat(altered.agreement().differing()).isEqualTo(1);
        assertThat(altered.agreement().first().orElseThrow())
                .startsWith("learning opportunity 3, after cycle 2000, synapse 2 (")
                .contains("recorded ", ", replayed ");
        assertThat(comparison.agreement()).isEqualTo(new RuleAgreement(2002 + 11 * 2, 0, Optional.empty()));
    }

    /** Where the recorded weights are not those of the rule from the start, each opportunity is replayed from its own. */
    @Test
    void opportunityFromOtherWeights_isReplayedFromThem() throws Exception {
        RecordedRun run = RecordedRun.write(temporary.resolve("moved"), EXPERIMENT, new RecordedRun.Plan(0, 1, 0))
                .change("weights", "UPDATE t SET theta = theta + 1e-9 WHERE opportunity = 3 AND cycle = -1");
        Comparison moved = compare(run, EXPERIMENT, TrajectorySink.none());
        assertThat(moved.opportunities().get(3).ruleDifference()).isBetween(1e-11, 1.1e-9);
        assertThat(moved.opportunities().get(4).ruleDifference()).isZero();
        assertThat(moved.agreement().first().orElseThrow())
                .startsWith("learning opportunity 3 at its start, synapse 0 (");
    }

    /** Weights that the rule cannot go on from: the replay ends, the comparison does not. */
    @Test
    void replayThatDiverges_isNoAgreement() {
        RecordedRun run = RecordedRun.write(temporary.resolve("lost"), EXPERIMENT, new RecordedRun.Plan(0, 1, 0));
        try (RunReader reader = RunReader.open(run.path())) {
            Comparison lost = Comparison.of(
                    reader,
                    EXPERIMENT,
                    simulation -> {
                        throw new ArithmeticException("diverged");
                    },
                    TrajectorySink.none(),
                    fraction -> {});
            assertThat(lost.agreement().differing()).isEqualTo(lost.agreement().moments() - 1);
            assertThat(lost.opportunities()).hasSize(OPPORTUNITIES).allMatch(row -> Double.isNaN(row.ruleDifference()));
        }
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery(sql.replace("FILE", "'" + shared.resolve("compare.parquet") + "'"))) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void file_holdsTheTrajectories() throws SQLException {
        String byEnd = " FROM FILE WHERE scope = 'run' AND t = " + OPPORTUNITIES + " AND series = ";
        String distance = query("SELECT sqrt(sum((e.value - f.value) ** 2)) FROM (SELECT *" + byEnd
                        + "'emergent') e JOIN (SELECT *" + byEnd + "'flow') f USING (synapse)")
                .get(0);
        assertThat(Double.parseDouble(distance))
                .isCloseTo(comparison.run().get(OPPORTUNITIES - 1).flowDistance(), within(1e-12));
        assertThat(query("SELECT count(*) FROM FILE WHERE scope = 'opportunity' AND series = 'emergent'"))
                .containsExactly(Integer.toString(16 * (2 * OPPORTUNITIES + 2000)));
        assertThat(query("SELECT DISTINCT series FROM FILE ORDER BY 1"))
                .containsExactly("deviation", "emergent", "flow", "rule", "sgd");
        assertThat(query(
                        "SELECT count(*) FROM (SELECT scope, series, opportunity, cycle, t, synapse FROM FILE GROUP BY ALL"
                                + " HAVING count(*) > 1)"))
                .containsExactly("0");
    }

    /** Twelve cosines of standard deviation 0.02 or so, and lengths of about 1 %. */
    @Test
    void steps_pointAndReachAsPredicted_andAreInTheirFile() throws SQLException {
        List<StepGeometry> steps = comparison.opportunities().stream()
                .map(OpportunityComparison::geometry)
                .toList();
        assertThat(steps).hasSize(OPPORTUNITIES);
        double measured =
                steps.stream().mapToDouble(StepGeometry::cosine).average().orElseThrow();
        double predicted = steps.stream()
                .mapToDouble(step -> step.predicted().orElseThrow().cosine())
                .average()
                .orElseThrow();
        assertThat(measured).isCloseTo(predicted, within(0.005)).isBetween(0.98, 0.999);
        for (StepGeometry step : steps) {
            assertThat(step.relativeLength() / step.predicted().orElseThrow().relativeLength())
                    .isBetween(0.8, 1.2);
        }
        Path file = temporary.resolve("steps.parquet");
        StepFile.write(comparison, file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT avg(cosine), avg(predicted_cosine), count(*) FROM '" + file + "'")) {
            rows.next();
            assertThat(rows.getDouble(1)).isCloseTo(measured, within(1e-12));
            assertThat(rows.getDouble(2)).isCloseTo(predicted, within(1e-12));
            assertThat(rows.getLong(3)).isEqualTo(OPPORTUNITIES);
        }
    }

    @Test
    void figures_holdTheTrajectories() {
        ComparisonFigures figures = new ComparisonFigures(comparison, "test run");
        Figure weights = figures.weights().orElseThrow();
        assertThat(weights.panels()).hasSize(6);
        RunTrajectory trajectory = comparison.trajectory();
        double[][] flow = trajectory.flow();
        int most = IntStream.range(0, flow[0].length)
                .boxed()
                .max(Comparator.comparingDouble(v -> Math.abs(flow[flow.length - 1][v] - flow[0][v])))
                .orElseThrow();
        Mark.Line emergent = line(weights.panels().get(0), "emergent from spikes");
        assertThat(emergent.y()[0]).isZero();
        assertThat(emergent.y()[flow.length - 1])
                .isEqualTo(trajectory.emergent()[flow.length - 1][most] - flow[0][most]);
        assertThat(line(weights.panels().get(0), "gradient flow").y()[flow.length - 1])
                .isEqualTo(flow[flow.length - 1][most] - flow[0][most]);
        Mark.Line distance = line(figures.distance().orElseThrow().panels().get(0), "emergent from spikes");
        RunPoint last = comparison.run().get(comparison.run().size() - 1);
        assertThat(distance.y()[comparison.run().size() - 1]).isEqualTo(last.flowDistance() / last.travelled());
        Figure opportunity = figures.opportunity().orElseThrow();
        assertThat(opportunity.panels())
                .allSatisfy(panel -> assertThat(panel.marks()).hasAtLeastOneElementOfType(Mark.Band.class));
        OpportunityTrajectory course = comparison.course().orElseThrow();
        Mark.Band band = (Mark.Band) opportunity.panels().get(0).marks().get(0);
        int end = course.flowTimes().length - 1;
        double width = band.upper()[end] - band.lower()[end];
        assertThat(Arrays.stream(course.deviation()[end]).map(deviation -> Math.abs(width - 4 * deviation)))
                .anyMatch(difference -> difference < 1e-12);
    }

    private static Mark.Line line(Panel panel, String name) {
        return panel.marks().stream()
                .filter(mark -> mark instanceof Mark.Line && mark.name().equals(name))
                .map(Mark.Line.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void singleUpdates_areReplayedFromTheMiddleToo() {
        LearningCycle model =
                Experiments.of(NETWORK, new CycleSchedule.SingleUpdate(), Loss.PSEUDO_HUBER, 0.1, 1e-3, 40, 6);
        RecordedRun run = RecordedRun.write(temporary.resolve("single"), model, new RecordedRun.Plan(0, 3, 0));
        Comparison single = compare(run, model, TrajectorySink.none());
        assertThat(single.opportunities()).hasSize(14).allMatch(row -> row.ruleDifference() == 0);
        assertThat(single.notes()).anyMatch(note -> note.contains("n = 1"));
    }

    @Test
    void stochasticNeurons_haveNoPrediction() {
        SplittableRandom random = new SplittableRandom(9);
        Network network = RandomGraph.of(random, 1.0);
        while (network.neurons().stream().noneMatch(n -> n.coding() == SpikeCoding.ALL_OR_NONE)) {
            network = RandomGraph.of(random, 1.0);
        }
        LearningCycle model =
                Experiments.of(network, new CycleSchedule.MultiUpdate(20), Loss.PSEUDO_HUBER, 0.1, 1e-4, 3, 6);
        RecordedRun run = RecordedRun.write(temporary.resolve("lottery"), model, RecordedRun.Plan.FULL);
        Comparison stochastic = compare(run, model, TrajectorySink.none());
        assertThat(stochastic.opportunities())
                .allMatch(row -> row.predictedRms().isEmpty() && row.ruleDifference() == 0);
        assertThat(stochastic.course().orElseThrow().deviation()).isEmpty();
        assertThat(stochastic.notes()).anyMatch(note -> note.contains("Bernoulli noise"));
    }

    @Test
    void runWithoutWeights_saysSo() {
        RecordedRun run = RecordedRun.write(temporary.resolve("bare"), EXPERIMENT, new RecordedRun.Plan(0, 0, 0));
        Comparison bare = compare(run, EXPERIMENT, TrajectorySink.none());
        assertThat(bare.opportunities()).isEmpty();
        assertThat(bare.run()).hasSize(1);
        assertThat(bare.notes()).anyMatch(note -> note.startsWith("No learning opportunity has both"));
    }
}
