package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PartFailure;

/**
 * Phased learning over arrays. Its spikes, losses and weights are those of the actor engine, to the last bit and on any
 * number of threads; it exchanges no messages.
 */
public final class PhasedPopulationEngine implements Engine {
    /** Synapses of a model from which on its phases are divided among threads: below, one takes some microseconds. */
    static final int LARGE = 50_000;

    private final int threads;
    private final int large;

    /** An engine on as many threads as there are processors. */
    public PhasedPopulationEngine() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * An engine.
     *
     * @param threads that compute where a model is large, at least 1; the caller's is one of them
     */
    public PhasedPopulationEngine(int threads) {
        this(threads, LARGE);
    }

    PhasedPopulationEngine(int threads, int large) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads are " + threads + "; allowed: at least 1");
        }
        this.threads = threads;
        this.large = large;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        PhasedSimulation simulation = (PhasedSimulation) request.simulation();
        try (Sheet sheet = new Sheet(simulation.model(), simulation.start(), threads, large)) {
            return new PhasedRun(request, simulation, sheet).toTheEnd();
        } catch (RunFailedException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            String culprit = e instanceof PartFailure part ? part.culprit() : "population engine";
            throw new RunFailedException(Origin.SURROUNDINGS, culprit, "while it ran", e);
        }
    }
}
