package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.recording.RecordingFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine for large networks and many cycles: the learning cycle over arrays, one pass over the synapses a cycle. Its
 * spikes, arrivals, rewards and weights are those of the actor engine, to the last bit; it exchanges no messages.
 *
 * <p>With the module {@code jdk.incubator.vector} resolved (the launcher does it; {@code --add-modules
 * jdk.incubator.vector}) it works on several synapses at a time, otherwise on one after the other, with the same bits.
 */
public final class PopulationEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PopulationEngine.class);

    private final boolean vectors;

    /** An engine that uses vectors where they are available. */
    public PopulationEngine() {
        this(Vectors.areAvailable());
        if (!vectors) {
            LOG.info("The module jdk.incubator.vector is not resolved or vectors are too short:"
                    + " the population engine runs several times slower. Add --add-modules jdk.incubator.vector");
        }
    }

    PopulationEngine(boolean vectors) {
        this.vectors = vectors;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        Experiment experiment = request.experiment();
        PhiloxKey key = PhiloxKey.of(experiment.streams());
        Jitters jitters = vectors ? Vectors.jitters(key) : new ScalarJitters(key);
        Population population = new Population(experiment, kernel(experiment), jitters, request.start());
        PopulationRun run = new PopulationRun(request, population);
        try {
            return run.toTheEnd();
        } catch (RecordingFailedException e) {
            throw new RunFailedException("recorder", run.when(), e);
        } catch (PartFailure e) {
            throw new RunFailedException(e.culprit(), run.when(), e.reason());
        } catch (RuntimeException e) {
            throw new RunFailedException("population engine", run.when(), e);
        }
    }

    private Kernel kernel(Experiment experiment) {
        IntegrationWindow window = experiment.plasticity().window().window();
        Parametrisation parametrisation = experiment.plasticity().parametrisation();
        boolean polynomial = experiment.timing().halfWindow() <= Hyperbolic.POLYNOMIAL
                && window.halfWindowPs() < Vectors.LARGEST_WHOLE_NUMBER;
        return vectors && polynomial && parametrisation == Parametrisation.LOG_WEIGHT
                ? Vectors.kernel(window)
                : new ScalarKernel(window, parametrisation);
    }
}
