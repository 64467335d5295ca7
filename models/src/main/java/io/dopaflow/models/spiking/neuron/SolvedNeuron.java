package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;

/**
 * A neuron in continuous time whose equations are solved numerically: with an error control so tight that spike times are those
 * of the equations to about a picosecond, and the same bits everywhere.
 *
 * <p>Steps start anew at each event: an arrival, a spike, the end of refractoriness. They are as long as accuracy allows, not as
 * long as somebody asks for; a step that goes beyond the next event is cut there by its polynomial. So the bits depend on the
 * events alone. A look further back than the last step repeats the steps from the event on.
 *
 * <p>A spike by {@link NeuronEquations.SpikeRule#THRESHOLD} is the first whole picosecond at which the polynomial of V is at
 * threshold. It is found by halving: a part is left out where the coefficients of the polynomial in the Bernstein basis, which
 * bound it, are below threshold. So the shortest excursion is found. A V that runs away may have no finite value any more at
 * that picosecond; the state is then that of the step's end, above threshold and less than a picosecond before.
 *
 * <p>A spike by {@link NeuronEquations.SpikeRule#PEAK} is the first whole picosecond at which V falls after it rose, by the
 * derivative of the polynomial.
 */
public final class SolvedNeuron implements ContinuousNeuron {
    /** V is not resolved better than this, relative to the terms that it is summed from. */
    private static final double ROUNDING = 1e-15;

    /** In mV/ms: a V that rises no faster than this counts as level, as after a peak where rounding may let it still rise. */
    private static final double LEVEL = 1e-3;

    private final NeuronEquations equations;
    private final boolean byPeak;
    private final Course course;
    private final double[] scratch = new double[DormandPrince.DEGREE + 1];

    // The last event.
    private final double[] state;
    private final double[] start;
    private long time;
    private long refractoryUntil;
    private double injected;
    private boolean rises;

    // What has been found out about the time after it: no spike up to here, and whether V rises there.
    private long seen;
    private boolean risesThere;
    private long due;
    // Whether the last step is one with V held.
    private boolean held;

    /**
     * A neuron at time 0. One at threshold, where that is the rule, spikes at time 0.
     *
     * @param state such as {@link NeuronEquations#start} gives
     */
    public SolvedNeuron(NeuronEquations equations, double[] state) {
        if (state.length != equations.variables().size()) {
            throw new IllegalArgumentException("the state has " + state.length + " variables; allowed: "
                    + equations.variables().size());
        }
        this.equations = equations;
        this.byPeak = equations.rule() == NeuronEquations.SpikeRule.PEAK;
        this.course = new Course(equations);
        this.state = state.clone();
        this.start = state.clone();
        lookAnew();
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
        seek(at);
        return course.value(variable, at);
    }

    @Override
    public long nextSpike(long until) {
        while (due == NEVER && seen < until) {
            advance();
        }
        return due <= until ? due : NEVER;
    }

    @Override
    public void spike(long at) {
        moveTo(at);
        equations.reset(state);
        refractoryUntil = at + equations.refractoryPs();
        rises = false;
        lookAnew();
    }

    @Override
    public void receive(long at, double excitatory, double inhibitory) {
        moveTo(at);
        equations.receive(state, excitatory, inhibitory);
        lookAnew();
    }

    @Override
    public void inject(long at, double picoamperes) {
        moveTo(at);
        setInjected(picoamperes);
        lookAnew();
    }

    @Override
    public void restart(long at) {
        System.arraycopy(start, 0, state, 0, state.length);
        time = at;
        refractoryUntil = 0;
        rises = false;
        lookAnew();
    }

    @Override
    public NeuronState state() {
        double[] values = Arrays.copyOf(state, state.length + 1);
        values[state.length] = injected;
        return new NeuronState(values, new long[] {time, refractoryUntil, rises ? 1 : 0});
    }

    @Override
    public void restore(NeuronState from) {
        System.arraycopy(from.values(), 0, state, 0, state.length);
        setInjected(from.values()[state.length]);
        time = from.marks()[0];
        refractoryUntil = from.marks()[1];
        rises = from.marks()[2] != 0;
        lookAnew();
    }

    private void setInjected(double picoamperes) {
        injected = picoamperes;
        course.inject(picoamperes);
    }

    private void moveTo(long at) {
        seek(at);
        if (at > time) {
            rises = due == at || Polynomial.value(Polynomial.derivative(course.potential()), course.share(at)) > 0;
        }
        for (int i = 0; i < state.length; i++) {
            state[i] = course.value(i, at);
        }
        time = at;
    }

    private void lookAnew() {
        seen = time - 1;
        risesThere = rises;
        due = !byPeak && time >= refractoryUntil && state[0] >= equations.threshold() ? time : NEVER;
        rewind();
    }

    private void rewind() {
        held = !byPeak && time < refractoryUntil;
        course.begin(time, state, held);
    }

    private void seek(long at) {
        if (at < time || at > due) {
            throw new IllegalArgumentException("looked at a neuron at " + at + " ps; allowed: from its last event, "
                    + time + " ps, to its next spike, " + due + " ps");
        }
        if (at < course.first()) {
            rewind();
        }
        while (last() < at && !endsAbove(at)) {
            advance();
        }
    }

    /** Whether the last step ends at threshold within the picosecond before. */
    private boolean endsAbove(long at) {
        return !byPeak && !held && at == last() + 1 && course.end(0) >= equations.threshold();
    }

    /** The last picosecond for which the last step holds. */
    private long last() {
        return held ? Math.min(course.last(), refractoryUntil - 1) : course.last();
    }

    private void advance() {
        if (held && course.last() >= refractoryUntil) {
            double[] then = new double[state.length];
            for (int i = 0; i < then.length; i++) {
                then[i] = course.value(i, refractoryUntil);
            }
            held = false;
            course.begin(refractoryUntil, then, false);
            return;
        }
        course.step();
        if (due == NEVER && last() >= seen) {
            if (byPeak) {
                lookForPeak();
            } else if (!held) {
                lookForCrossing();
            }
            seen = last();
        }
    }

    private void lookForCrossing() {
        double[] excess = course.potential().clone();
        double size = size(excess);
        excess[0] -= equations.threshold();
        due = first(excess, seen + 1, last(), ROUNDING * size);
        if (due == NEVER && endsAbove(last() + 1)) {
            due = last() + 1;
        }
    }

    private void lookForPeak() {
        double[] rise = Polynomial.derivative(course.potential());
        double rounding = ROUNDING * size(rise);
        double[] fall = new double[rise.length];
        for (int k = 0; k < rise.length; k++) {
            fall[k] = -rise[k];
        }
        rise[0] -= LEVEL * course.milliseconds();
        long from = seen + 1;
        while (from <= last()) {
            long turn = first(risesThere ? fall : rise, from, last(), rounding);
            if (turn == NEVER) {
                return;
            }
            risesThere = !risesThere;
            if (!risesThere && turn >= refractoryUntil && course.value(0, turn) >= equations.threshold()) {
                due = turn;
                return;
            }
            from = turn + 1;
        }
    }

    /** The first picosecond at which a polynomial is 0 or above. */
    private long first(double[] polynomial, long low, long high, double rounding) {
        if (low > high) {
            return NEVER;
        }
        if (low == high) {
            return Polynomial.value(polynomial, course.share(low)) >= 0 ? low : NEVER;
        }
        double a = course.share(low);
        double b = course.share(high);
        double bound = Polynomial.bound(polynomial, a, b, scratch);
        if (bound < 0
                || (bound < rounding && Polynomial.value(polynomial, a) < 0 && Polynomial.value(polynomial, b) < 0)) {
            return NEVER;
        }
        long middle = (low + high) >>> 1;
        long early = first(polynomial, low, middle, rounding);
        return early == NEVER ? first(polynomial, middle + 1, high, rounding) : early;
    }

    private static double size(double[] polynomial) {
        double size = 0;
        for (double coefficient : polynomial) {
            size += Math.abs(coefficient);
        }
        return size;
    }
}
