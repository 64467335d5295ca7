package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PartFailure;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine for large networks and many cycles: the learning cycle over arrays, one pass over the synapses a cycle. Its
 * spikes, arrivals, rewards and weights are those of the actor engine, to the last bit and on any number of threads; it
 * exchanges no messages.
 *
 * <p>With the module {@code jdk.incubator.vector} it works on several synapses at a time, otherwise on one after the
 * other, with the same bits. The command line resolves the module itself; elsewhere {@code --add-modules
 * jdk.incubator.vector} does.
 */
public final class CyclePopulationEngine implements Engine {
    /** Slots of a level from which on it is divided among threads: below, a pass takes some ten microseconds. */
    static final int LARGE_LEVEL = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(CyclePopulationEngine.class);

    private final int threads;
    private final boolean vectors;
    private final int largeLevel;

    /** An engine on as many threads as there are processors. */
    public CyclePopulationEngine() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * An engine that uses vectors where they are available.
     *
     * @param threads that compute where a network is large, at least 1; the caller's is one of them
     */
    public CyclePopulationEngine(int threads) {
        this(threads, Vectors.areAvailable(), LARGE_LEVEL);
        if (threads < 1) {
            throw new IllegalArgumentException("threads are " + threads + "; allowed: at least 1");
        }
        if (!vectors) {
            LOG.info("The module jdk.incubator.vector is not resolved or vectors are too short:"
                    + " the population engine runs several times slower. Add --add-modules jdk.incubator.vector");
        }
    }

    CyclePopulationEngine(boolean vectors) {
        this(1, vectors, LARGE_LEVEL);
    }

    CyclePopulationEngine(int threads, boolean vectors, int largeLevel) {
        this.threads = threads;
        this.vectors = vectors;
        this.largeLevel = largeLevel;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        try (Population population = population(request)) {
            return new PopulationRun(request, population).toTheEnd();
        } catch (RunFailedException | InterruptedException e) {
            throw e;
        } catch (PartFailure e) {
            throw new RunFailedException(Origin.MODEL, e.culprit(), "as it started", e.reason());
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "population engine", "while it ran", e);
        }
    }

    private Population population(RunRequest request) {
        CycleSimulation simulation = (CycleSimulation) request.simulation();
        LearningCycle model = simulation.model();
        PhiloxKey key = PhiloxKey.of(model.streams());
        Jitters jitters = vectors ? Vectors.jitters(key) : new ScalarJitters(key);
        return new Population(model, simulation.start(), kernels(model), jitters, threads, largeLevel);
    }

    private Supplier<Kernel> kernels(LearningCycle model) {
        StdpWindow stdp = model.plasticity().window();
        Parametrisation parametrisation = model.plasticity().parametrisation();
        boolean polynomial = model.timing().halfWindow() <= Hyperbolic.POLYNOMIAL
                && stdp.window().halfWindowPs() < Vectors.LARGEST_WHOLE_NUMBER;
        return vectors && polynomial && stdp.isStandard() && parametrisation == Parametrisation.LOG_WEIGHT
                ? () -> Vectors.kernel(stdp.window())
                : () -> new ScalarKernel(stdp, parametrisation);
    }
}
