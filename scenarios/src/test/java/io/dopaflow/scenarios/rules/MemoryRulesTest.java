package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules whose synapses keep something beside their weights, against plain loops over what a run records. */
class MemoryRulesTest {
    private static final int SAMPLES = 12;
    private static final int BATCH = 4;
    private static final int EACH = 36;

    private final Network network = RuleLab.network(true, Activation.SIGMOID, 6, 5, 3);

    private static Sample sample(int number) {
        double[] target = new double[3];
        target[number % 3] = 1;
        return new Sample(
                IntStream.range(0, 6).mapToDouble(i -> Math.sin(number + 2 * i)).toArray(), target);
    }

    /** Two tasks of three epochs. */
    private PhasedLearning model(Rule rule) {
        List<Sample> samples =
                IntStream.range(0, SAMPLES).mapToObj(MemoryRulesTest::sample).toList();
        Circuit circuit = new Circuit(network, rule);
        PhasedLearning plain = RuleLab.model(
                rule, network, new double[circuit.synapses()], samples, BATCH, 2 * EACH, Loss.CROSS_ENTROPY);
        double[] initial = PhasedLearning.initialWeights(circuit, 1, plain.streams());
        return plain.with(circuit, initial, 2 * EACH)
                .learning(TaskSequence.permuted(plain.samples(), 2, EACH, plain.streams()), 2 * EACH);
    }

    /** What was recorded of a run: updates by opportunity, and weights by the number of opportunities done. */
    private record Run(double[][] updates, double[][] weights, PhasedState end) {
        static Run of(PhasedLearning model) {
            int synapses = model.circuit().synapses();
            int opportunities = (int) model.opportunities();
            double[][] updates = new double[opportunities][synapses];
            double[][] weights = new double[opportunities + 1][synapses];
            PhasedRecorder recorder = new PhasedRecorder() {
                @Override
                public void update(long opportunity, int synapse, double update) {
                    updates[(int) opportunity][synapse] = update;
                }

                @Override
                public void weight(long timePs, long done, int synapse, double stored) {
                    weights[(int) done][synapse] = stored;
                }
            };
            PhasedState end = RuleLab.end(new PhasedSimulation(model, PhasedPlan.full(SAMPLES), recorder));
            return new Run(updates, weights, end);
        }
    }

    @Test
    void elasticConsolidation_isWhatPlainLoopsGive() {
        Run run = Run.of(model(RuleLab.rule("elastic-consolidation").atRate(0.5)));
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            double importance = 0;
            for (int opportunity = EACH - SAMPLES; opportunity < EACH; opportunity++) {
                importance += run.updates()[opportunity][synapse] * run.updates()[opportunity][synapse] / SAMPLES;
            }
            assertFollows(run, synapse, importance, 0.5 * 100);
        }
    }

    @Test
    void synapticIntelligence_isWhatPlainLoopsGive() {
        Run run = Run.of(model(RuleLab.rule("synaptic-intelligence").atRate(0.5)));
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            double path = 0;
            for (int done = BATCH; done <= EACH; done += BATCH) {
                path += mean(run, synapse, done)
                        * (run.weights()[done][synapse] - run.weights()[done - BATCH][synapse]);
            }
            double total = run.weights()[EACH][synapse] - run.weights()[0][synapse];
            assertFollows(run, synapse, Math.max(path, 0) / (total * total + 0.01), 0.5 * 0.3);
        }
    }

    /** The mean update of the batch that ends there. */
    private static double mean(Run run, int synapse, int done) {
        return IntStream.range(done - BATCH, done)
                        .mapToDouble(opportunity -> run.updates()[opportunity][synapse])
                        .sum()
                / BATCH;
    }

    private static void assertFollows(Run run, int synapse, double importance, double rateTimesStrength) {
        assertThat(run.end().memory()[3 * synapse]).isEqualTo(run.weights()[EACH][synapse]);
        // Sums of up to 12 terms in another order.
        assertThat(run.end().memory()[3 * synapse + 1]).isEqualTo(importance, within(1e-14 * (1 + importance)));
        double anchor = run.weights()[EACH][synapse];
        for (int done = BATCH; done <= 2 * EACH; done += BATCH) {
            double before = run.weights()[done - BATCH][synapse];
            double c = done <= EACH ? 0 : rateTimesStrength * importance;
            double expected = before + (0.5 * mean(run, synapse, done) - c * (before - anchor)) / (1 + c);
            assertThat(run.weights()[done][synapse]).isEqualTo(expected, within(1e-13));
        }
    }

    /** As strong as can be, weights that mattered stay where they were, and no number leaves its bounds. */
    @Test
    void consolidation_isStable_atAnyStrength() {
        Rule strong = RuleLab.planted("elastic-consolidation", "strength: 100", "strength: 1e9")
                .atRate(0.5);
        Run run = Run.of(model(strong));
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            if (run.end().memory()[3 * synapse + 1] > 1e-4) {
                assertThat(run.weights()[2 * EACH][synapse]).isEqualTo(run.weights()[EACH][synapse], within(1e-3));
            }
        }
        Run free = Run.of(model(RuleLab.planted("elastic-consolidation", "strength: 100", "strength: 0")
                .atRate(0.5)));
        assertThat(free.weights()[2 * EACH][0]).isNotCloseTo(free.weights()[EACH][0], within(1e-3));
    }

    /** Of 30 synapses 15 work: after each epoch, as long as any are replaced, other ones, and never more or fewer. */
    @Test
    void rewiring_keepsTheNumberOfWorkingSynapses() {
        Rule rule = RuleLab.planted("rewiring", "density: 0.05", "density: 0.5", "until: 24", "until: 4");
        PhasedLearning model = model(rule);
        PhasedState state = PhasedState.startOf(model);
        for (int epoch = 1; epoch <= 6; epoch++) {
            double[] before = state.memory().clone();
            state = RuleLab.end(new PhasedSimulation(
                    model.upTo((long) epoch * SAMPLES),
                    PhasedPlan.weightsOnly(SAMPLES),
                    new PhasedRecorder() {},
                    state,
                    EpochListener.NONE));
            int working = 0;
            int fresh = 0;
            for (int synapse : model.circuit().sparse()) {
                boolean works = state.memory()[synapse] != 0;
                working += works ? 1 : 0;
                if (works && before[synapse] == 0) {
                    fresh++;
                    assertThat(state.stored()[synapse]).as("it begins from 0").isZero();
                }
                assertThat(works || state.stored()[synapse] == 0).isTrue();
            }
            assertThat(working).isEqualTo(15);
            // Three tenths of 15.
            assertThat(fresh).as("after epoch " + epoch).isEqualTo(epoch <= 4 ? 4 : 0);
        }
        assertThat(Arrays.stream(model.circuit().sparse()).filter(synapse -> network.pre(synapse) >= 6))
                .as("bias neurons keep theirs")
                .isEmpty();
    }
}
