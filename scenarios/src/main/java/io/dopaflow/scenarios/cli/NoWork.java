package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.Work;

/** Refuses all work. */
final class NoWork implements Work {

    @Override
    public Study study(byte[] definition) throws RefusedException {
        throw new RefusedException("this version does no studies for others");
    }

    @Override
    public Network network(byte[] definition) throws RefusedException {
        throw new RefusedException("this version executes no networks for others");
    }
}
