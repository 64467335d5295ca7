package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.simulator.actor.RunActor;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;

/** What every actor of a run is given. */
record PhasedContext(
        RunRequest request,
        PhasedSimulation simulation,
        PhasedActors actors,
        ActorRef<PhasedGuardian.Message> guardian) {

    PhasedContext(RunRequest request, ActorRef<PhasedGuardian.Message> guardian) {
        this(request, (PhasedSimulation) request.simulation(), new PhasedActors(), guardian);
    }

    /** Tells the guardian. */
    RunActor.Failures failures() {
        return (culprit, when, cause) -> guardian.tell(new PhasedGuardian.Failed(culprit, when, cause));
    }

    PhasedLearning model() {
        return simulation.model();
    }

    Circuit circuit() {
        return model().circuit();
    }

    /** The state that the run starts from. */
    PhasedState start() {
        return simulation.start();
    }

    PhasedPlan plan() {
        return simulation.plan();
    }

    PhasedRecorder recorder() {
        return simulation.recorder();
    }

    RunCounters counters() {
        return request.counters();
    }

    /** A unit as users know it. */
    String label(int unit) {
        String name = circuit().unitName(unit);
        return unit < circuit().network().neuronCount() ? "neuron " + name : name;
    }
}
