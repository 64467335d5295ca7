package io.dopaflow.models.spiking;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * A leaky integrate-and-fire neuron in continuous time: between events its state is known in closed form.
 *
 * <p>The spike time is the first picosecond at which the closed form gives V &gt;= V_th. It is found by halving the time to the
 * next event: a part is left out where a bound on V is below threshold. The bound is that of a membrane that starts where V
 * does and receives the largest current of the part throughout; it is exact in the limit, so that the shortest excursion
 * above threshold is found, and one that ends just below is not.
 */
public final class Lif implements ContinuousNeuron {
    /** Excursions above threshold smaller than this share of the potentials are below the rounding of V. */
    private static final double ROUNDING = 1e-15;

    private final LifParameters parameters;
    private double injected;
    private double vInfinity;
    private final double[] state = new double[5];
    private long time;
    private long refractoryUntil;

    // Places in the state. The currents of exponential synapses use I alone; those of alpha synapses are (I + S t)
    // exp(-t / tau).
    private static final int V = 0;
    private static final int I_EX = 1;
    private static final int S_EX = 2;
    private static final int I_IN = 3;
    private static final int S_IN = 4;

    /** A neuron at time 0, without currents; a potential at or above threshold spikes at time 0. */
    public Lif(LifParameters parameters, double v0) {
        this.parameters = parameters;
        this.vInfinity = parameters.steadyPotential(0);
        state[V] = v0;
    }

    /** A neuron at time 0 with a value for each variable of its type. */
    Lif(LifParameters parameters, double[] start) {
        this(parameters, start[0]);
        if (start.length > 1) {
            state[I_EX] = start[1];
            state[I_IN] = start[2];
        }
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public long refractoryUntil() {
        return refractoryUntil;
    }

    @Override
    public double value(int variable, long at) {
        return switch (variable) {
            case 0 -> potential(at);
            case 1 -> currentsAt(at)[I_EX];
            default -> currentsAt(at)[I_IN];
        };
    }

    @Override
    public double potential(long at) {
        if (at < refractoryUntil) {
            return state[V];
        }
        long from = Math.max(time, refractoryUntil);
        double[] then = from == time ? state : currentsAt(from);
        return potential(then, ms(at - from));
    }

    @Override
    public long nextSpike(long until) {
        long from = Math.max(time, refractoryUntil);
        if (from > until) {
            return NEVER;
        }
        double[] then = from == time ? state : currentsAt(from);
        if (then[V] >= parameters.vTh()) {
            return from;
        }
        if (bound(then, 0, until - from) < parameters.vTh()) {
            return NEVER;
        }
        long found = crossing(then, 0, until - from);
        return found == NEVER ? NEVER : from + found;
    }

    @Override
    public void spike(long at) {
        moveTo(at);
        state[V] = parameters.vReset();
        refractoryUntil = at + parameters.refractoryPs();
    }

    @Override
    public void receive(long at, double excitatory, double inhibitory) {
        moveTo(at);
        switch (parameters.shape()) {
            case DELTA -> {
                if (at >= refractoryUntil) {
                    state[V] += excitatory + inhibitory;
                }
            }
            case EXPONENTIAL -> {
                state[I_EX] += excitatory;
                state[I_IN] += inhibitory;
            }
            case ALPHA -> {
                state[S_EX] += excitatory * StrictMath.E / parameters.tauSynEx();
                state[S_IN] += inhibitory * StrictMath.E / parameters.tauSynIn();
            }
        }
    }

    @Override
    public void inject(long at, double picoamperes) {
        moveTo(at);
        injected = picoamperes;
        vInfinity = parameters.steadyPotential(picoamperes);
    }

    @Override
    public NeuronState state() {
        double[] values = Arrays.copyOf(state, state.length + 1);
        values[state.length] = injected;
        return new NeuronState(values, new long[] {time, refractoryUntil});
    }

    @Override
    public void restore(NeuronState from) {
        System.arraycopy(from.values(), 0, state, 0, state.length);
        injected = from.values()[state.length];
        vInfinity = parameters.steadyPotential(injected);
        time = from.marks()[0];
        refractoryUntil = from.marks()[1];
    }

    private void moveTo(long at) {
        double v = potential(at);
        double[] then = currentsAt(at);
        System.arraycopy(then, 0, state, 0, state.length);
        state[V] = v;
        time = at;
    }

    /** The state with currents as at a time; V is that of the last event, as during refractoriness. */
    private double[] currentsAt(long at) {
        double t = ms(at - time);
        double[] then = Arrays.copyOf(state, state.length);
        double ex = Relaxation.decay(t, parameters.tauSynEx());
        double in = Relaxation.decay(t, parameters.tauSynIn());
        then[I_EX] = (state[I_EX] + state[S_EX] * t) * ex;
        then[S_EX] = state[S_EX] * ex;
        then[I_IN] = (state[I_IN] + state[S_IN] * t) * in;
        then[S_IN] = state[S_IN] * in;
        return then;
    }

    private double potential(double[] from, double t) {
        LifParameters p = parameters;
        double v = vInfinity + (from[V] - vInfinity) * Relaxation.decay(t, p.tauM());
        if (p.shape() == SynapseShape.DELTA) {
            return v;
        }
        double charge = from[I_EX] * Relaxation.first(t, p.tauM(), p.tauSynEx())
                + from[I_IN] * Relaxation.first(t, p.tauM(), p.tauSynIn());
        if (p.shape() == SynapseShape.ALPHA) {
            charge += from[S_EX] * Relaxation.second(t, p.tauM(), p.tauSynEx())
                    + from[S_IN] * Relaxation.second(t, p.tauM(), p.tauSynIn());
        }
        return v + charge / p.cM();
    }

    /** The first whole picosecond after {@code low} and up to {@code high} at which V is at threshold; V is below at low. */
    private long crossing(double[] from, long low, long high) {
        double vHigh = potential(from, ms(high));
        if (high - low == 1) {
            return vHigh >= parameters.vTh() ? high : NEVER;
        }
        double excess = bound(from, low, high) - parameters.vTh();
        if (excess < 0
                || (vHigh < parameters.vTh() && excess < ROUNDING * Math.abs(parameters.vTh() - parameters.eL()))) {
            return NEVER;
        }
        long middle = (low + high) >>> 1;
        long early = crossing(from, low, middle);
        return early == NEVER ? crossing(from, middle, high) : early;
    }

    /** Above every V between two times after {@code from}. */
    private double bound(double[] from, long low, long high) {
        double a = ms(low);
        double b = ms(high);
        LifParameters p = parameters;
        double most = largest(from[I_EX], from[S_EX], p.tauSynEx(), a, b)
                + largest(from[I_IN], from[S_IN], p.tauSynIn(), a, b);
        double steady = vInfinity + most * p.tauM() / p.cM();
        double v = potential(from, a);
        return Math.max(v, steady + (v - steady) * Relaxation.decay(b - a, p.tauM()));
    }

    /** The largest of (i + s t) exp(-t / tau) for t from a to b: at an end or where its derivative vanishes. */
    private static double largest(double i, double s, double tau, double a, double b) {
        if (i == 0 && s == 0) {
            return 0;
        }
        double ends = Math.max(current(i, s, tau, a), current(i, s, tau, b));
        double peak = s == 0 ? a : tau - i / s;
        return peak > a && peak < b ? Math.max(ends, current(i, s, tau, peak)) : ends;
    }

    private static double current(double i, double s, double tau, double t) {
        return (i + s * t) * Relaxation.decay(t, tau);
    }

    private static double ms(long ps) {
        return VirtualTime.toMilliseconds(ps);
    }
}
