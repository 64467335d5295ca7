package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import io.dopaflow.simulator.population.PartFailure;
import io.dopaflow.simulator.population.Team;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;

/** The neurons of a network and the synapses between them, and one cycle of it: depth by depth, a large one by a team. */
final class Population implements AutoCloseable {
    /** Parts that the smallest level is divided into, if it is divided. */
    private static final int PARTS = 4;

    private final Network network;
    private final Layout.Level[] levels;
    private final Afferents[] ofSources;
    private final Afferents[][] ofOthers;
    private final Blocks[] blocks;
    private final boolean[] shared;
    private final Synapses synapses;
    private final Team team;
    private final UniformRandomProvider[] firing;
    private final double[] amplitudes;
    private final double[] signed;
    private final boolean[] silent;
    private final double gain;

    /**
     * The network of an experiment.
     *
     * @param start where to go on from
     * @param kernels makes one for each thread
     * @param threads at most so many compute, where a level is large
     * @param largeLevel slots from which on a level is large
     * @throws PartFailure if a log-weight is out of range
     */
    Population(
            LearningCycle model,
            CycleState start,
            Supplier<Kernel> kernels,
            Jitters jitters,
            int threads,
            int largeLevel) {
        this.network = model.network();
        this.gain = new LeakyMembrane(
                        model.plasticity().window().window(), model.plasticity().readoutGain())
                .gain();
        Layout layout = new Layout(network);
        this.levels = layout.levels().toArray(Layout.Level[]::new);
        this.ofSources = layout.levels().stream()
                .flatMap(level -> level.afferents().stream())
                .filter(Afferents::areSources)
                .distinct()
                .toArray(Afferents[]::new);
        this.ofOthers = layout.levels().stream()
                .map(level -> level.afferents().stream()
                        .filter(afferents -> !afferents.areSources())
                        .toArray(Afferents[]::new))
                .toArray(Afferents[][]::new);
        this.amplitudes = new double[network.neuronCount()];
        this.signed = new double[network.neuronCount()];
        this.silent = new boolean[network.neuronCount()];
        this.firing = new UniformRandomProvider[network.neuronCount()];
        for (Neuron neuron : network.neurons()) {
            if (neuron.coding() == SpikeCoding.ALL_OR_NONE) {
                firing[neuron.id()] = model.streams().stream(Purpose.SPIKING, neuron.id(), 2 * start.cycles());
            }
        }
        this.synapses = new Synapses(model, start, layout, kernels, threads, jitters, silent);
        this.blocks = new Blocks[levels.length];
        this.shared = new boolean[levels.length];
        boolean some = false;
        for (int i = 0; i < levels.length; i++) {
            shared[i] = threads > 1 && levels[i].slots() >= largeLevel;
            blocks[i] = new Blocks(levels[i], synapses, largeLevel / PARTS);
            some |= shared[i];
        }
        this.team = new Team(some ? threads : 1);
    }

    Synapses synapses() {
        return synapses;
    }

    /** Lets the sources spike with the sample's features. */
    void present(Sample sample) {
        for (int id : network.sources()) {
            Neuron neuron = network.neuron(id);
            emit(neuron, neuron.role() instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1.0);
        }
        for (Afferents afferents : ofSources) {
            afferents.gather(signed);
        }
    }

    /**
     * Runs a cycle; the sources have spiked.
     *
     * @param cycle its number in its learning opportunity
     */
    void cycle(long runCycle, int cycle) {
        synapses.begin(runCycle, cycle);
        for (int level = 0; level < levels.length; level++) {
            for (Afferents afferents : ofOthers[level]) {
                afferents.gather(signed);
            }
            if (shared[level]) {
                team.run(blocks[level], blocks[level].parts());
            } else {
                blocks[level].all();
            }
            List<Layout.Row> rows = levels[level].rows();
            for (int i = 0; i < rows.size(); i++) {
                readOut(rows.get(i).neuron(), blocks[level].sum(i));
            }
        }
    }

    private void readOut(Neuron neuron, double sum) {
        double potential = gain * sum;
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

    double amplitude(int neuron) {
        return amplitudes[neuron];
    }

    boolean isSilent(int neuron) {
        return silent[neuron];
    }

    @Override
    public void close() {
        team.close();
    }
}
