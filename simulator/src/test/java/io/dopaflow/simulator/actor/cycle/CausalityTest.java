package io.dopaflow.simulator.actor.cycle;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.EventLog.Arrival;
import io.dopaflow.simulator.EventLog.Event;
import io.dopaflow.simulator.EventLog.Spike;
import io.dopaflow.simulator.EventLog.Weight;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.actor.Disorder;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens before what, read from the records of runs on two threads whose messages are reordered. */
class CausalityTest {
    private static final int GRAPHS = 10;
    private static final int FIRST_GRAPH = 1000;

    record Run(int graph, LearningCycle model, EventLog log) {
        long runCycle(Event event) {
            return model.runCycle(event.opportunity(), event.cycle());
        }

        @Override
        public String toString() {
            return "graph " + graph;
        }
    }

    static Stream<Run> runs() throws Exception {
        Stream.Builder<Run> runs = Stream.builder();
        for (int graph = FIRST_GRAPH; graph < FIRST_GRAPH + GRAPHS; graph++) {
            LearningCycle model = RandomExperiments.number(graph);
            EventLog log = new EventLog();
            new CycleActorEngine(OptionalInt.of(2), new Disorder(graph))
                    .run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log)));
            runs.add(new Run(graph, model, log));
        }
        return runs.build();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void arrival_liesInTheWindowOfItsTarget(Run run) {
        CycleTiming timing = run.model().timing();
        assertThat(run.log().events(Arrival.class)).isNotEmpty().allSatisfy(arrival -> {
            int post = run.model().network().post(arrival.synapse());
            int depth = run.model().network().depthOf(post);
            assertThat(arrival.timePs())
                    .isBetween(
                            timing.onsetPs(run.runCycle(arrival), depth),
                            timing.readoutPs(run.runCycle(arrival), depth));
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void synapse_passesTheNextSpikeOnlyAfterTheRewardHasChangedIt(Run run) {
        long[] passed = filled(run.model().network().synapseCount(), -1);
        long[] changed = passed.clone();
        run.log().events().forEach(event -> {
            if (event instanceof Arrival arrival) {
                assertThat(changed[arrival.synapse()]).isEqualTo(run.runCycle(arrival) - 1);
                passed[arrival.synapse()] = run.runCycle(arrival);
            } else if (event instanceof Weight weight && weight.cycle() >= 0) {
                assertThat(passed[weight.synapse()]).isLessThanOrEqualTo(run.runCycle(weight));
                assertThat(changed[weight.synapse()]++).isEqualTo(run.runCycle(weight) - 1);
            }
        });
        assertThat(changed).containsOnly(run.model().cycles() - 1);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void neuron_readsOutOnceInEveryCycle(Run run) {
        for (SpikeKind kind : SpikeKind.values()) {
            Map<Integer, Long> spikes = run.log()
                    .events(Spike.class)
                    .filter(spike -> spike.kind() == kind)
                    .distinct()
                    .collect(groupingBy(Spike::neuron, counting()));
            for (Neuron neuron : run.model().network().neurons()) {
                boolean expected = kind == SpikeKind.READOUT || !neuron.role().isSource();
                assertThat(spikes.getOrDefault(neuron.id(), 0L))
                        .as("%s of neuron %s", kind, neuron.name())
                        .isEqualTo(expected ? run.model().cycles() : 0);
            }
        }
        assertThat(run.log().events(Spike.class)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void atMostTwoCycles_areInFlight(Run run) {
        long[] changed = filled(run.model().network().synapseCount(), -1);
        for (Event event : run.log().events()) {
            if (event instanceof Weight weight && weight.cycle() >= 0) {
                changed[weight.synapse()] = run.runCycle(weight);
            } else if (event.cycle() >= 0) {
                long oldest = Arrays.stream(changed).min().orElseThrow() + 1;
                assertThat(run.runCycle(event)).as("%s", event).isBetween(oldest, oldest + 1);
            }
        }
    }

    private static long[] filled(int length, long value) {
        long[] array = new long[length];
        Arrays.fill(array, value);
        return array;
    }
}
