package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** All-or-none neurons that never fire, or always: rectified potentials far below 0 or above 1. */
class AllOrNoneTest {
    private final EventLog log = new EventLog();

    @Test
    void neuronWithProbabilityZero_transmitsNothingAndItsSynapsesStay() throws Exception {
        LearningCycle model = model(-3, 0);
        RunResult result = run(model);

        assertThat(hiddenAmplitudes(model)).isNotEmpty().containsOnly(0.0);
        assertThat(log.events(Arrival.class)).isNotEmpty().noneMatch(a -> isFromHidden(model, a.synapse()));
        assertThat(log.events(Weight.class).filter(w -> isFromHidden(model, w.synapse())))
                .isNotEmpty()
                .allMatch(w -> w.weight() == CycleState.startOf(model).weights()[w.synapse()]);
        assertThat(CycleState.of(result.end()).weights())
                .isNotEqualTo(CycleState.startOf(model).weights())
                .isEqualTo(plainRule(model));
    }

    @Test
    void neuronWithProbabilityOne_transmitsInEveryCycle() throws Exception {
        LearningCycle model = model(1, -6);
        RunResult result = run(model);

        assertThat(hiddenAmplitudes(model)).isNotEmpty().containsOnly(1.0);
        assertThat(log.events(Arrival.class))
                .hasSize((int) model.cycles() * model.network().synapseCount());
        assertThat(CycleState.of(result.end()).weights()).isEqualTo(plainRule(model));
    }

    /** Log-weights alternate between those from excitatory and from inhibitory presynaptic neurons. */
    private static LearningCycle model(double fromExcitatory, double fromInhibitory) {
        return new LayeredExperiment()
                .hidden(2)
                .hidden(Activation.RECTIFIED_LINEAR, SpikeCoding.ALL_OR_NONE)
                .initialTheta(synapse -> synapse % 2 == 0 ? fromExcitatory : fromInhibitory)
                .build();
    }

    private RunResult run(LearningCycle model) throws Exception {
        return new CycleActorEngine(2).run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log)));
    }

    private static double[] plainRule(LearningCycle model) {
        List<double[]> trajectory = new PlainRule(model).trajectory();
        return trajectory.get(trajectory.size() - 1);
    }

    private List<Double> hiddenAmplitudes(LearningCycle model) {
        return log.events(Spike.class)
                .filter(spike -> spike.kind() == SpikeKind.READOUT && isHidden(model.network(), spike.neuron()))
                .map(Spike::amplitude)
                .toList();
    }

    private static boolean isFromHidden(LearningCycle model, int synapse) {
        return isHidden(model.network(), model.network().pre(synapse));
    }

    private static boolean isHidden(Network network, int neuron) {
        return network.neuron(neuron).role() instanceof NeuronRole.Hidden;
    }
}
