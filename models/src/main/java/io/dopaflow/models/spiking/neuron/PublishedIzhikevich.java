package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;
import java.util.List;

/**
 * The neuron of {@link Izhikevich} by the program in its paper: Euler's method on a grid of 1 ms, with two half steps for v and
 * then one step for u, which takes the new v.
 *
 * <pre>
 * v = v + 0.5 (0.04 v^2 + 5 v + 140 - u + I)   twice;   u = u + a (b v - u);   v &gt;= V_th: spike, v = c, u = u + d
 * </pre>
 *
 * I is I_e and the weights, in mV/ms, of what arrives at the end of the step: an arrival at t has acted on v(t), as in the
 * author's networks with delays of 1 ms and more. The paper tests the threshold at the start of its loop, and so counts a
 * spike at the end of one step as one of the next. It is not a good solution of the equations: that is what it is for.
 *
 * <p>Scenario files call it {@code izhikevich-published}. There is no form of it in continuous time or on another grid.
 *
 * @param parameters those of {@link Izhikevich}, with the same defaults
 */
public record PublishedIzhikevich(Izhikevich parameters) implements NeuronType {
    private static final long STEP = VirtualTime.PICOSECONDS_PER_MILLISECOND;

    /** The model for scenario files. */
    static NeuronModel model() {
        return new NeuronModel(
                "izhikevich-published",
                "",
                "mV/ms",
                Izhikevich.PARAMETERS,
                values -> new PublishedIzhikevich(Izhikevich.of(values)));
    }

    @Override
    public List<String> variables() {
        return parameters.variables();
    }

    @Override
    public double rest() {
        return parameters.rest();
    }

    @Override
    public double[] start(double v0) {
        return parameters.start(v0);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException always
     */
    @Override
    public ContinuousNeuron continuous(double[] start, NeuronNoise noise) {
        throw new IllegalArgumentException(
                "the published scheme in continuous time; allowed: on a grid of 1 ms. izhikevich solves the equations");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the step is not 1 ms
     */
    @Override
    public GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        if (stepPs != STEP) {
            throw new IllegalArgumentException(
                    "the step of the published scheme is " + stepPs + " ps; allowed: " + STEP + " ps");
        }
        return new Neuron(parameters, start.clone());
    }

    private static final class Neuron implements GridNeuron {
        private final Izhikevich parameters;
        private final double[] start;
        private double v;
        private double u;
        private double injected;

        Neuron(Izhikevich parameters, double... start) {
            this.parameters = parameters;
            this.start = start;
            this.v = start[0];
            this.u = start[1];
        }

        @Override
        public boolean step(double excitatory, double inhibitory) {
            double input = parameters.iE() + injected + (excitatory + inhibitory);
            v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input);
            v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input);
            u = u + parameters.a() * (parameters.b() * v - u);
            if (v >= parameters.vTh()) {
                v = parameters.c();
                u = u + parameters.d();
                return true;
            }
            return false;
        }

        @Override
        public double value(int variable) {
            return variable == 0 ? v : u;
        }

        @Override
        public void inject(double current) {
            injected = current;
        }

        @Override
        public NeuronState state() {
            return new NeuronState(new double[] {v, u, injected}, new long[0]);
        }

        @Override
        public void restore(NeuronState from) {
            v = from.values()[0];
            u = from.values()[1];
            injected = from.values()[2];
        }

        @Override
        public void restart() {
            v = start[0];
            u = start[1];
        }
    }
}
