package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.ArrivalOffsets;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.simulator.population.PartFailure;
import java.util.function.Supplier;

/**
 * The synapses of a network. The update that a reward asks for waits until the next cycle, which passes over each
 * synapse once: it changes the weight, delays the spike, lets it arrive and remembers its eligibility.
 */
final class Synapses {
    /** Where log-weights are looked at one by one, well before their range ends. */
    private static final double WATCHED = 600;

    private final LearningCycle model;
    private final Network network;
    private final ThreeFactorRule plasticity;
    private final Layout layout;
    private final Kernel[] kernels;
    private final Jitters jitters;
    private final Kernel.State state;
    private final boolean[] silent;

    private long drawn = -1;
    private long draw;
    private int phase;
    private Perturbation perturbation = Perturbation.DRAWN;
    private double change;
    private boolean isSmall = true;
    private double largestTheta;

    /**
     * The synapses of an experiment.
     *
     * @param start has their log-weights
     * @param kernels makes one for each worker
     * @param silent whether a neuron has emitted nothing, by neuron; kept up to date by the caller
     * @throws PartFailure if a log-weight is out of range
     */
    Synapses(
            LearningCycle model,
            CycleState start,
            Layout layout,
            Supplier<Kernel> kernels,
            int workers,
            Jitters jitters,
            boolean[] silent) {
        this.model = model;
        this.network = model.network();
        this.plasticity = model.plasticity();
        this.layout = layout;
        this.jitters = jitters;
        this.silent = silent;
        this.state = new Kernel.State(layout.slots(), plasticity.window().pairing());
        this.kernels = new Kernel[workers];
        for (int worker = 0; worker < workers; worker++) {
            this.kernels[worker] = kernels.get();
        }
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            state.weight[layout.slot(synapse)] = start.weights()[synapse];
        }
        if (plasticity.window().pairing() == Pairing.SUCCESSIVE) {
            remember(start.cycles());
        }
        lookAtAll();
    }

    /** Remembers the cycle before this one, as if it had been computed here. */
    private void remember(long runCycle) {
        long halfPs = model.timing().halfWindowPs();
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            long offsetPs = new ArrivalOffsets(model, synapse, runCycle).lastDrawn();
            state.remembered[layout.slot(synapse)] = plasticity.window().remembered(offsetPs, -halfPs, halfPs);
        }
    }

    /**
     * Begins a cycle; then every block has to be computed once.
     *
     * @param cycle its number in its learning opportunity
     */
    void begin(long runCycle, int cycle) {
        perturbation = model.schedule().baseline().perturbation(cycle);
        // Pairs of cycles begin at even cycles, so that both use the same block.
        long drawnCycle = perturbation.drawnCycle(runCycle);
        draw = drawnCycle / Jitters.BLOCK;
        phase = (int) (drawnCycle % Jitters.BLOCK);
    }

    /** Computes a block and returns its sum. */
    double cycle(Blocks.Block block, int worker) {
        Layout.Row row = block.row();
        int from = row.from() + block.position();
        int count = Math.min(block.count(), row.size() - block.position());
        if (draw != drawn) {
            jitters.fill(draw, row, block.position(), count, state.bits);
        }
        double sum = kernels[worker].cycle(
                state,
                phase,
                perturbation.sign(),
                from,
                count,
                row.afferents().amplitudes(),
                block.position(),
                change,
                isSmall);
        if (row.afferents().maySilence()) {
            forgetSilent(row.afferents(), block.position(), from, count);
        }
        return sum;
    }

    /** Where nothing was transmitted, there is nothing to learn from. */
    private void forgetSilent(Afferents afferents, int position, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (silent[afferents.neuron(position + i)]) {
                state.eligibility[from + i] = 0.0;
            }
        }
    }

    /**
     * Ends the cycle with its reward, which the next one applies.
     *
     * @throws PartFailure if a log-weight leaves its range by it
     */
    void end(double reward) {
        drawn = draw;
        change = plasticity.change(reward);
        isSmall = plasticity.isSmall(change);
        double largestChange = Math.abs(change) * plasticity.window().bound();
        boolean bounded = plasticity.parametrisation() == Parametrisation.LOG_WEIGHT || largestChange < 0.5;
        // No log-weight changes by more; most of the time that says enough.
        largestTheta += bounded ? 2 * largestChange : Double.POSITIVE_INFINITY;
        if (!(largestTheta < WATCHED)) {
            settle();
            lookAtAll();
        }
    }

    /** Applies the last reward now, so that {@link #weights} tells the present. */
    void settle() {
        if (change != 0.0) {
            kernels[0].update(state, change, isSmall);
            change = 0.0;
        }
    }

    private void lookAtAll() {
        largestTheta = 0;
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            try {
                double weight = DivergedException.requireWeight(state.weight[layout.slot(synapse)]);
                largestTheta = Math.max(largestTheta, Math.abs(LogWeights.of(weight)));
            } catch (DivergedException e) {
                throw new PartFailure(network.label(network.synapses().get(synapse)), e);
            }
        }
    }

    /**
     * All weights by synapse id, with the last update applied; in an array of the caller's own. None is kept here: where
     * weights are recorded seldom, a synapse shall have 32 bytes, not 40.
     */
    double[] weights() {
        settle();
        double[] weights = new double[model.network().synapseCount()];
        layout.copyBySynapse(state.weight, weights);
        return weights;
    }

    /** How far from the middle of its window the spike arrives in the present cycle. */
    long offsetPs(int synapse) {
        return perturbation.offsetPs(
                state.bits[phase][layout.slot(synapse)], model.timing().halfWindowPs());
    }
}
