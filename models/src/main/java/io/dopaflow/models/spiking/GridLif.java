package io.dopaflow.models.spiking;

import io.dopaflow.models.time.VirtualTime;

/**
 * A leaky integrate-and-fire neuron on a grid of time steps, propagated exactly, as NEST's standard models. Delta synapses move V at
 * once, so that it may spike at the arrival; a current that jumps moves V in the next step.
 *
 * <p>V is held at V_reset for t_ref in whole steps. A delta arrival at the end of any of them is lost, also of the last, at
 * which continuous time takes it: a neuron on a grid does nothing else in a step than to be held, or to integrate.
 */
public final class GridLif implements GridNeuron {
    private final LifParameters parameters;
    private double injected;
    private double vInfinity;
    private final int refractorySteps;

    private final double decayV;
    private final double decayEx;
    private final double decayIn;
    private final double vFromEx;
    private final double vFromIn;
    private final double vFromSlopeEx;
    private final double vFromSlopeIn;
    private final double stepMs;

    private double v;
    private double ex;
    private double in;
    private double slopeEx;
    private double slopeIn;
    private int held;

    /**
     * A neuron at time 0, without currents.
     *
     * @param stepPs above 0
     * @param v0 in mV
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    public GridLif(LifParameters parameters, long stepPs, double v0) {
        this.refractorySteps = Ranges.refractorySteps(parameters.refractoryPs(), stepPs);
        this.parameters = parameters;
        this.vInfinity = parameters.steadyPotential(0);
        double tauM = parameters.tauM();
        this.stepMs = VirtualTime.toMilliseconds(stepPs);
        this.decayV = Relaxation.decay(stepMs, tauM);
        Relaxation byEx = new Relaxation(tauM, parameters.tauSynEx());
        Relaxation byIn = new Relaxation(tauM, parameters.tauSynIn());
        this.decayEx = byEx.decay(stepMs);
        this.decayIn = byIn.decay(stepMs);
        this.vFromEx = byEx.first(stepMs) / parameters.cM();
        this.vFromIn = byIn.first(stepMs) / parameters.cM();
        this.vFromSlopeEx = byEx.second(stepMs) / parameters.cM();
        this.vFromSlopeIn = byIn.second(stepMs) / parameters.cM();
        this.v = v0;
    }

    /** A neuron at time 0 with a value for each variable of its type. */
    GridLif(LifParameters parameters, long stepPs, double[] start) {
        this(parameters, stepPs, start[0]);
        if (start.length > 1) {
            ex = start[1];
            in = start[2];
        }
    }

    @Override
    public boolean step(double excitatory, double inhibitory) {
        boolean isHeld = held > 0;
        if (isHeld) {
            held--;
        } else {
            v = vInfinity
                    + (v - vInfinity) * decayV
                    + ex * vFromEx
                    + in * vFromIn
                    + slopeEx * vFromSlopeEx
                    + slopeIn * vFromSlopeIn;
        }
        switch (parameters.shape()) {
            case DELTA -> {
                if (!isHeld) {
                    v += excitatory + inhibitory;
                }
            }
            case EXPONENTIAL -> {
                ex = ex * decayEx + excitatory;
                in = in * decayIn + inhibitory;
            }
            case ALPHA -> {
                ex = (ex + slopeEx * stepMs) * decayEx;
                in = (in + slopeIn * stepMs) * decayIn;
                slopeEx = slopeEx * decayEx + excitatory * StrictMath.E / parameters.tauSynEx();
                slopeIn = slopeIn * decayIn + inhibitory * StrictMath.E / parameters.tauSynIn();
            }
        }
        if (!isHeld && v >= parameters.vTh()) {
            v = parameters.vReset();
            held = refractorySteps;
            return true;
        }
        return false;
    }

    @Override
    public double value(int variable) {
        return switch (variable) {
            case 0 -> v;
            case 1 -> ex;
            default -> in;
        };
    }

    @Override
    public void inject(double picoamperes) {
        injected = picoamperes;
        vInfinity = parameters.steadyPotential(picoamperes);
    }

    @Override
    public NeuronState state() {
        return new NeuronState(new double[] {v, ex, in, slopeEx, slopeIn, injected}, new long[] {held});
    }

    @Override
    public void restore(NeuronState from) {
        double[] values = from.values();
        v = values[0];
        ex = values[1];
        in = values[2];
        slopeEx = values[3];
        slopeIn = values[4];
        inject(values[5]);
        held = (int) from.marks()[0];
    }
}
