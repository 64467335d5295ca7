package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.EventLog.Arrival;
import io.dopaflow.simulator.EventLog.Spike;
import io.dopaflow.simulator.EventLog.Weight;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.RecordingPlan;
import io.dopaflow.simulator.recording.SpikeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All-or-none neurons that never fire, or always: rectified potentials far below 0 or above 1. */
class AllOrNoneTest {
    private final EventLog log = new EventLog();

    @Test
    void neuronWithProbabilityZero_transmitsNothingAndItsSynapsesStay() throws Exception {
        Experiment experiment = experiment(-3, 0);
        RunResult result = run(experiment);

        assertThat(hiddenAmplitudes(experiment)).isNotEmpty().containsOnly(0.0);
        assertThat(log.events(Arrival.class)).isNotEmpty().noneMatch(a -> isFromHidden(experiment, a.synapse()));
        assertThat(log.events(Weight.class).filter(w -> isFromHidden(experiment, w.synapse())))
                .isNotEmpty()
                .allMatch(w -> w.theta() == experiment.initialTheta()[w.synapse()]);
        assertThat(result.theta()).isNotEqualTo(experiment.initialTheta()).isEqualTo(plainRule(experiment));
    }

    @Test
    void neuronWithProbabilityOne_transmitsInEveryCycle() throws Exception {
        Experiment experiment = experiment(1, -6);
        RunResult result = run(experiment);

        assertThat(hiddenAmplitudes(experiment)).isNotEmpty().containsOnly(1.0);
        assertThat(log.events(Arrival.class))
                .hasSize((int) experiment.waves() * experiment.network().synapseCount());
        assertThat(result.theta()).isEqualTo(plainRule(experiment));
    }

    /** Log-weights alternate between those from excitatory and from inhibitory presynaptic neurons. */
    private static Experiment experiment(double fromExcitatory, double fromInhibitory) {
        return new LayeredExperiment()
                .hidden(2)
                .hidden(Activation.RECTIFIED_LINEAR, SpikeCoding.ALL_OR_NONE)
                .initialTheta(synapse -> synapse % 2 == 0 ? fromExcitatory : fromInhibitory)
                .build();
    }

    private RunResult run(Experiment experiment) throws Exception {
        return new ActorEngine(2).run(RunRequest.of(experiment, RecordingPlan.full(1), log));
    }

    private static double[] plainRule(Experiment experiment) {
        List<double[]> trajectory = new PlainRule(experiment).trajectory();
        return trajectory.get(trajectory.size() - 1);
    }

    private List<Double> hiddenAmplitudes(Experiment experiment) {
        return log.events(Spike.class)
                .filter(spike -> spike.kind() == SpikeKind.READOUT && isHidden(experiment.network(), spike.neuron()))
                .map(Spike::amplitude)
                .toList();
    }

    private static boolean isFromHidden(Experiment experiment, int synapse) {
        return isHidden(experiment.network(), experiment.network().pre(synapse));
    }

    private static boolean isHidden(Network network, int neuron) {
        return network.neuron(neuron).role() instanceof NeuronRole.Hidden;
    }
}
