package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a spike transmits: the weight as it is when the spike reaches the synapse, after both, times the share of resources. Seen in the neuron's potential. */
class TransmittedWeightTest {
    private static final long MS = 1_000_000_000L;
    private static final double START = 0.5;
    private static final Plasticity LAW =
            Plasticity.of(new PairStdp(Pairing.ALL_TO_ALL, 0.03, 0.6, 0.5, 0.5, 20, 20, 1), 0, 1);
    private static final ShortTerm TERM = new ShortTerm(0.3, 80, 40);

    static List<Engine> engines() {
        return List.of(new SpikingPopulationEngine(1), new SpikingActorEngine(2));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void potential_isTheSumOfWhatWasTransmitted(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            check(engine, time, 2, 3, Optional.empty());
            check(engine, time, 7, 0.5, Optional.of(TERM));
        }
    }

    @Test
    void withoutDendriticDelay_potentialIsThatToo() throws Exception {
        check(new SpikingPopulationEngine(1), GRID, 2, 0, Optional.empty());
        check(new SpikingPopulationEngine(2), GRID, 3, 0, Optional.of(TERM));
    }

    private static double[] train(Random random, double first, int spikes) {
        double[] ms = new double[spikes];
        double at = first;
        for (int i = 0; i < ms.length; i++) {
            at += 0.1 * (1 + random.nextInt(i % 3 == 0 ? 150 : 20) * (50 / spikes));
            ms[i] = at;
        }
        return ms;
    }

    private static double tauM() {
        return NeuronModels.of("lif", "delta").parameters().stream()
                .filter(parameter -> parameter.name().equals("tau_m"))
                .mapToDouble(Parameter::standard)
                .findFirst()
                .orElseThrow();
    }

    private static void check(Engine engine, TimeMode time, double axonal, double dendritic, Optional<ShortTerm> term)
            throws Exception {
        Random random = new Random(9);
        double[] preMs = train(random, 1, 50);
        // Some meet at the synapse.
        double[] postMs = DoubleStream.concat(
                        Arrays.stream(train(random, 5, 8)),
                        IntStream.range(1, 8).mapToDouble(i -> preMs[6 * i] + axonal - dendritic))
                .mapToLong(PlasticPairs::ps)
                .sorted()
                .distinct()
                .mapToDouble(t -> t / (double) MS)
                .toArray();
        SynapseModel model = new SynapseModel(Optional.of(LAW), term, PlasticPairs.ps(axonal), false);
        SpikingNetwork network =
                new PlasticPairs(preMs, postMs, model, START, axonal + dendritic, new double[0], 1).network(time, 400);
        BitSet none = new BitSet();
        SpikingPlan plan = new SpikingPlan(
                none, List.of(new StateProbe(2, new int[] {0}, new int[] {0}, MS / 10, 0)), List.of(), List.of());
        long[] pre = ps(preMs, axonal);
        long[] post = ps(postMs, dendritic);
        BruteForce synapse = new BruteForce(LAW, pre, post, new long[0], new double[0], 1);
        double[] transmitted = new double[pre.length];
        for (int i = 0; i < pre.length; i++) {
            double share = term.isPresent() ? share(term.get(), pre)[i] : 1;
            transmitted[i] = synapse.at(START, pre[i]).get(0).weight() * share;
        }
        int larger = 0;
        for (NetworkLog.State state : Networks.run(engine, network, plan).log().states()) {
            double expected = 0;
            for (int i = 0; i < pre.length; i++) {
                long arrival = pre[i] + PlasticPairs.ps(dendritic);
                boolean isReset = false;
                for (double ms : postMs) {
                    isReset |= PlasticPairs.ps(ms) >= arrival && PlasticPairs.ps(ms) <= state.timePs();
                }
                if (arrival <= state.timePs() && !isReset) {
                    expected += transmitted[i] * StrictMath.exp(-(state.timePs() - arrival) / (tauM() * MS));
                }
            }
            assertThat(state.value())
                    .as("%s, %s, at %s ps", engine.name(), time, state.timePs())
                    .isCloseTo(expected, within(1e-12));
            larger += expected > 0.1 ? 1 : 0;
        }
        assertThat(larger).isGreaterThan(100);
        assertThat(Arrays.stream(transmitted).distinct().count()).isGreaterThan(20);
    }

    private static long[] ps(double[] ms, double later) {
        return Arrays.stream(ms)
                .mapToLong(t -> PlasticPairs.ps(t) + PlasticPairs.ps(later))
                .toArray();
    }

    /** u x of each spike. */
    private static double[] share(ShortTerm term, long... spikes) {
        double[] shares = new double[spikes.length];
        double u = term.use();
        double x = 1;
        for (int i = 0; i < spikes.length; i++) {
            if (i > 0) {
                double ms = (spikes[i] - spikes[i - 1]) / (double) MS;
                x = 1 - (1 - x * (1 - u)) * StrictMath.exp(-ms / term.tauRec());
                u = term.use() + u * (1 - term.use()) * StrictMath.exp(-ms / term.tauFac());
            }
            shares[i] = u * x;
        }
        return shares;
    }
}
