package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.Plasticity;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import io.dopaflow.simulator.engine.DivergedException;
import io.dopaflow.simulator.engine.RunState;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The state of a network, and one cycle of it. The update that a reward asks for waits until the next cycle, which
 * passes over each synapse once: it changes the weight, delays the spike, lets it arrive and remembers its eligibility.
 */
final class Population {
    /** Where log-weights are looked at one by one, well before their range ends. */
    private static final double WATCHED = 600;

    private final Experiment experiment;
    private final Network network;
    private final Layout layout;
    private final Kernel kernel;
    private final Jitters jitters;
    private final Kernel.State state;
    private final UniformRandomProvider[] firing;
    private final double[] amplitudes;
    private final double[] signed;
    private final boolean[] silent;
    private final long firstWave;
    private double change;
    private double largestTheta = Double.POSITIVE_INFINITY;

    Population(Experiment experiment, Kernel kernel, Jitters jitters, RunState start) {
        this.experiment = experiment;
        this.network = experiment.network();
        this.layout = new Layout(network);
        this.kernel = kernel;
        this.jitters = jitters;
        this.state = new Kernel.State(layout.slots());
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            state.theta[layout.slot(synapse)] = start.theta()[synapse];
        }
        this.firstWave = start.waves();
        this.amplitudes = new double[network.neuronCount()];
        this.signed = new double[network.neuronCount()];
        this.silent = new boolean[network.neuronCount()];
        this.firing = new UniformRandomProvider[network.neuronCount()];
        for (Neuron neuron : network.neurons()) {
            if (neuron.coding() == SpikeCoding.ALL_OR_NONE) {
                firing[neuron.id()] = experiment.streams().stream(Purpose.SPIKING, neuron.id(), 2 * firstWave);
            }
        }
    }

    /** Lets the sources spike with the sample's features. */
    void present(Sample sample) {
        for (int id : network.sources()) {
            Neuron neuron = network.neuron(id);
            emit(neuron, neuron.role() instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1.0);
        }
    }

    /** Runs the cycle of the wave; the sources have spiked. */
    void cycle(long wave) {
        watch();
        for (Layout.Level level : layout.levels()) {
            for (Layout.Afferents sources : level.sources()) {
                sources.gather(signed);
            }
            for (Layout.Row row : level.rows()) {
                readOut(row, sum(row, wave));
            }
        }
    }

    private double sum(Layout.Row row, long wave) {
        int phase = (int) (wave % Jitters.BLOCK);
        double sum = 0.0;
        for (int position = 0; position < row.padded(); position += FixedOrderSum.BLOCK) {
            int count = Math.min(FixedOrderSum.BLOCK, row.padded() - position);
            if (phase == 0 || wave == firstWave) {
                jitters.fill(wave / Jitters.BLOCK, row, position, count, state.bits);
            }
            sum += kernel.cycle(
                    state, phase, row.from() + position, count, row.sources().amplitudes(), position, change);
        }
        forgetUnused(row);
        return sum;
    }

    /** Where nothing was transmitted, and behind the end of the row, there is nothing to learn from. */
    private void forgetUnused(Layout.Row row) {
        for (int position = row.size(); position < row.padded(); position++) {
            state.eligibility[row.from() + position] = 0.0;
        }
        if (row.sources().maySilence()) {
            for (int position = 0; position < row.size(); position++) {
                if (silent[row.sources().neuron(position)]) {
                    state.eligibility[row.from() + position] = 0.0;
                }
            }
        }
    }

    private void readOut(Layout.Row row, double sum) {
        Neuron neuron = network.neuron(row.neuron());
        double potential = experiment.plasticity().readoutGain() * sum;
        if (!Double.isFinite(potential)) {
            throw new PartFailure("neuron " + neuron.name(), new DivergedException("its potential", potential));
        }
        double value = neuron.activation().value(potential);
        emit(
                neuron,
                switch (neuron.coding()) {
                    case GRADED -> value;
                    case ALL_OR_NONE -> firing[neuron.id()].nextDouble() < value ? 1.0 : 0.0;
                });
    }

    private void emit(Neuron neuron, double amplitude) {
        amplitudes[neuron.id()] = amplitude;
        signed[neuron.id()] = neuron.sign().factor() * amplitude;
        silent[neuron.id()] = neuron.coding() == SpikeCoding.ALL_OR_NONE && amplitude == 0.0;
    }

    /** Takes the reward of the last cycle; the next one applies it. */
    void reward(double reward) {
        Plasticity plasticity = experiment.plasticity();
        change = plasticity.learningRate() * plasticity.readoutGain() * reward;
        double largestChange = Math.abs(change);
        largestTheta += plasticity.parametrisation() == Parametrisation.LOG_WEIGHT || largestChange < 0.5
                ? 2 * largestChange
                : Double.POSITIVE_INFINITY;
    }

    /** Applies the last reward now, so that {@link #theta} tells the present. */
    void settle() {
        Parametrisation parametrisation = experiment.plasticity().parametrisation();
        for (int slot = 0; slot < state.theta.length; slot++) {
            state.theta[slot] += parametrisation.increment(change * state.eligibility[slot]);
        }
        change = 0.0;
    }

    /**
     * Makes sure that no log-weight leaves its range. As no eligibility is above 1, the largest is known well enough
     * without looking, most of the time.
     */
    private void watch() {
        if (largestTheta < WATCHED) {
            return;
        }
        settle();
        largestTheta = 0;
        for (Synapse synapse : network.synapses()) {
            double theta = theta(synapse.id());
            try {
                largestTheta = Math.max(largestTheta, Math.abs(DivergedException.requireLogWeight(theta)));
            } catch (DivergedException e) {
                throw new PartFailure(network.label(synapse), e);
            }
        }
    }

    double theta(int synapse) {
        return state.theta[layout.slot(synapse)];
    }

    double amplitude(int neuron) {
        return amplitudes[neuron];
    }

    boolean isSilent(int neuron) {
        return silent[neuron];
    }

    /** The random bits of the synapse in the cycle. */
    int jitterBits(int synapse, long wave) {
        return state.bits[(int) (wave % Jitters.BLOCK)][layout.slot(synapse)];
    }
}
