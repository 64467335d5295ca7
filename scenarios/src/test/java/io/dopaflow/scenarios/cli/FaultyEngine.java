package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.actor.ActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.Recorder;
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
}
