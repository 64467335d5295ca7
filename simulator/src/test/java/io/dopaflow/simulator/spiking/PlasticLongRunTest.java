package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An hour of biological time of a neuron that balances a hundred synapses (Song, Miller and Abbott 2000). */
@Tag("slow")
class PlasticLongRunTest {
    private static final long MS = 1_000_000_000L;
    private static final int INPUTS = 100;
    private static final double W_MAX = 400;
    private static final double TAU = 20;
    private static final long DELAY_PS = 10 * MS;

    /** After a second a pair counts exp(-50), nothing in doubles. */
    private static final long FORGOTTEN_PS = 1000 * MS;

    /** In bytes: what the collector leaves may differ by that much from look to look. */
    private static final long NOISE = 4_000_000;

    private static final PairStdp RULE = new PairStdp(Pairing.ALL_TO_ALL, 0.005, 1.05, 0, 0, TAU, TAU, W_MAX);

    private static SpikingNetwork network(TimeMode time, double minutes) {
        List<SpikeSource> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(new PoissonTrain(PiecewiseRate.constant(10), new RandomStreams(8), 99, 0, i));
        }
        SpikingNetwork neuron = new Networks().lif("neuron", 1, "exp", Map.of()).build(time, minutes * 60_000);
        Projection plastic = new Projection(
                "plastic",
                1,
                1,
                0,
                new AllToAll(true),
                new Distribution.Constant(W_MAX / 2),
                new Distribution.Constant(DELAY_PS / (double) MS),
                SynapseModel.of(Plasticity.of(RULE, 0, W_MAX)));
        return new SpikingNetwork(
                time,
                neuron.durationPs(),
                neuron.streams(),
                List.of(neuron.groups().get(0), new CellGroup.Trains("inputs", inputs)),
                List.of(),
                List.of(plastic),
                1000);
    }

    @Test
    void anHour_takesNoMoreMemoryThanAFewMinutesAndEndsWithTheWeightsOfAllPairs() throws Exception {
        check(new SpikingPopulationEngine(1), GRID, 60);
        check(new SpikingPopulationEngine(1), PRECISE, 60);
    }

    @Test
    void sixMinutesOnActors_doSo() throws Exception {
        check(new SpikingActorEngine(2), PRECISE, 6);
    }

    private static void check(Engine engine, TimeMode time, double minutes) throws Exception {
        SpikingNetwork network = network(time, minutes);
        Spikes spikes = new Spikes(network.durationPs(), (int) (minutes * 60 * 12) + 100, (int) (minutes * 60 * 200));
        List<Long> heaps = new ArrayList<>();
        long part = (long) (minutes * 60_000 / 6);
        SpikingPlan plan = new SpikingPlan(
                SpikingPlan.spikesOf(network).spikes(),
                List.of(),
                List.of(new SynapseProbe(0, new int[0], Long.MAX_VALUE)),
                List.of());
        RunRequest plain = RunRequest.of(new SpikingSimulation(network, plan, spikes));
        engine.run(new RunRequest(
                plain.simulation(),
                plain.cancellation(),
                done -> {
                    if (done >= part * (heaps.size() + 1)) {
                        heaps.add(liveHeap());
                    }
                },
                plain.counters(),
                plain.checkpoints()));
        assertThat(heaps).hasSize(6);
        assertThat(heaps.get(4)).isLessThan(heaps.get(0) + NOISE);
        assertThat(spikes.counts[0]).isGreaterThan((int) (minutes * 60));
        int small = 0;
        for (int input = 0; input < INPUTS; input++) {
            double weight = spikes.weights[input];
            assertThat(weight).as("input %s", input).isCloseTo(spikes.weightOf(input), within(1e-12 * W_MAX));
            small += weight < W_MAX / 10 ? 1 : 0;
        }
        // It has learnt: synapses compete.
        assertThat(small).isBetween(10, 95);
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** All spikes of a run, in room that was taken before it began, and the weights at its end. */
    private static final class Spikes implements SpikingRecorder {
        private final long[][] times = new long[INPUTS + 1][];
        private final int[] counts = new int[INPUTS + 1];
        private final double[] weights = new double[INPUTS];

        private final long durationPs;

        Spikes(long durationPs, int ofInput, int ofNeuron) {
            this.durationPs = durationPs;
            Arrays.setAll(times, cell -> new long[cell == 0 ? ofNeuron : ofInput]);
        }

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int count) {
            for (int i = 0; i < count; i++) {
                times[cells[i]][counts[cells[i]]++] = timesPs[i];
            }
        }

        @Override
        public void state(long timePs, int cell, int variable, double value) {}

        @Override
        public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
            weights[(int) synapse] = weight;
        }

        /** The weight at the end of the synapse of an input, from sums over all pairs. */
        double weightOf(int input) {
            long[] pre = Arrays.copyOf(times[input + 1], counts[input + 1]);
            long[] post = Arrays.stream(times[0], 0, counts[0])
                    .map(t -> t + DELAY_PS)
                    .filter(t -> t <= durationPs)
                    .toArray();
            double weight = W_MAX / 2;
            int i = 0;
            int j = 0;
            while (i < pre.length || j < post.length) {
                boolean isPost = i == pre.length || (j < post.length && post[j] <= pre[i]);
                double step = isPost
                        ? RULE.lambda() * W_MAX * earlier(pre, i, post[j])
                        : -RULE.alpha() * RULE.lambda() * W_MAX * earlier(post, j, pre[i]);
                weight = Math.max(0, Math.min(W_MAX, weight + step));
                i += isPost ? 0 : 1;
                j += isPost ? 1 : 0;
            }
            return weight;
        }

        private static double earlier(long[] spikes, int before, long at) {
            double sum = 0;
            for (int i = before - 1; i >= 0 && at - spikes[i] < FORGOTTEN_PS; i--) {
                sum += spikes[i] < at ? StrictMath.exp(-(at - spikes[i]) / (TAU * MS)) : 0;
            }
            return sum;
        }
    }
}
