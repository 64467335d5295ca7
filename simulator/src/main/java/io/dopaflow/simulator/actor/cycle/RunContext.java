package io.dopaflow.simulator.actor.cycle;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.simulator.actor.RunActor;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;

/** What every actor of a run is given. */
record RunContext(RunRequest request, CycleSimulation simulation, ActorRef<RunGuardian.Message> guardian) {

    RunContext(RunRequest request, ActorRef<RunGuardian.Message> guardian) {
        this(request, (CycleSimulation) request.simulation(), guardian);
    }

    /** Tells the guardian. */
    RunActor.Failures failures() {
        return (culprit, when, cause) -> guardian.tell(new RunGuardian.Failed(culprit, when, cause));
    }

    LearningCycle model() {
        return simulation.model();
    }

    /** The state that the run starts from. */
    CycleState start() {
        return simulation.start();
    }

    RecordingPlan plan() {
        return simulation.plan();
    }

    CycleRecorder recorder() {
        return simulation.recorder();
    }

    RunCounters counters() {
        return request.counters();
    }

    /** A neuron as users know it. */
    String label(Neuron neuron) {
        return "neuron " + neuron.name();
    }

    /** A synapse as users know it. */
    String label(Synapse synapse) {
        return model().network().label(synapse);
    }
}
