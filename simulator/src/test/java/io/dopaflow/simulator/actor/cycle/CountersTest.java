package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.EventLog.Arrival;
import io.dopaflow.simulator.EventLog.Spike;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run counts, in closed form. */
class CountersTest {
    private final RunCounters counters = new RunCounters();
    private final EventLog log = new EventLog();
    private final List<Long> progress = new ArrayList<>();

    static List<LayeredExperiment> experiments() {
        return List.of(
                new LayeredExperiment(),
                new LayeredExperiment().hidden(20).opportunities(3),
                new LayeredExperiment()
                        .schedule(new CycleSchedule.SingleUpdate())
                        .opportunities(50),
                new LayeredExperiment().hidden(5).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void counters_haveTheirClosedForms(LayeredExperiment layered) throws Exception {
        LearningCycle model = run(layered);
        Network network = model.network();
        long cycles = model.cycles();
        int sources = network.sources().length;
        long perCycle = 4L * network.synapseCount() + network.outputCount();
        // Within an opportunity the reward starts the sources; at its start, Present, Target and a stimulus for each.
        // The very first Present is the start of the run and not counted.
        long starts = (cycles - model.opportunities()) * sources + model.opportunities() * (2L + sources) - 1;
        assertThat(counters.messages()).isEqualTo(cycles * perCycle + starts);
        assertThat(counters.cycles()).isEqualTo(cycles);

        long silent = log.events(Spike.class)
                .filter(spike -> spike.kind() == SpikeKind.READOUT && spike.amplitude() == 0.0)
                .count();
        long neurons = network.neuronCount() - sources;
        assertThat(counters.spikes()).isEqualTo(cycles * (sources + 2L * neurons) - silent);
        assertThat(counters.synapticEvents())
                .isEqualTo(cycles * network.synapseCount() - silent * network.outputCount())
                .isEqualTo(log.events(Arrival.class).count());
        assertThat(progress).hasSize((int) model.opportunities()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void counters_areMeters(LayeredExperiment layered) throws Exception {
        run(layered);
        MeterRegistry registry = new SimpleMeterRegistry();
        counters.bindTo(registry);
        assertThat(registry.get("dopaflow.cycles").functionCounter().count()).isEqualTo(counters.cycles());
        assertThat(registry.get("dopaflow.spikes").functionCounter().count()).isEqualTo(counters.spikes());
        assertThat(registry.get("dopaflow.synaptic.events").functionCounter().count())
                .isEqualTo(counters.synapticEvents());
        assertThat(registry.get("dopaflow.messages").functionCounter().count()).isEqualTo(counters.messages());
    }

    private LearningCycle run(LayeredExperiment layered) throws Exception {
        LearningCycle model = layered.build();
        new CycleActorEngine(2)
                .run(new RunRequest(
                        new CycleSimulation(model, RecordingPlan.full(1), log),
                        new Cancellation(),
                        opportunities -> progress.add(opportunities),
                        counters,
                        Checkpoints.NONE));
        return model;
    }
}
