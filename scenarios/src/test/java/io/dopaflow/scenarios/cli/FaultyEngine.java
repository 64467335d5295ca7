package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;
import java.util.function.UnaryOperator;

/** The actor engine, with something broken in what it is given. */
final class FaultyEngine implements Engine {
    private final UnaryOperator<RunRequest> fault;

    private FaultyEngine(UnaryOperator<RunRequest> fault) {
        this.fault = fault;
    }

    static EngineFactory breaking(UnaryOperator<RunRequest> fault) {
        return (choice, threads, experiment) -> new EngineFactory.Chosen(new FaultyEngine(fault), 1, "a test");
    }

    /** An actor throws while it records something. */
    static EngineFactory recordingInto(UnaryOperator<Recorder> recorder) {
        return breaking(request -> new RunRequest(
                request.experiment(),
                request.plan(),
                recorder.apply(request.recorder()),
                request.cancellation(),
                request.progress(),
                request.counters()));
    }

    @Override
    public String name() {
        return "actor";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        return new ActorEngine(1).run(fault.apply(request));
    }

    /** Passes everything on; a test breaks a method of it. */
    static class Passing implements Recorder {
        private final Recorder next;

        Passing(Recorder next) {
            this.next = next;
        }

        @Override
        public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
            next.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
        }

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {
            next.arrival(timePs, synapse, opportunity, cycle);
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            next.reward(timePs, opportunity, cycle, loss, reward);
        }

        @Override
        public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
            next.weight(timePs, opportunity, cycle, synapse, theta);
        }
    }
}
