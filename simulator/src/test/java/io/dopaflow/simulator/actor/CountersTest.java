package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.EventLog.Arrival;
import io.dopaflow.simulator.EventLog.Spike;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;
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
                new LayeredExperiment().rule(new LearningRule.SingleUpdate()).opportunities(50),
                new LayeredExperiment().hidden(5).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void counters_haveTheirClosedForms(LayeredExperiment layered) throws Exception {
        Experiment experiment = run(layered);
        Network network = experiment.network();
        long waves = experiment.waves();
        int sources = network.sources().length;
        long perCycle = 4L * network.synapseCount() + network.outputCount();
        // Within an opportunity the reward starts the sources; at its start, Present, Target and a stimulus for each.
        // The very first Present is the start of the run and not counted.
        long starts = (waves - experiment.opportunities()) * sources + experiment.opportunities() * (2L + sources) - 1;
        assertThat(counters.messages()).isEqualTo(waves * perCycle + starts);
        assertThat(counters.cycles()).isEqualTo(waves);

        long silent = log.events(Spike.class)
                .filter(spike -> spike.kind() == SpikeKind.READOUT && spike.amplitude() == 0.0)
                .count();
        long neurons = network.neuronCount() - sources;
        assertThat(counters.spikes()).isEqualTo(waves * (sources + 2L * neurons) - silent);
        assertThat(counters.synapticEvents())
                .isEqualTo(waves * network.synapseCount() - silent * network.outputCount())
                .isEqualTo(log.events(Arrival.class).count());
        assertThat(progress)
                .hasSize((int) experiment.opportunities())
                .isSorted()
                .doesNotHaveDuplicates();
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

    private Experiment run(LayeredExperiment layered) throws Exception {
        Experiment experiment = layered.build();
        new ActorEngine(2)
                .run(new RunRequest(
                        experiment,
                        RecordingPlan.full(1),
                        log,
                        new Cancellation(),
                        (opportunities, loss) -> progress.add(opportunities),
                        counters));
        return experiment;
    }
}
