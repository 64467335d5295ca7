package io.dopaflow.scenarios.cli;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.function.UnaryOperator;

/** The actor engine, with something broken in what it is given. */
final class FaultyEngine implements Engine {
    private final UnaryOperator<CycleSimulation> fault;

    private FaultyEngine(UnaryOperator<CycleSimulation> fault) {
        this.fault = fault;
    }

    static EngineFactory breaking(UnaryOperator<CycleSimulation> fault) {
        return (choice, threads, model) -> new EngineFactory.Chosen(new FaultyEngine(fault), 1, "a test");
    }

    /** An actor throws while it records something. */
    static EngineFactory recordingInto(UnaryOperator<CycleRecorder> recorder) {
        return breaking(whole -> new CycleSimulation(
                whole.model(), whole.plan(), recorder.apply(whole.recorder()), whole.start(), whole.epochs()));
    }

    @Override
    public String name() {
        return "actor";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        return new CycleActorEngine(1)
                .run(new RunRequest(
                        fault.apply((CycleSimulation) request.simulation()),
                        request.cancellation(),
                        request.progress(),
                        request.counters(),
                        request.checkpoints()));
    }
}
