package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunState;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingPlan;

/** What every actor of a run is given. */
record RunContext(RunRequest request, ActorRef<RunGuardian.Message> guardian) {

    Experiment experiment() {
        return request.experiment();
    }

    /** The state that the run starts from. */
    RunState start() {
        return request.start();
    }

    RecordingPlan plan() {
        return request.plan();
    }

    Recorder recorder() {
        return request.recorder();
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
        return experiment().network().label(synapse);
    }
}
