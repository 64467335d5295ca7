package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.RehearsedRule;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.scenarios.load.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is forecast of a run, beside the run. */
class ForecastTest {
    private record Run(double error, double distance) {}

    private static Run run(LearningCycle model) {
        Gradient gradient = new Gradient(model.network(), model.loss());
        GradientFlow flow = new GradientFlow(gradient, model.gradientFlowTime());
        List<double[]> weights = logWeights(model);
        SampleOrder order = model.sampleOrder();
        double[] z = model.initialTheta();
        double distances = 0;
        double steps = 0;
        for (long opportunity = 0; opportunity < model.opportunities(); opportunity++) {
            Sample sample = model.samples().training().get(order.sampleAt(opportunity));
            double[] start = weights.get((int) opportunity);
            z = flow.end(z, sample);
            if (opportunity % 3 == 0) {
                double[] end = flow.end(start, sample);
                distances += Math.pow(Vectors.distance(weights.get((int) opportunity + 1), end), 2);
                steps += Math.pow(Vectors.distance(start, end), 2);
            }
        }
        return new Run(
                Math.sqrt(distances / steps),
                Vectors.distance(weights.get(weights.size() - 1), z) / Vectors.distance(z, model.initialTheta()));
    }

    /** As the run starts, and after each learning opportunity. */
    private static List<double[]> logWeights(LearningCycle model) {
        List<double[]> theta = new ArrayList<>(List.of(model.initialTheta()));
        Thinning none = new Thinning.None();
        RecordingPlan plan = new RecordingPlan(none, none, none, new Thinning.All(), 0, Long.MAX_VALUE);
        CycleRecorder recorder = new CycleRecorder() {
            @Override
            public void weights(long timePs, long opportunity, int cycle, double[] now) {
                if (cycle >= 0) {
                    theta.add(LogWeights.of(now));
                }
            }
        };
        new PopulationReplay().replay(new CycleSimulation(model, plan, recorder));
        return theta;
    }

    /** Means over three seeds: a run is a matter of chance, whose single steps differ by a third from seed to seed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xor            | learning.cycles=200;learning.half_window=0.2;learning.flow_time=0.5;learning.epochs=25
            iris           | learning.cycles=40;learning.half_window=0.3;learning.flow_time=0.01;learning.epochs=20
            iris           | learning.cycles=300;learning.half_window=0.1;learning.flow_time=0.01;learning.epochs=5
            schmidt-hieber | learning.epochs=30
            """)
    void forecast_isNearWhatARunMeasures(String name, String changes) throws Exception {
        double error = 0;
        double distance = 0;
        for (int seed = 1; seed <= 3; seed++) {
            List<String> all = new ArrayList<>(List.of(changes.split(";")));
            all.add("seed=" + seed);
            LearningCycle model = Catalog.load(name, all).cycle().model();
            Run run = run(model);
            Rehearsal.Forecast forecast = new Rehearsal(model, Rehearsal.THOROUGH).forecast(RehearsedRule.of(model));
            assertThat(forecast.opportunities()).isEqualTo(model.opportunities());
            error += Math.log(forecast.error() / run.error()) / 3;
            distance += Math.log(forecast.distance() / run.distance()) / 3;
        }
        assertThat(error).as("error of single learning opportunities").isCloseTo(0, within(0.25));
        assertThat(distance).as("distance from the flow at the end").isCloseTo(0, within(0.25));
    }

    @Test
    void flowThatHasNotArrived_takesLonger() throws Exception {
        assertThat(arrival("learning.epochs=2").times()).isBetween(8L, 16L);
        assertThat(arrival("learning.epochs=100").times()).isEqualTo(1);
        assertThat(arrival("learning.epochs=100").score().accuracy().orElseThrow())
                .isGreaterThan(0.9);
    }

    private static Rehearsal.Arrival arrival(String epochs) throws Exception {
        LearningCycle model = Catalog.load("iris", List.of("learning.flow_time=0.01", epochs))
                .cycle()
                .model();
        return new Rehearsal(model, Rehearsal.THOROUGH).arrival().orElseThrow();
    }

    /** Longer and fewer learning opportunities stand for those of a run that is too long to be rehearsed one by one. */
    @Test
    void longRuns_areRehearsedToTheirEnd() throws Exception {
        LearningCycle model = Catalog.load("iris", List.of("learning.flow_time=0.001", "learning.epochs=100"))
                .cycle()
                .model();
        Rehearsal.Forecast whole = new Rehearsal(model, 10 * Rehearsal.THOROUGH).forecast(RehearsedRule.of(model));
        Rehearsal.Forecast brief = new Rehearsal(model, Rehearsal.BRIEF).forecast(RehearsedRule.of(model));
        assertThat(brief.opportunities()).isEqualTo(whole.opportunities());
        assertThat(brief.flow().loss()).isCloseTo(whole.flow().loss(), within(0.03));
        assertThat(brief.distance() / whole.distance()).isBetween(0.8, 1.25);
        assertThat(brief.error() / whole.error()).isBetween(0.8, 1.25);
    }
}
