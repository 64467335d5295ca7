package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EpochWeightsTest {
    private static final int SYNAPSES = 50;
    private static final int EPOCHS = 20;
    private static final int LAST_CYCLE = 7;

    private record Report(long opportunity, int cycle, int synapse) {}

    @Test
    void weights_areGatheredWholeWhateverTheirOrderAndThreads() throws Exception {
        List<Report> reports = new ArrayList<>();
        for (int opportunity = 0; opportunity < 3 * EPOCHS; opportunity++) {
            for (int cycle : new int[] {-1, 3, LAST_CYCLE}) {
                for (int synapse = 0; synapse < SYNAPSES; synapse++) {
                    reports.add(new Report(opportunity, cycle, synapse));
                }
            }
        }
        Collections.shuffle(reports, new Random(1));
        List<Long> taken = Collections.synchronizedList(new ArrayList<>());
        Counting next = new Counting();
        EpochWeights weights = new EpochWeights(next, SYNAPSES, 3, LAST_CYCLE, (opportunities, timePs, theta) -> {
            for (int synapse = 0; synapse < SYNAPSES; synapse++) {
                assertThat(theta[synapse]).isEqualTo(value(opportunities - 1, LAST_CYCLE, synapse));
            }
            taken.add(opportunities);
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Report report : reports) {
            threads.execute(() -> weights.weight(
                    1,
                    report.opportunity,
                    report.cycle,
                    report.synapse,
                    value(report.opportunity, report.cycle, report.synapse)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasSize(EPOCHS).doesNotHaveDuplicates().allMatch(opportunities -> opportunities % 3 == 0);
        assertThat(next.weights).hasValue(reports.size());
    }

    private static double value(long opportunity, int cycle, int synapse) {
        return opportunity * 1000 + cycle * 100 + synapse / 100.0;
    }

    private static final class Counting implements Recorder {
        private final AtomicInteger weights = new AtomicInteger();

        @Override
        public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

        @Override
        public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
            weights.incrementAndGet();
        }
    }
}
