package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;

/**
 * {@link CondLif} neurons with exponential conductances on a grid of time steps. Conductances decay exactly. V then obeys a linear
 * equation of known coefficients, du/dt = b(t) - a(t) u, and is solved by Gauss' method of two stages (Hairer, Norsett and Wanner, Solving
 * Ordinary Differential Equations I, table II.7.3), of order 4 and stable for conductances of any size. With a_1, a_2, b_1, b_2 at the times
 * (1/2 -+ sqrt(3)/6) h its linear equations have the solution
 *
 * <pre>
 * u(h) = u + h/2 (r_1 (1 - s a_2) + r_2 (1 + s a_1)) / (1 + h/4 (a_1 + a_2) + h^2/12 a_1 a_2),
 * r_k = b_k - a_k u,   s = sqrt(3)/6 h
 * </pre>
 *
 * Substeps h are as long as {@link CondLif#longestSubstep} says.
 *
 * <p>V is held at V_reset for t_ref in whole steps. A conductance that jumps moves V in the next step.
 *
 * <p>A substep is six short loops rather than one long one: Java 17 makes vector code of these only.
 */
final class CondLifGroup implements GridGroup {
    /** sqrt(3) / 6. */
    private static final double GAUSS = Math.sqrt(3) / 6;

    private final CondLif parameters;
    private final HeldNeurons held;
    private final int substeps;
    private final double h;
    private final double decayEx;
    private final double decayIn;
    private final Stage first;
    private final Stage second;

    private final double[] v;
    private final double[] gEx;
    private final double[] gIn;
    private final double[] injected;
    private final double[] drive;
    private final double[] none;
    private final GroupInput toEx;
    private final GroupInput toIn;

    /**
     * Neurons at time 0.
     *
     * @param stepPs above 0
     * @param starts of each neuron: a value for each variable of the type
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    CondLifGroup(CondLif parameters, long stepPs, double[]... starts) {
        int refractory = RefractoryPeriods.steps(parameters.refractoryPs(), stepPs);
        int size = starts.length;
        this.parameters = parameters;
        this.held = new HeldNeurons(size, refractory, parameters.vReset());
        double stepMs = VirtualTime.toMilliseconds(stepPs);
        this.substeps = (int) Math.ceil(stepMs / parameters.longestSubstep());
        this.h = stepMs / substeps;
        this.decayEx = Relaxation.decay(h, parameters.tauSynEx());
        this.decayIn = Relaxation.decay(h, parameters.tauSynIn());
        this.first = new Stage(parameters, (0.5 - GAUSS) * h, size);
        this.second = new Stage(parameters, (0.5 + GAUSS) * h, size);
        this.v = new double[size];
        this.gEx = new double[size];
        this.gIn = new double[size];
        this.injected = new double[size];
        this.drive = new double[size];
        this.none = new double[size];
        this.toEx = new GroupInput(size);
        this.toIn = new GroupInput(size);
        for (int i = 0; i < size; i++) {
            v[i] = starts[i][0];
            gEx[i] = starts[i][1];
            gIn[i] = starts[i][2];
            inject(i, 0);
        }
    }

    @Override
    public int size() {
        return v.length;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RunawayException if V is no number any more
     */
    @Override
    public int step(double[] excitatory, double[] inhibitory, int from, int[] spiking, int at) {
        for (int i = 1; i < substeps; i++) {
            substep(none, none);
        }
        substep(toEx.of(excitatory, from), toIn.of(inhibitory, from));
        held.endStep(v);
        int count = notBelow(v, parameters.vTh(), spiking, at);
        for (int k = at; k < at + count; k++) {
            int i = spiking[k];
            if (Double.isNaN(v[i])) {
                throw new RunawayException(parameters.variables(), new double[] {v[i], gEx[i], gIn[i]}).of(i);
            }
            held.reset(i, v);
        }
        return count;
    }

    private void substep(double[] excitatory, double[] inhibitory) {
        first.of(gEx, gIn, drive, v);
        second.of(gEx, gIn, drive, v);
        double[] u = v;
        double[] a1 = first.a;
        double[] a2 = second.a;
        double[] r1 = first.r;
        double[] r2 = second.r;
        double half = h / 2;
        double quarter = h / 4;
        double twelfth = h * h / 12;
        double shift = h * GAUSS;
        for (int i = 0; i < u.length; i++) {
            u[i] = u[i]
                    + half
                            * (r1[i] * (1 - shift * a2[i]) + r2[i] * (1 + shift * a1[i]))
                            / (1 + quarter * (a1[i] + a2[i]) + twelfth * (a1[i] * a2[i]));
        }
        double[] e = gEx;
        double[] n = gIn;
        double decayE = decayEx;
        double decayN = decayIn;
        for (int i = 0; i < u.length; i++) {
            e[i] = e[i] * decayE + excitatory[i];
            n[i] = n[i] * decayN - inhibitory[i];
        }
    }

    /** The coefficients at one of the two times of a substep, and the slopes there if V stayed as it is. */
    private static final class Stage {
        private final double leak;
        private final double ofEx;
        private final double ofIn;
        private final double toEx;
        private final double toIn;
        final double[] a;
        final double[] r;

        /** At a time in ms within the substep. */
        Stage(CondLif parameters, double t, int size) {
            leak = parameters.gL() / parameters.cM();
            ofEx = Relaxation.decay(t, parameters.tauSynEx()) / parameters.cM();
            ofIn = Relaxation.decay(t, parameters.tauSynIn()) / parameters.cM();
            toEx = ofEx * parameters.eEx();
            toIn = ofIn * parameters.eIn();
            a = new double[size];
            r = new double[size];
        }

        void of(double[] e, double[] n, double[] b, double[] u) {
            double[] rate = a;
            double[] slope = r;
            double rest = leak;
            double ofE = ofEx;
            double ofN = ofIn;
            for (int i = 0; i < rate.length; i++) {
                rate[i] = rest + e[i] * ofE + n[i] * ofN;
            }
            double toE = toEx;
            double toN = toIn;
            for (int i = 0; i < rate.length; i++) {
                slope[i] = b[i] + e[i] * toE + n[i] * toN - rate[i] * u[i];
            }
        }
    }

    /** The neurons at threshold, and those whose V is no number. */
    private static int notBelow(double[] v, double vTh, int[] spiking, int at) {
        int end = at;
        for (int i = 0; i < v.length; i++) {
            if (!(v[i] < vTh)) {
                spiking[end++] = i;
            }
        }
        return end - at;
    }

    @Override
    public void inject(int neuron, double picoamperes) {
        injected[neuron] = picoamperes;
        drive[neuron] = (parameters.gL() * parameters.eL() + (parameters.iE() + picoamperes)) / parameters.cM();
    }

    @Override
    public double value(int neuron, int variable) {
        return switch (variable) {
            case 0 -> v[neuron];
            case 1 -> gEx[neuron];
            default -> gIn[neuron];
        };
    }

    @Override
    public NeuronState state(int neuron) {
        return new NeuronState(
                new double[] {v[neuron], gEx[neuron], gIn[neuron], injected[neuron]}, new long[] {held.left(neuron)});
    }

    @Override
    public void restore(int neuron, NeuronState state) {
        v[neuron] = state.values()[0];
        gEx[neuron] = state.values()[1];
        gIn[neuron] = state.values()[2];
        inject(neuron, state.values()[3]);
        held.hold(neuron, (int) state.marks()[0]);
    }
}
