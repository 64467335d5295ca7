package io.dopaflow.models.spiking.neuron;

/**
 * A leaky integrate-and-fire neuron in continuous time: between events its state is known in closed form.
 *
 * <p>The spike time is the first picosecond at which the closed form gives V &gt;= V_th. It is found by halving the time to the
 * next event: a part is left out where a bound on V is below threshold. The bound is that of a membrane that starts where V
 * does and receives the largest current of the part throughout; it is exact in the limit, so that the shortest excursion
 * above threshold is found, and one that ends just below is not. A part in which V surely rises through the threshold is
 * searched by interpolation. Most looks end at a coarser bound that takes no exponential.
 */
public final class Lif implements ContinuousNeuron {
    /** Excursions above threshold smaller than this share of the potentials are below the rounding of V. */
    private static final double ROUNDING = 1e-15;

    private final double vTh;
    private final double rounding;
    private final AfterSpike afterSpike;
    private final LifState state;

    /** A neuron at time 0, without currents; a potential at or above threshold spikes at time 0. */
    public Lif(LifParameters parameters, double v0) {
        this(parameters, new double[] {v0});
    }

    /** A neuron at time 0 with a value for each variable of its type. */
    Lif(LifParameters parameters, double[] start) {
        this.vTh = parameters.vTh();
        this.rounding = ROUNDING * Math.abs(vTh - parameters.eL());
        this.afterSpike = parameters.afterSpike();
        this.state = new LifState(parameters, start);
    }

    @Override
    public long time() {
        return state.time();
    }

    @Override
    public long refractoryUntil() {
        return state.refractoryUntil();
    }

    @Override
    public double value(int variable, long at) {
        return state.value(variable, at);
    }

    @Override
    public double potential(long at) {
        return state.potential(at);
    }

    @Override
    public long nextSpike(long until) {
        long origin = state.origin();
        if (origin > until) {
            return NEVER;
        }
        double v = state.originPotential();
        if (v >= vTh) {
            return origin;
        }
        if (until == origin || state.quickBound(until - origin) < vTh) {
            return NEVER;
        }
        long found = crossing(0, until - origin, v, state.potential(until));
        return found == NEVER ? NEVER : origin + found;
    }

    @Override
    public long quietUntil() {
        long quiet = state.quiet(vTh);
        return quiet < 0 || quiet > NEVER - state.origin() ? quiet : state.origin() + quiet;
    }

    @Override
    public void spike(long at) {
        state.moveTo(at);
        state.spike(afterSpike);
    }

    @Override
    public void receive(long at, double excitatory, double inhibitory) {
        state.moveTo(at);
        state.receive(excitatory, inhibitory);
    }

    @Override
    public void inject(long at, double picoamperes) {
        state.moveTo(at);
        state.inject(picoamperes);
    }

    @Override
    public void restart(long at) {
        state.restart(at);
    }

    @Override
    public NeuronState state() {
        return new NeuronState(state.values(), new long[] {state.time(), state.refractoryUntil()});
    }

    @Override
    public void restore(NeuronState from) {
        state.restore(from);
    }

    /**
     * The first picosecond after {@code low} and up to {@code high} at which V is at threshold, in ps after the origin.
     *
     * @param vLow V at low, below threshold
     * @param vHigh V at high
     */
    private long crossing(long low, long high, double vLow, double vHigh) {
        if (high - low == 1) {
            return vHigh >= vTh ? high : NEVER;
        }
        double bound = state.bound(low, high, vLow);
        if (vHigh < vTh) {
            if (bound - vTh < rounding) {
                return NEVER;
            }
        } else if (state.rises(low, high, bound)) {
            return crossingOfRise(low, high, vLow - vTh, vHigh - vTh);
        }
        long middle = (low + high) >>> 1;
        double vMiddle = state.potential(state.origin() + middle);
        long early = crossing(low, middle, vLow, vMiddle);
        return early != NEVER || vMiddle >= vTh ? early : crossing(middle, high, vMiddle, vHigh);
    }

    /** The same where V rises: interpolation, with the Illinois rule (Dowell and Jarratt 1971) for an end that stays. */
    private long crossingOfRise(long low, long high, double below, double above) {
        long from = low;
        long to = high;
        double deficit = below;
        double excess = above;
        int side = 0;
        while (to - from > 1) {
            long guess = from + (long) ((to - from) * (deficit / (deficit - excess)));
            guess = Math.max(from + 1, Math.min(to - 1, guess));
            double value = state.potential(state.origin() + guess) - vTh;
            if (value >= 0) {
                to = guess;
                excess = value;
                deficit = side > 0 ? deficit / 2 : deficit;
                side = 1;
            } else {
                from = guess;
                deficit = value;
                excess = side < 0 ? excess / 2 : excess;
                side = -1;
            }
        }
        return to;
    }
}
