package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.time.VirtualTime;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Neurons with {@link EscapeNoise} on a grid of time steps: V as in {@link ThresholdGroup}; a spike at the end of a step h with the probability 1 -
 * exp(-rho h), where rho is the hazard at V there. Each neuron takes one draw a step, whether it is refractory or not, so that the
 * number of its step is all that its noise has to remember.
 */
final class EscapeGroup implements GridGroup {
    private final EscapeNoise type;
    private final List<NeuronNoise> noises;
    private final LifArrays arrays;
    private final HeldNeurons held;
    private final double stepMs;
    private final long[] steps;
    private final UniformRandomProvider[] streams;
    // Of the last step, in units of 1 / Delta_u.
    private final double[] scores;
    // Of the step that is under way.
    private final double[] uniforms;
    private final double[] expected;
    private final double[] silent;
    private final boolean[] hasForgotten;

    /**
     * Neurons at time 0.
     *
     * @param starts of each neuron: a value for each variable of the type
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    EscapeGroup(EscapeNoise type, long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        int size = starts.size();
        this.type = type;
        this.noises = List.copyOf(noises);
        this.held = new HeldNeurons(size, type.afterSpike(), stepPs);
        this.arrays = new LifArrays(type.leaky(), stepPs, starts.toArray(new double[0][]));
        this.stepMs = VirtualTime.toMilliseconds(stepPs);
        this.steps = new long[size];
        this.streams = new UniformRandomProvider[size];
        this.scores = new double[size];
        this.uniforms = new double[size];
        this.expected = new double[size];
        this.silent = new double[size];
        this.hasForgotten = new boolean[size];
        for (int i = 0; i < size; i++) {
            seek(i, 0);
        }
    }

    private void seek(int neuron, long step) {
        NeuronNoise noise = noises.get(neuron);
        steps[neuron] = step;
        streams[neuron] = noise.run().stream(Purpose.ESCAPE, noise.neuron(), Draws.NUMBERS * step);
    }

    @Override
    public int size() {
        return steps.length;
    }

    @Override
    public int step(Arriving arriving, int[] spiking) {
        arrays.step(GroupLoops.PLAIN, arriving, Double.NaN, spiking);
        double[] v = arrays.v();
        // One loop each, so that the processor computes the exponentials of several neurons at once.
        for (int i = 0; i < v.length; i++) {
            uniforms[i] = Draws.open(streams[i]);
            steps[i]++;
        }
        for (int i = 0; i < v.length; i++) {
            expected[i] = type.hazard(v[i]) * stepMs;
        }
        for (int i = 0; i < v.length; i++) {
            silent[i] = Exponential.exp(-expected[i]);
        }
        int count = 0;
        for (int i = 0; i < v.length; i++) {
            hasForgotten[i] = held.isHeld(i);
            if (hasForgotten[i]) {
                scores[i] = 0;
                continue;
            }
            double probability = 1 - silent[i];
            if (uniforms[i] < probability) {
                scores[i] = expected[i] * silent[i] / probability;
                hasForgotten[i] = type.afterSpike().forgets();
                spiking[count++] = i;
            } else {
                scores[i] = -expected[i];
            }
        }
        held.endStep(v);
        for (int k = 0; k < count; k++) {
            held.spike(spiking[k], v);
        }
        return count;
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        arrays.inject(neuron, picoamperes);
    }

    @Override
    public double value(int neuron, int variable) {
        return arrays.value(neuron, variable);
    }

    @Override
    public NeuronState state(int neuron) {
        return new NeuronState(arrays.state(neuron), new long[] {held.left(neuron), steps[neuron]});
    }

    @Override
    public void restore(int neuron, NeuronState state) {
        arrays.restore(neuron, state.values());
        held.hold(neuron, (int) state.marks()[0]);
        seek(neuron, state.marks()[1]);
        scores[neuron] = 0;
    }

    @Override
    public void restart(int neuron) {
        arrays.restart(neuron);
        held.hold(neuron, 0);
        scores[neuron] = 0;
    }

    @Override
    public double score(int neuron) {
        return scores[neuron] / type.deltaU();
    }

    @Override
    public double decay(int neuron) {
        if (arrays.shape() != SynapseShape.DELTA) {
            throw new IllegalStateException("only of neurons with delta synapses a change of V decays by itself");
        }
        return hasForgotten[neuron] ? 0 : arrays.step().decayV();
    }
}
