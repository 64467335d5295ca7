package io.dopaflow.simulator.engine;

/**
 * Executes simulations of one family. All its engines have one semantics: equal simulations give equal bits, to
 * the last bit, whatever the engine, the number of threads and the order of messages.
 */
public interface Engine {

    /** The name by which users choose it. */
    String name();

    /**
     * Runs the simulation to its end, or until cancelled. Returns when nothing of the run is active any more; only what
     * a recorder does not let go is left behind, on a daemon thread, when the run has failed.
     *
     * @throws RunFailedException if a part of the network or the recorder fails, or the learning diverges
     * @throws InterruptedException if the calling thread is interrupted; the run is then cancelled and stopped
     */
    RunResult run(RunRequest request) throws RunFailedException, InterruptedException;
}
