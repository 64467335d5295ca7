package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;

/**
 * V and the currents of a leaky integrate-and-fire neuron in continuous time, from event to event in closed form. When it
 * spikes is for others to say: a threshold ({@link Lif}), or chance ({@link EscapeLif}).
 *
 * <p>The currents of exponential synapses use I alone; those of alpha synapses are (I + S t) exp(-t / tau_syn).
 */
final class LifState {
    /** Of V, as a share of what it is summed from, and that a thousand times and more. */
    private static final double ROUNDING = 1e-9;

    private final LeakyMembrane parameters;
    private final double[] start;
    private final SynapseShape shape;
    private final Relaxation byEx;
    private final Relaxation byIn;
    private final boolean oneTau;
    private final double tauM;
    private final double cM;
    private final double resistance;
    private final double nearlyTauM;
    private double injected;
    private double vInfinity;

    // The last event.
    private long time;
    private long refractoryUntil;
    private double v;
    private double iEx;
    private double sEx;
    private double iIn;
    private double sIn;

    // Where V, then still that of the last event, starts to move.
    private long origin;
    private double originIEx;
    private double originSEx;
    private double originIIn;
    private double originSIn;

    /**
     * A state at time 0.
     *
     * @param start a value for each variable of the type
     */
    LifState(LeakyMembrane parameters, double[] start) {
        this.parameters = parameters;
        this.start = start.clone();
        this.shape = parameters.shape();
        this.tauM = parameters.tauM();
        this.cM = parameters.cM();
        this.resistance = tauM / cM;
        this.nearlyTauM = 0.999 * tauM * VirtualTime.PICOSECONDS_PER_MILLISECOND;
        this.byEx = new Relaxation(tauM, parameters.tauSynEx());
        this.byIn = new Relaxation(tauM, parameters.tauSynIn());
        this.oneTau = parameters.tauSynEx() == parameters.tauSynIn();
        this.vInfinity = parameters.steadyPotential(0);
        restart(0);
    }

    /** Begins again at a time, as if there had never been a spike. */
    void restart(long at) {
        time = at;
        refractoryUntil = 0;
        v = start[0];
        iEx = start.length > 1 ? start[1] : 0;
        iIn = start.length > 1 ? start[2] : 0;
        sEx = 0;
        sIn = 0;
        settle();
    }

    long time() {
        return time;
    }

    long refractoryUntil() {
        return refractoryUntil;
    }

    /** The first time from the last event on at which V is free, in ps. */
    long origin() {
        return origin;
    }

    /** Where V settles without synaptic currents, in mV. */
    double steadyPotential() {
        return vInfinity;
    }

    /** V there. */
    double originPotential() {
        return v;
    }

    double value(int variable, long at) {
        if (variable == 0) {
            return potential(at);
        }
        double t = ms(at - time);
        return variable == 1 ? (iEx + sEx * t) * byEx.decay(t) : (iIn + sIn * t) * byIn.decay(t);
    }

    double potential(long at) {
        return at < origin ? v : free(ms(at - origin));
    }

    /** Moves to a time that is an event. */
    void moveTo(long at) {
        if (at == time) {
            return;
        }
        double t = ms(at - time);
        double ex = byEx.decay(t);
        double in = oneTau ? ex : byIn.decay(t);
        if (at >= origin) {
            v = origin == time ? free(t, ex, in) : free(ms(at - origin));
        }
        iEx = (iEx + sEx * t) * ex;
        sEx *= ex;
        iIn = (iIn + sIn * t) * in;
        sIn *= in;
        time = at;
        settle();
    }

    /** A spike at the time of the last event. */
    void spike(AfterSpike afterSpike) {
        v = afterSpike.potential(v);
        refractoryUntil = time + afterSpike.refractoryPs();
        settle();
    }

    /** Arrivals at the time of the last event. */
    void receive(double excitatory, double inhibitory) {
        switch (shape) {
            case DELTA -> {
                if (time >= refractoryUntil) {
                    v += excitatory + inhibitory;
                }
            }
            case EXPONENTIAL -> {
                iEx += excitatory;
                iIn += inhibitory;
            }
            case ALPHA -> {
                sEx += excitatory * StrictMath.E / parameters.tauSynEx();
                sIn += inhibitory * StrictMath.E / parameters.tauSynIn();
            }
        }
        settle();
    }

    void inject(double picoamperes) {
        injected = picoamperes;
        vInfinity = parameters.steadyPotential(picoamperes);
    }

    /** The values of the state, and others behind them. */
    double[] values(double... others) {
        double[] values = new double[6 + others.length];
        values[0] = v;
        values[1] = iEx;
        values[2] = sEx;
        values[3] = iIn;
        values[4] = sIn;
        values[5] = injected;
        System.arraycopy(others, 0, values, 6, others.length);
        return values;
    }

    /** Takes what {@link #values} told, and the time and end of refractoriness in the first marks. */
    void restore(NeuronState from) {
        double[] values = from.values();
        v = values[0];
        iEx = values[1];
        sEx = values[2];
        iIn = values[3];
        sIn = values[4];
        inject(values[5]);
        time = from.marks()[0];
        refractoryUntil = from.marks()[1];
        settle();
    }

    private void settle() {
        origin = Math.max(time, refractoryUntil);
        double t = ms(origin - time);
        double ex = t == 0 ? 1 : byEx.decay(t);
        double in = t == 0 ? 1 : byIn.decay(t);
        originIEx = (iEx + sEx * t) * ex;
        originSEx = sEx * ex;
        originIIn = (iIn + sIn * t) * in;
        originSIn = sIn * in;
    }

    private double free(double t) {
        double ex = byEx.decay(t);
        return free(t, ex, oneTau ? ex : byIn.decay(t));
    }

    /** V at a time after the origin in ms, with the decays of the currents. */
    private double free(double t, double ex, double in) {
        double membrane = Relaxation.decay(t, tauM);
        double u = vInfinity + (v - vInfinity) * membrane;
        if (shape == SynapseShape.DELTA) {
            return u;
        }
        double firstEx = byEx.first(t, membrane, ex);
        double firstIn = oneTau ? firstEx : byIn.first(t, membrane, in);
        double charge = originIEx * firstEx + originIIn * firstIn;
        if (shape == SynapseShape.ALPHA) {
            charge += originSEx * byEx.second(t, membrane, ex, firstEx)
                    + originSIn * byIn.second(t, membrane, in, firstIn);
        }
        return u + charge / cM;
    }

    // Bounds; times are in ps after the origin.

    /** At or above every V up to a time, told without an exponential. */
    double quickBound(long high) {
        double b = ms(high);
        double most = byEx.atMost(originIEx, originSEx, b) + byIn.atMost(originIIn, originSIn, b);
        double steady = vInfinity + most * tauM / cM;
        // 1 - exp(-x) is at most x, and at most 1.
        return v >= steady ? v : v + (steady - v) * Math.min(1, b / tauM);
    }

    /**
     * How long V surely stays below a threshold, told without an exponential: a membrane that starts where V does and receives the largest current
     * for ever rises no faster than at first. A thousandth is left, so that no rounding of V reaches the threshold.
     *
     * @return in ps; -1 where that cannot be told, {@link ContinuousNeuron#NEVER} where V never comes near
     */
    long quiet(double threshold) {
        double most = byEx.atMost(originIEx, originSEx, Double.MAX_VALUE)
                + byIn.atMost(originIIn, originSIn, Double.MAX_VALUE);
        double steady = vInfinity + most * resistance;
        double currents = Math.abs(originIEx) + Math.abs(originIIn) + Math.abs(originSEx) + Math.abs(originSIn);
        double rounding = ROUNDING * (Math.abs(v) + Math.abs(vInfinity) + currents * resistance);
        double deficit = threshold - v;
        if (!(deficit > rounding)) {
            return -1;
        }
        if (steady < threshold - rounding) {
            return ContinuousNeuron.NEVER;
        }
        return (long) (nearlyTauM * deficit / (steady - v));
    }

    /**
     * At or above every V between two times: a membrane that starts where V does and receives the largest current throughout. Exact in
     * the limit of a short part.
     *
     * @param vLow V at the first time
     */
    double bound(long low, long high, double vLow) {
        double a = ms(low);
        double b = ms(high);
        double most = byEx.largest(originIEx, originSEx, a, b) + byIn.largest(originIIn, originSIn, a, b);
        double steady = vInfinity + most * tauM / cM;
        return vLow >= steady ? vLow : steady + (vLow - steady) * Relaxation.decay(b - a, tauM);
    }

    /**
     * Whether V surely rises between two times: the smallest current would carry it beyond its bound.
     *
     * @param bound of V between them
     */
    boolean rises(long low, long high, double bound) {
        double a = ms(low);
        double b = ms(high);
        double least = -byEx.largest(-originIEx, -originSEx, a, b) - byIn.largest(-originIIn, -originSIn, a, b);
        return vInfinity + least * tauM / cM > bound;
    }

    private static double ms(long ps) {
        return VirtualTime.toMilliseconds(ps);
    }
}
