package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An hour of biological time on a small network. */
@Tag("slow")
class LongRunTest {
    private static final long MINUTE = 60_000;

    /** In bytes: what the collector leaves may differ by that much from look to look. */
    private static final long NOISE = 4_000_000;

    static List<Engine> engines() {
        return List.of(new SpikingPopulationEngine(1), new SpikingActorEngine(1));
    }

    /** A regular neuron, and others that it drives, with noise and recurrence. */
    private static SpikingNetwork network(TimeMode time) {
        return new Networks()
                .lif("regular", 1, "exp", Map.of("t_ref", 0.0, "I_e", 380.0))
                .lif("others", 4, "exp", Map.of("I_e", 372.0))
                .connect("regular", "others", 80, 5)
                .connect("others", "others", 20, 5)
                .drive(new Drive.Poisson(
                        "noise", 99, 1, PiecewiseRate.constant(50), new Distribution.Constant(50), 5_000_000_000L))
                .build(time, 60 * MINUTE);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anHour_takesNoMoreMemoryThanAMinuteAndDoesNotDrift(Engine engine) throws Exception {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            Regularity regularity = new Regularity();
            SpikingNetwork network = network(time);
            List<Long> heaps = new ArrayList<>();
            long[] next = {MINUTE};
            RunRequest plain = RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), regularity));
            engine.run(new RunRequest(
                    plain.simulation(),
                    plain.cancellation(),
                    done -> {
                        if (done >= next[0]) {
                            next[0] += 20 * MINUTE;
                            heaps.add(liveHeap());
                        }
                    },
                    plain.counters(),
                    plain.checkpoints()));
            assertThat(heaps).hasSize(3);
            assertThat(heaps.get(2)).isLessThan(heaps.get(0) + NOISE);
            assertThat(regularity.count).isGreaterThan(50_000);
            assertThat(regularity.others).isGreaterThan(50_000);
        }
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The k-th spike of the first cell is at k times the first interval, to the picosecond. */
    private static final class Regularity implements SpikingRecorder {
        private long interval;
        private long count;
        private long others;

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int spikes) {
            for (int i = 0; i < spikes; i++) {
                if (cells[i] != 0) {
                    others++;
                    continue;
                }
                count++;
                interval = count == 1 ? timesPs[i] : interval;
                if (timesPs[i] != count * interval) {
                    throw new AssertionError("spike " + count + " is at " + timesPs[i] + " ps");
                }
            }
        }

        @Override
        public void state(long timePs, int cell, int variable, double value) {}
    }
}
