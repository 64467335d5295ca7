package io.dopaflow.scenarios.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.scenarios.run.EngineFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRunTest {
    /** n from 316 on is at least 10 d, from 3162 on at least 100 d, for the 16 synapses. */
    private static Asked small() {
        return small("100..1e4", 40);
    }

    @TempDir
    Path folder;

    private static Asked small(String cycles, long replicates) {
        return new Asked("theorem-1").but(asked -> {
            asked.cycles = cycles;
            asked.replicates = replicates;
        });
    }

    private static Consumer<Asked> scaled(List<String> exponents, List<String> windows, List<String> times) {
        return asked -> {
            asked.exponents = exponents;
            asked.halfWindows = windows;
            asked.flowTimes = times;
        };
    }

    /** What is asked for, with all defaults at first. */
    private static final class Asked {
        private List<String> scenarios;
        private List<String> assignments = List.of();
        private String cycles = StudyRequest.CYCLES;
        private long replicates = StudyRequest.REPLICATES;
        private List<String> exponents = List.of();
        private List<String> halfWindows = List.of();
        private List<String> flowTimes = List.of();
        private OptionalLong seed = OptionalLong.empty();
        private boolean literal;
        private boolean unbounded;

        Asked(String scenario) {
            scenarios = List.of(scenario);
        }

        Asked but(Consumer<Asked> change) {
            change.accept(this);
            return this;
        }

        StudyPlan plan() throws InvalidScenarioException {
            return (StudyPlan) Study.of(new StudyRequest(
                    scenarios,
                    assignments,
                    cycles,
                    replicates,
                    exponents,
                    halfWindows,
                    flowTimes,
                    seed,
                    literal,
                    unbounded));
        }
    }

    private static BatchOptions jobs(int count) {
        return BatchOptions.defaults().but(parts -> parts.crew = Crew.local(count));
    }

    private static BatchOptions oneByOne(EngineFactory engines) {
        return jobs(1).but(parts -> parts.engines = engines);
    }

    private StudyOutcome run(Asked request, String name, BatchOptions options, Theory theory) throws Exception {
        StudyPlan plan = request.plan();
        return StudyRun.start(plan, folder.resolve(name), false, options, theory)
                .await();
    }

    private StudyOutcome run(Asked request) throws Exception {
        return run(request, "study", BatchOptions.defaults(), Theory.STANDARD);
    }

    private static Verdict verdict(StudyOutcome outcome) {
        return outcome.curves().get(0).verdict();
    }

    private static List<PointEstimate> estimates(StudyOutcome outcome) {
        return outcome.curves().stream()
                .flatMap(curve -> curve.curve().points().stream())
                .toList();
    }

    @Test
    void theorem1_agrees() throws Exception {
        StudyOutcome outcome = run(small());
        Verdict verdict = verdict(outcome);
        assertThat(verdict.text()).startsWith("agrees with Theorem 1: slope of the sup-distance -0.");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(estimates(outcome)).hasSize(5).allMatch(point -> point.replicates() == 40);
        List<Double> sups = new ArrayList<>();
        ParquetRows.read(
                outcome.replicates().directory().resolve("results.parquet"),
                List.of("member", "cycles", "sup_distance", "end_distance"),
                row -> {
                    sups.add(row.real("sup_distance").orElseThrow());
                    assertThat(row.real("sup_distance").orElseThrow())
                            .isGreaterThanOrEqualTo(row.real("end_distance").orElseThrow());
                });
        assertThat(sups).hasSize(200).doesNotHaveDuplicates();
        AtomicInteger points = new AtomicInteger();
        ParquetRows.read(
                outcome.replicates().directory().resolve("points.parquet"),
                List.of("cycles", "end_rms", "predicted_rms", "ratio"),
                row -> {
                    assertThat(row.real("end_rms").orElseThrow()
                                    / row.real("predicted_rms").orElseThrow())
                            .isCloseTo(row.real("ratio").orElseThrow(), within(1e-12));
                    points.incrementAndGet();
                });
        assertThat(points).hasValue(5);
    }

    @Test
    void result_doesNotDependOnJobsOrInterruptions() throws Exception {
        Asked request = small("100,1000", 10);
        List<PointEstimate> whole = estimates(run(request, "one", jobs(1), Theory.STANDARD));
        assertThat(estimates(run(request, "three", jobs(3), Theory.STANDARD)))
                .usingRecursiveComparison()
                .isEqualTo(whole);

        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<BackgroundTask<StudyOutcome>> running = new CompletableFuture<>();
        EngineFactory cancellingTheEighth = (choice, threads, model) -> {
            assertThat(threads).hasValue(1);
            if (begun.incrementAndGet() == 8) {
                running.join().cancel();
            }
            return EngineFactory.standard().choose(choice, threads, model);
        };
        running.complete(StudyRun.start(
                request.plan(), folder.resolve("asked"), false, oneByOne(cancellingTheEighth), Theory.STANDARD));
        StudyOutcome part = running.join().await();
        assertThat(part.replicates().cancelled()).isTrue();
        assertThat(part.replicates().results()).hasSize(7);
        assertThat(Files.readString(folder.resolve("asked/study.json"))).contains("\"cancelled\"", "\"done\" : 7");
        assertThat(folder.resolve("asked/points.parquet")).doesNotExist();

        StudyOutcome rest = run(request, "asked", BatchOptions.defaults(), Theory.STANDARD);
        assertThat(rest.replicates().earlier()).isEqualTo(7);
        assertThat(estimates(rest)).usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void pointsAndReplicates_doNotDependOnWhichOthersThereAre() throws Exception {
        List<PointEstimate> two = estimates(run(small("100,316", 5), "two", BatchOptions.defaults(), Theory.STANDARD));
        List<PointEstimate> three =
                estimates(run(small("50,100,316", 5), "three", BatchOptions.defaults(), Theory.STANDARD));
        assertThat(three.subList(1, 3)).usingRecursiveComparison().isEqualTo(two);
    }

    /** The factor 2 of the previous loss as baseline, left out: the distance is 1.4 times the predicted one. */
    @Test
    void missingFactorInTheNoise_isNoticed() throws Exception {
        Theory wrong = new Theory(LearningCycle::gradientFlowTime, model -> new NoiseShape(1, 1, 1.2));
        Verdict verdict = verdict(run(small(), "study", BatchOptions.defaults(), wrong));
        assertThat(verdict.text()).startsWith("does not agree with Theorem 1").contains("distance at the end 1.4");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /**
     * A sample that is almost learnt: curvature adds more to the noise than the gradient, up to n of some 10^3. With it in the
     * prediction the study agrees; without, it is not decided, and not denied.
     */
    @Test
    void theorem1_isNotDenied_whereTheGradientIsSmall() throws Exception {
        Path scenario = Path.of(Objects.requireNonNull(getClass().getResource("small-gradient.yaml"))
                .toURI());
        Asked request = new Asked(scenario.toString()).but(asked -> {
            asked.cycles = "100..1e4";
            asked.replicates = 60;
        });
        StudyOutcome outcome = run(request);
        assertThat(verdict(outcome).outcome()).as(verdict(outcome).text()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(estimates(outcome))
                .allSatisfy(point -> assertThat(point.ratio().estimate()).isCloseTo(1, within(0.1)));
        Theory leading = new Theory(LearningCycle::gradientFlowTime, model -> new NoiseShape(2, 1, 1.2));
        Verdict open = verdict(run(request, "leading", BatchOptions.defaults(), leading));
        assertThat(open.text()).startsWith("not decided: take more cycles; the distance is still approaching");
        assertThat(open.outcome()).isEqualTo(Verdict.Outcome.OPEN);
    }

    /** At A = 1, (2/3) A^2 is 10 % less than kappa(A). */
    @Test
    void limitOfKappaInItsPlace_isNoticed() throws Exception {
        Asked fixed = small("1000,1e4", 40).but(scaled(List.of("1,0"), List.of("1"), List.of("2")));
        Verdict right = verdict(run(fixed, "right", BatchOptions.defaults(), Theory.STANDARD));
        assertThat(right.text()).startsWith("does not converge to the flow, as predicted");
        assertThat(right.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        Theory wrong = new Theory(
                model -> {
                    double a = model.timing().halfWindow();
                    return model.schedule().drift() * model.plasticity().learningRate() * 2 / 3 * a * a;
                },
                LearningCycle::noise);
        Verdict verdict = verdict(run(fixed, "wrong", BatchOptions.defaults(), wrong));
        assertThat(verdict.text()).startsWith("does not agree with the predicted bias");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
    }

    /** A flow that is 5 % too slow is a bias that does not vanish as n grows: the slope gives it away. */
    @Test
    void wrongFlowTime_bendsTheSlope() throws Exception {
        Theory wrong = new Theory(model -> 0.95 * model.gradientFlowTime(), LearningCycle::noise);
        StudyOutcome outcome = run(small(), "study", BatchOptions.defaults(), wrong);
        assertThat(verdict(outcome).outcome()).isEqualTo(Verdict.Outcome.DISAGREES);
        assertThat(verdict(outcome).text()).contains("does not agree");
    }

    @Test
    void exponents_thatBalance_convergeToTheSameFlow() throws Exception {
        StudyOutcome outcome =
                run(small().but(scaled(List.of("1/3,1/3", "0,1/2", "1/2,1/4"), List.of("0.5"), List.of("1"))));
        assertThat(outcome.curves()).hasSize(3).allSatisfy(curve -> {
            assertThat(curve.verdict().outcome()).as(curve.verdict().text()).isEqualTo(Verdict.Outcome.AGREES);
            PointEstimate last = curve.curve().points().get(4);
            assertThat(last.setting().prediction().flowTime()).isCloseTo(1, within(0.001));
        });
    }

    @Test
    void printedScaling_divergesWithTheCubeRootOfN() throws Exception {
        StudyOutcome outcome =
                run(small().but(asked -> asked.literal = true).but(scaled(List.of(), List.of(), List.of("0.5"))));
        Verdict verdict = verdict(outcome);
        assertThat(verdict.text()).startsWith("diverges: there is no limit, as predicted");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        // Theory, section 3: alpha = A = 1 has T = 3.1, 6.7, 14.4 at n = 10^2, 10^3, 10^4; here alpha = 3/4.
        assertThat(estimates(outcome).get(4).setting().prediction().flowTime()).isCloseTo(0.75 * 14.36, within(0.02));
    }

    /** 150 replicates of 10 synapses leave 1.8 %; the theory's leading order is good for less at such A and T. */
    @Test
    void noiseOfEachBaseline_isAsPredicted() throws Exception {
        StudyOutcome outcome = run(small("1000,2000", 150)
                .but(asked -> asked.assignments = List.of(
                        "network.bias=false",
                        "learning.baseline=previous-cycle,unperturbed,antithetic,{running-mean: {rate: 0.05}}"))
                .but(scaled(List.of(), List.of("0.05"), List.of("0.05"))));
        assertThat(outcome.curves())
                .hasSize(4)
                .allSatisfy(
                        curve -> assertThat(curve.curve().ratio().orElseThrow().estimate())
                                .as(curve.asked().values().toString())
                                .isBetween(0.95, 1.05));
        double previous = estimates(outcome).get(0).end().rms().estimate();
        double mean = estimates(outcome).get(6).end().rms().estimate();
        assertThat(previous * previous / (mean * mean))
                .as("cycles saved by a running mean")
                .isBetween(1.7, 2.2);
    }

    @Test
    void failedReplicates_areLeftOutAndCounted() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        EngineFactory failingTheSecond = (choice, threads, model) -> {
            if (begun.incrementAndGet() == 2) {
                throw new ArithmeticException("no");
            }
            return EngineFactory.standard().choose(choice, threads, model);
        };
        BatchOptions options = oneByOne(failingTheSecond);
        StudyOutcome outcome = run(small("10,1000", 4), "study", options, Theory.STANDARD);
        assertThat(verdict(outcome).text())
                .isEqualTo("not decided: at n = 1000, 1 of 4 replicates failed, and the"
                        + " distances of the others alone are not conclusive");
        assertThat(outcome.replicates().results()).hasSize(8);
        assertThat(outcome.replicates().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.error()).contains("no"));
        assertThat(outcome.curves().get(0).failed()).isEqualTo(1);
        assertThat(estimates(outcome)).extracting(PointEstimate::replicates).containsExactly(4, 3);
        assertThat(run(small("10,1000", 4)).replicates().failures()).as("kept").hasSize(1);
    }

    @Test
    void anotherStudyInTheDirectory_isNotTouched() throws Exception {
        Asked request = small("4,8", 2);
        run(request);
        StudyPlan other = request.but(asked -> asked.replicates = 3).plan();
        assertThat(BatchDirectory.problem(folder.resolve("study"), other, false).orElseThrow())
                .contains("another study", "--force");
        assertThat(BatchDirectory.problem(folder.resolve("study"), other, true)).isEmpty();
        BatchDirectory.open(folder.resolve("study"), other, true);
        assertThat(folder.resolve("study/points.parquet")).doesNotExist();
    }

    /** Written by version 0.1.0 before there were keys for the family of models and for the scale of targets. */
    @Test
    @Tag("digest")
    void studyThatAnEarlierVersionBegan_isTheSame() throws Exception {
        Asked request = small("10,100", 10).but(asked -> asked.literal = true);
        assertThat(request.plan().digest())
                .isEqualTo("28b4af644da76d21040ae8f65d98428e021622131a48b4c2082d452cfe03b7ea");
    }

    @Test
    void wrongRequests_areReportedAllAtOnce() {
        Asked wrong = small("100", 0).but(asked -> {
            asked.scenarios = List.of("single-synapse", "iris", "schmidt-hieber");
            asked.assignments = List.of("learning.cycles=5", "Cycles=1,2");
            asked.exponents = List.of("1/2,1/2", "x");
            asked.halfWindows = List.of("0");
            asked.flowTimes = List.of("-1", "2", "2");
        });
        assertThatThrownBy(() -> wrong.plan())
                .isInstanceOfSatisfying(
                        InvalidScenarioException.class,
                        e -> assertThat(String.join("\n", e.lines()))
                                .contains("--cycles: found only one n", "no slope")
                                .contains("--replicates: found 0; allowed: 2 to 100000")
                                .contains("--exponents: found 1/2,1/2", "p + 2q = 1", "--literal")
                                .contains("--exponents: found \"x\"")
                                .contains("--half-window: found \"0\"")
                                .contains("--flow-time: found \"-1\"")
                                .contains("key learning.cycles; allowed: --cycles")
                                .contains("Cycles", "column")
                                .contains("output post: identity", "(3.6), or --unbounded")
                                .contains("outputs setosa, versicolor, virginica: identity"));
    }

    @Test
    void singleUpdateRule_hasNoCyclesToGrow() {
        assertThatThrownBy(() -> small().but(asked ->
                                asked.assignments = List.of("learning.rule=single-update", "learning.flow_time=0.1"))
                        .plan())
                .isInstanceOf(InvalidScenarioException.class);
    }

    @Test
    void unboundedGradients_areStudiedWhenAsked() throws Exception {
        Asked request = new Asked("single-synapse").but(asked -> {
            asked.cycles = "100,316";
            asked.replicates = 5;
            asked.seed = OptionalLong.of(9);
            asked.unbounded = true;
        });
        StudyOutcome outcome = run(request);
        assertThat(outcome.plan().notes()).singleElement().asString().contains("output post: identity");
        assertThat(outcome.curves()).hasSize(1);
    }
}
