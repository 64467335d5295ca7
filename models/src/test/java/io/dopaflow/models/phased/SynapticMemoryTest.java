package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Regulator;
import io.dopaflow.models.rule.Regulator.Importance;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What synapses keep beside their weights, against closed forms and plain formulas. */
class SynapticMemoryTest {
    private static final double RATE = 0.2;

    /** 10 inputs, 8 hidden neurons and a bias neuron: 80 synapses may be silent. */
    private final Network network = new LayeredNetwork(
                    IntStream.range(0, 10).mapToObj(i -> "x" + i).toList(),
                    List.of(new Layer(8, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("y"),
                    Activation.IDENTITY,
                    true)
            .buildSigned();

    /** Two tasks of 8 opportunities, with 5 samples. */
    private PhasedLearning model(Regulator regulator) {
        Rule rule = new Rule(
                "rule",
                Objective.NONE,
                1,
                List.of(new Phase("free", Kind.FORWARD, Projection.FORWARD, Map.of(), new Disturbance.None(), false)),
                List.of(),
                List.of(),
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error")),
                RATE,
                Map.of(),
                List.of(regulator));
        Circuit circuit = new Circuit(network, rule);
        RandomStreams streams = new RandomStreams(3);
        Split samples = new Split(
                IntStream.range(0, 5)
                        .mapToObj(i -> new Sample(new double[10], new double[] {i}))
                        .toList(),
                List.of());
        PhasedLearning model = new PhasedLearning(
                circuit,
                WeightForm.SIGNED,
                PhasedLearning.initialWeights(circuit, 1, streams),
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("y")),
                samples,
                2,
                16,
                1,
                streams);
        return model.learning(TaskSequence.permuted(samples, 2, 8, streams), 16);
    }

    // --- Consolidation

    /** dw = (eta u - c (w - w*)) / (1 + c). */
    @Test
    void consolidation_isTheImplicitStep_andStableForAnyStrength() {
        Random random = new Random(1);
        for (double strength : new double[] {0, 0.3, 100, 1e6}) {
            PhasedLearning model = model(new Regulator.Consolidate(Importance.SQUARED_UPDATES, strength));
            for (int trial = 0; trial < 100; trial++) {
                double anchor = random.nextGaussian();
                double importance = random.nextDouble();
                double weight = random.nextGaussian();
                double update = random.nextGaussian();
                double[] memory = {9, anchor, importance, 0};
                double found = model.memory().changed(0, weight, weight + RATE * update, update, memory, 1);
                double c = RATE * strength * importance;
                double expected = weight + (RATE * update - c * (weight - anchor)) / (1 + c);
                // Both forms round a few times, at sizes of up to about 4.
                assertThat(found).isEqualTo(expected, within(1e-14));
                double free = weight + RATE * update;
                assertThat(found).isBetween(Math.min(anchor, free) - 1e-14, Math.max(anchor, free) + 1e-14);
            }
        }
    }

    /** Synapses listen in the last epoch, of 5, of the first of two tasks of 8 opportunities. */
    @Test
    void importance_ofSquaredUpdates_isTheMeanOfTheLastEpoch() {
        SynapticMemory memory =
                model(new Regulator.Consolidate(Importance.SQUARED_UPDATES, 1)).memory();
        assertThat(IntStream.range(0, 16).filter(memory::listens)).containsExactly(3, 4, 5, 6, 7);
        double[] kept = new double[memory.slots()];
        memory.begin(0, 0.5, kept, 0);
        for (int i = 1; i <= 5; i++) {
            memory.hear(i, kept, 0);
        }
        memory.endTask(0.75, kept, 0);
        assertThat(kept).containsExactly(0.75, (1 + 4 + 9 + 16 + 25) / 5.0, 0);
        memory.hear(5, kept, 0);
        memory.endTask(1, kept, 0);
        assertThat(kept).as("it adds up over tasks").containsExactly(1, 16, 0);
    }

    @Test
    void importance_ofThePath_isItsShareOfTheChange_andNeverNegative() {
        SynapticMemory memory =
                model(new Regulator.Consolidate(Importance.PATH, 1)).memory();
        double[] kept = new double[memory.slots()];
        memory.begin(0, 1, kept, 0);
        memory.changed(0, 1, 1.5, 2, kept, 0);
        memory.changed(0, 1.5, 1.25, 1, kept, 0);
        memory.endTask(1.25, kept, 0);
        assertThat(kept[1]).isEqualTo((2 * 0.5 - 1 * 0.25) / (0.25 * 0.25 + 0.01), within(1e-15));
        double before = kept[1];
        memory.changed(0, 1.25, 1, 3, kept, 0);
        memory.endTask(1, kept, 0);
        assertThat(kept[1]).as("what goes against the updates counts as 0").isEqualTo(before);
    }

    // --- Cascade

    private static double[] trace(int variables, double coupling, int batches) {
        Cascade cascade = new Cascade(new Regulator.Cascade(variables, coupling));
        double[] memory = new double[cascade.slots()];
        cascade.begin(0, 0, memory, 0);
        double[] trace = new double[batches];
        double weight = 1;
        for (int batch = 0; batch < batches; batch++) {
            weight = cascade.changed(0, weight, weight, 0, memory, 0);
            trace[batch] = weight;
        }
        return trace;
    }

    /** What flows out of one variable flows into the next: sum of 2^k u_k, but for what comes from outside. */
    @Test
    void cascade_losesNothing() {
        Cascade cascade = new Cascade(new Regulator.Cascade(12, 0.25));
        double[] memory = new double[cascade.slots()];
        Random random = new Random(2);
        double weight = 0.5;
        cascade.begin(0, weight, memory, 0);
        double expected = 0.5 * 4095;
        for (int batch = 0; batch < 3000; batch++) {
            double step = 0.1 * random.nextGaussian();
            expected += step;
            weight = cascade.changed(0, weight, weight + step, 0, memory, 0);
            double sum = weight;
            for (int k = 1; k < 12; k++) {
                sum += Math.pow(2, k) * memory[k - 1];
            }
            assertThat(sum / expected).isEqualTo(1, within(1e-12));
        }
    }

    /** What an event leaves in a long chain falls as t^-1/2. */
    @Test
    void cascade_forgetsAsAPowerOfTime() {
        double[] trace = trace(12, 0.25, 1000);
        double[] x = IntStream.range(30, 1000).mapToDouble(Math::log).toArray();
        double[] y = IntStream.range(30, 1000)
                .mapToDouble(t -> Math.log(trace[t - 1]))
                .toArray();
        assertThat(slope(x, y)).isEqualTo(-0.5, within(0.01));
    }

    /** With one variable of size 2 behind it, the weight tends to a third, and its distance shrinks by 1 - 3/4 g a batch. */
    @Test
    void cascade_ofTwoVariables_forgetsExponentially() {
        double[] trace = trace(2, 0.25, 40);
        for (int t = 1; t <= 40; t++) {
            double expected = (1 + 2 * Math.pow(1 - 0.75 * 0.25, t)) / 3;
            assertThat(trace[t - 1]).isEqualTo(expected, within(1e-14));
        }
    }

    private static double slope(double[] x, double[] y) {
        double meanX =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).average().orElseThrow();
        double meanY =
                IntStream.range(0, x.length).mapToDouble(i -> y[i]).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += (x[i] - meanX) * (y[i] - meanY);
            below += (x[i] - meanX) * (x[i] - meanX);
        }
        return above / below;
    }

    // --- Sparse synapses

    private static long count(boolean[] works) {
        return IntStream.range(0, works.length).filter(i -> works[i]).count();
    }

    @Test
    void silentSynapses_startAt0_andTheOthersLarger() {
        PhasedLearning sparse = model(new Regulator.Sparse(0.25, 0.3, 2));
        PhasedLearning whole = sparse.withoutMemory();
        double[] dense = PhasedLearning.initialWeights(whole.circuit(), 1, whole.streams());
        double[] memory = PhasedState.startOf(sparse).memory();
        int working = 0;
        for (int synapse : sparse.circuit().sparse()) {
            assertThat(network.neuron(network.pre(synapse)).name()).startsWith("x");
            assertThat(sparse.initial()[synapse]).isEqualTo(memory[synapse] == 0 ? 0 : 2 * dense[synapse]);
            working += memory[synapse] == 0 ? 0 : 1;
        }
        assertThat(sparse.circuit().sparse()).hasSize(80);
        assertThat(working).isEqualTo(20).isEqualTo(sparse.circuit().working());
        assertThat(sparse.circuit().arrivals(0)).isEqualTo(network.synapseCount() - 60);
        assertThat(whole.circuit().arrivals(0)).isEqualTo(network.synapseCount());
    }

    /** An epoch has 5 opportunities. */
    @Test
    void rewiring_isDueAfterEpochs_upToTheLastOne() {
        assertThat(IntStream.range(0, 40)
                        .filter(model(new Regulator.Sparse(0.25, 0.3, 2)).rewiring()::isDue))
                .containsExactly(4, 9);
        assertThat(IntStream.range(0, 40)
                        .filter(model(new Regulator.Sparse(0.25, 0, 2)).rewiring()::isDue))
                .as("nothing is replaced")
                .isEmpty();
    }

    @Test
    void rewiring_replacesTheWeakest_asManyAsThereWere_equalOnesInOrder() {
        Rewiring rewiring = model(new Regulator.Sparse(0.25, 0.3, 9)).rewiring();
        Random random = new Random(4);
        boolean[] works = new boolean[80];
        double[] weights = new double[80];
        for (int i = 0; i < 80; i += 4) {
            works[i] = true;
            weights[i] = random.nextGaussian();
        }
        weights[8] = 0;
        weights[20] = -0.0;
        boolean[] decided = rewiring.decided(4, weights, works);
        assertThat(count(decided)).isEqualTo(20);
        int[] gone = IntStream.range(0, 80).filter(i -> works[i] && !decided[i]).toArray();
        assertThat(gone).hasSize(6).contains(8, 20);
        double largest =
                IntStream.of(gone).mapToDouble(i -> Math.abs(weights[i])).max().orElseThrow();
        IntStream.range(0, 80)
                .filter(i -> works[i] && decided[i])
                .forEach(i -> assertThat(Math.abs(weights[i])).isGreaterThan(largest));
        assertThat(rewiring.decided(4, weights, works)).isEqualTo(decided);
        assertThat(rewiring.decided(9, weights, works))
                .as("others after another epoch")
                .isNotEqualTo(decided);
        boolean[] tied = rewiring.decided(4, new double[80], works);
        assertThat(IntStream.range(0, 80).filter(i -> works[i] && !tied[i])).containsExactly(0, 4, 8, 12, 16, 20);
    }

    /** Where fewer are silent than would be replaced, as many are as can be. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1})
    void rewiring_ofDenseSynapses_keepsTheirNumber(double density) {
        PhasedLearning model = model(new Regulator.Sparse(density, 1, 9));
        boolean[] works = Rewiring.atStart(model.circuit(), model.streams());
        assertThat(count(works)).isEqualTo(Math.round(80 * density));
        assertThat(count(model.rewiring().decided(4, new double[80], works))).isEqualTo(count(works));
    }

    @Test
    void startWithAnotherMemory_isRefused() {
        PhasedLearning model = model(new Regulator.Cascade(3, 0.5));
        PhasedState right = PhasedState.startOf(model);
        assertThat(right.memory()).hasSize(2 * network.synapseCount());
        PhasedState wrong = new PhasedState(
                0, right.stored(), right.sums(), right.baselines(), right.traces(), new double[3], 0, 0, 0);
        assertThatThrownBy(() -> new PhasedSimulation(
                        model, PhasedPlan.full(1), new PhasedRecorder() {}, wrong, EpochListener.NONE))
                .hasMessage("the start has 3 values of synaptic memory; allowed: " + 2 * network.synapseCount());
    }
}
